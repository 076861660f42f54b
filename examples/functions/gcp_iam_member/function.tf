locals {
  # The group comes from the data source `aiven_cmk_accessor_gcp`.
  access_group = "access.example.12345678-1234-1234-1234-123456789abc@aiven.io"
}

# For `member` and `role` of `google_kms_crypto_key_iam_member`.
output "gcp_grant" {
  value = provider::aiven::gcp_iam_member(local.access_group)
}

output "gcp_grant_of_the_other_role" {
  value = provider::aiven::gcp_iam_member(local.access_group, "roles/cloudkms.cryptoOperator")
}
