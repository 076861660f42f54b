locals {
  # Both come from the data source `aiven_cmk_accessor_oci`.
  oci_group  = "ocid1.group.oc1..aaaaaaaaabcdefghijklmnop"
  oci_tenant = "ocid1.tenancy.oc1..aaaaaaaaabcdefghijklmnop"
}

# For `statements` of `oci_identity_policy`.
output "oci_statements" {
  value = provider::aiven::oci_policy_statements(local.oci_group, local.oci_tenant)
}

output "oci_statements_for_one_key" {
  value = provider::aiven::oci_policy_statements(
    local.oci_group,
    local.oci_tenant,
    "ocid1.key.oc1.iad.abcdefghijklm.abuwcljrxyz1234567890",
  )
}
