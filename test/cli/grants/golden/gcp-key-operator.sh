# Member and role for the IAM policy of the key:
# {
#   "member": "group:access.example.12345678-1234-1234-1234-123456789abc@aiven.io",
#   "role": "roles/cloudkms.cryptoOperator"
# }
# Aiven's documentation contradicts itself. Its prerequisites ask for an asymmetric RSA key (2048 or 4096 bits), its command creates a symmetric one. Its command grants roles/cloudkms.cryptoKeyEncrypterDecrypter, its list of accessors names roles/cloudkms.cryptoOperator, which can also view public keys. If Aiven's access check fails, try the other role, then a key of the other kind.
# The KMS must be reachable from the public internet.

gcloud kms keys add-iam-policy-binding orders \
  --location=europe-west1 \
  --keyring=aiven \
  --project=acme \
  --member=group:access.example.12345678-1234-1234-1234-123456789abc@aiven.io \
  --role=roles/cloudkms.cryptoOperator
