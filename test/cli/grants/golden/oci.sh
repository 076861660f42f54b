# Statements for a policy in the root compartment of your tenancy:
# [
#   "define tenancy AT as ocid1.tenancy.oc1..abcdABCD....",
#   "define group AG as ocid1.group.oc1..abcdABCD....",
#   "admit group AG of tenancy AT to use keys in tenancy"
# ]
# Without --resource, the statements cover every key in the tenancy.
# Pass --tenancy to get the command.
# The KMS must be reachable from the public internet.
