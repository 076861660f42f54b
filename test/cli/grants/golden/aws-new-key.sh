# Policy for a new key:
# {
#   "Version": "2012-10-17",
#   "Statement": [
#     {
#       "Sid": "Enable IAM policies for key management",
#       "Effect": "Allow",
#       "Principal": {
#         "AWS": "arn:aws:iam::111122223333:root"
#       },
#       "Action": "kms:*",
#       "Resource": "*"
#     },
#     {
#       "Sid": "Allow Aiven to use this key for CMK operations",
#       "Effect": "Allow",
#       "Principal": {
#         "AWS": "arn:aws:iam::999999999999:role/aiven-cmk-anchor"
#       },
#       "Action": [
#         "kms:Encrypt",
#         "kms:Decrypt"
#       ],
#       "Resource": "*"
#     }
#   ]
# }
# put-key-policy replaces the whole policy: use this one only for a key that needs no other statements.
# Aiven's documented statement allows kms:Encrypt and kms:Decrypt; a walk-through by Aiven adds kms:GenerateDataKey and kms:DescribeKey. If the access check fails with the minimal set, try the wide one.
# The KMS must be reachable from the public internet.

aws kms put-key-policy \
  --key-id=arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab \
  --region=us-east-1 \
  --policy-name=default \
  --policy='{"Version":"2012-10-17","Statement":[{"Sid":"Enable IAM policies for key management","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"},{"Sid":"Allow Aiven to use this key for CMK operations","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999999999999:role/aiven-cmk-anchor"},"Action":["kms:Encrypt","kms:Decrypt"],"Resource":"*"}]}'
