# For `role_definition_name` of `azurerm_role_assignment`.
output "azure_role" {
  value = provider::aiven::azure_role("https://acme.vault.azure.net/keys/orders")
}
