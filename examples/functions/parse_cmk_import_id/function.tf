locals {
  imported = provider::aiven::parse_cmk_import_id("acme-prod/1b671a64-40d5-491e-99b0-da01ff1f3341")
}

output "project_of_imported_key" {
  value = local.imported.project # "acme-prod"
}
