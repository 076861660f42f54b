# Statements for a policy in the root compartment of your tenancy:
# [
#   "define tenancy AT as ocid1.tenancy.oc1..abcdABCD....",
#   "define group AG as ocid1.group.oc1..abcdABCD....",
#   "admit group AG of tenancy AT to use keys in tenancy where target.key.id = 'ocid1.key.oc1.iad.b5r7gb4qaafqy.abuwcljrxyz1234567890'"
# ]
# Aiven's documentation puts the key's OCID in double quotes; Oracle's says that single quotes are required. If OCI rejects the policy, or Aiven's access check fails, try the other quotes.
# The KMS must be reachable from the public internet.

oci iam policy create \
  --compartment-id=ocid1.tenancy.oc1..customer \
  --name=aiven-cmk-access \
  --description='Lets Aiven use customer managed keys' \
  --statements='["define tenancy AT as ocid1.tenancy.oc1..abcdABCD....","define group AG as ocid1.group.oc1..abcdABCD....","admit group AG of tenancy AT to use keys in tenancy where target.key.id = '\''ocid1.key.oc1.iad.b5r7gb4qaafqy.abuwcljrxyz1234567890'\''"]'
