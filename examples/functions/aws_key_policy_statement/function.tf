# data "aiven_cmk_accessor_aws" "acme" { project = "acme-prod" }
variable "aws_principal" {
  type    = string
  default = "arn:aws:iam::999999999999:role/aiven-cmk-anchor"
}

# For `policy` of `aws_kms_key`, together with your own statements.
output "own_key_policy" {
  value = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Enable IAM policies for key management"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::210987654321:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      provider::aiven::aws_key_policy_statement(var.aws_principal),
    ]
  })
}
