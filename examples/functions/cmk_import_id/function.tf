variable "legacy_cmk_id" {
  type    = string
  default = "1b671a64-40d5-491e-99b0-da01ff1f3341"
}

# For `id` of an `import` block.
output "import_id" {
  value = provider::aiven::cmk_import_id("acme-prod", var.legacy_cmk_id)
}
