# Statement to add to the key policy:
# {
#   "Sid": "Allow Aiven to use this key for CMK operations",
#   "Effect": "Allow",
#   "Principal": {
#     "AWS": "arn:aws:iam::999999999999:role/aiven-cmk-anchor"
#   },
#   "Action": [
#     "kms:Encrypt",
#     "kms:Decrypt",
#     "kms:GenerateDataKey",
#     "kms:DescribeKey"
#   ],
#   "Resource": "*"
# }
# Aiven's documented statement allows kms:Encrypt and kms:Decrypt; a walk-through by Aiven adds kms:GenerateDataKey and kms:DescribeKey. If the access check fails with the minimal set, try the wide one.
# The first command saves the current policy. The second adds the statement to it and prints the put-key-policy command. Check that policy before you run the command: it replaces the whole policy of the key.
# The KMS must be reachable from the public internet.

aws kms get-key-policy \
  --key-id=arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab \
  --region=us-east-1 \
  --policy-name=default \
  --output=text > key-policy-1234abcd-12ab-34cd-56ef-1234567890ab.json

aiven-byok grants \
  --provider=aws \
  --resource=arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab \
  --policy=key-policy-1234abcd-12ab-34cd-56ef-1234567890ab.json \
  --actions=wide \
  --project=acme-prod
