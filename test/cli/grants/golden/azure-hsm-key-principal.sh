# Service principal of Aiven's application in your tenant, and its role assignment:
# {
#   "servicePrincipal": {
#     "clientId": "0f5a7c3e-52c1-4c1e-9d6c-1b2f3a4d5e6f"
#   },
#   "role": "Managed HSM Crypto User",
#   "scope": "/keys/orders"
# }
# The KMS must be reachable from the public internet.

az ad sp create \
  --id=0f5a7c3e-52c1-4c1e-9d6c-1b2f3a4d5e6f

az keyvault role assignment create \
  --hsm-name=acme-hsm \
  --assignee-object-id=21111111-2222-3333-4444-555555555555 \
  --assignee-principal-type=ServicePrincipal \
  --role='Managed HSM Crypto User' \
  --scope=/keys/orders
