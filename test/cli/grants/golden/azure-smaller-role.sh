# Service principal of Aiven's application in your tenant, and its role assignment:
# {
#   "servicePrincipal": {
#     "clientId": "0f5a7c3e-52c1-4c1e-9d6c-1b2f3a4d5e6f"
#   },
#   "roleAssignment": {
#     "scope": "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/acme/keys/orders",
#     "roleDefinitionName": "Key Vault Crypto Service Encryption User",
#     "principalId": "<object ID of the service principal>",
#     "principalType": "ServicePrincipal"
#   }
# }
# Aiven documents the role "Key Vault Crypto User", which can also encrypt, decrypt, sign and verify. "Key Vault Crypto Service Encryption User" allows only what Aiven needs: read, wrap and unwrap; Aiven does not document it.
# The KMS must be reachable from the public internet.

az ad sp create \
  --id=0f5a7c3e-52c1-4c1e-9d6c-1b2f3a4d5e6f

az role assignment create \
  --assignee=0f5a7c3e-52c1-4c1e-9d6c-1b2f3a4d5e6f \
  --role='Key Vault Crypto Service Encryption User' \
  --scope=/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/acme/keys/orders
