# For `policy` of `aws_kms_key`. The principal comes from the data source `aiven_cmk_accessor_aws`.
output "key_policy" {
  value = provider::aiven::aws_key_policy("arn:aws:iam::999999999999:role/aiven-cmk-anchor", "210987654321")
}
