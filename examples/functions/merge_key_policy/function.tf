locals {
  present_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Enable IAM policies for key management"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::210987654321:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

# For `policy` of `aws_kms_key_policy`. The principal comes from the data source `aiven_cmk_accessor_aws`.
output "merged_key_policy" {
  value = provider::aiven::merge_key_policy(local.present_policy, "arn:aws:iam::999999999999:role/aiven-cmk-anchor")
}
