# Service principal of Aiven's application in your tenant, and its role assignment:
# {
#   "servicePrincipal": {
#     "clientId": "0f5a7c3e-52c1-4c1e-9d6c-1b2f3a4d5e6f"
#   },
#   "roleAssignment": {
#     "scope": "<scope>",
#     "roleDefinitionName": "Key Vault Crypto User",
#     "principalId": "<object ID of the service principal>",
#     "principalType": "ServicePrincipal"
#   }
# }
# Aiven documents the role "Key Vault Crypto User", which can also encrypt, decrypt, sign and verify. "Key Vault Crypto Service Encryption User" allows only what Aiven needs: read, wrap and unwrap; Aiven does not document it.
# Pass --scope to get the command that assigns the role.
# The KMS must be reachable from the public internet.

az ad sp create \
  --id=0f5a7c3e-52c1-4c1e-9d6c-1b2f3a4d5e6f
