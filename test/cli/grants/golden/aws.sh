# Statement to add to the key policy:
# {
#   "Sid": "Allow Aiven to use this key for CMK operations",
#   "Effect": "Allow",
#   "Principal": {
#     "AWS": "arn:aws:iam::999999999999:role/aiven-cmk-anchor"
#   },
#   "Action": [
#     "kms:Encrypt",
#     "kms:Decrypt"
#   ],
#   "Resource": "*"
# }
# Aiven's documented statement allows kms:Encrypt and kms:Decrypt; a walk-through by Aiven adds kms:GenerateDataKey and kms:DescribeKey. If the access check fails with the minimal set, try the wide one.
# Pass --resource to get the commands that add it to the policy of your key.
# The KMS must be reachable from the public internet.
