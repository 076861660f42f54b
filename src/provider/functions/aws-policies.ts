/** Functions for the policy of an AWS KMS key. */

import {
  awsKeyPolicy,
  awsKeyPolicyStatement,
  checkAwsAccountId,
  checkAwsPrincipal,
  formatAwsPolicy,
  mergedAwsKeyPolicy,
} from '../../aiven';
import { ArgumentError, defineFunction } from '../../plugin';

const principal = {
  name: 'principal',
  type: 'string',
  description: 'ARN of the IAM role that Aiven uses: `principal` of the data source `aiven_cmk_accessor_aws`.',
  validators: [checkAwsPrincipal],
} as const;

const statementType = [
  'object',
  {
    Sid: 'string',
    Effect: 'string',
    Principal: ['object', { AWS: 'string' }],
    Action: ['list', 'string'],
    Resource: 'string',
  },
] as const;

export const awsKeyPolicyStatementFunction = defineFunction({
  name: 'aws_key_policy_statement',
  summary: 'The statement of an AWS key policy that lets Aiven use the key.',
  description:
    'Returns the statement that Aiven documents, as an object for a policy that you write with `jsonencode`. For a policy without other statements, use `aws_key_policy`; for JSON that already exists, `merge_key_policy`.',
  parameters: [principal],
  returns: statementType,
  run(principal) {
    const { Sid, Effect, Action, Resource } = awsKeyPolicyStatement({ principal });
    return {
      Sid: Sid ?? null,
      Effect,
      Principal: { AWS: principal },
      Action: [Action ?? []].flat(),
      Resource: String(Resource),
    };
  },
});

export const awsKeyPolicyFunction = defineFunction({
  name: 'aws_key_policy',
  summary: 'A complete AWS key policy that lets Aiven use the key.',
  description:
    "Returns a key policy as JSON, for `policy` of `aws_kms_key` or `aws_kms_key_policy`. It has two statements: one keeps the key under the control of its account, the other lets Aiven use it. The account's partition is that of the principal.",
  parameters: [
    principal,
    {
      name: 'account_id',
      type: 'string',
      description: 'ID of the AWS account that the key is in, 12 digits.',
      validators: [checkAwsAccountId],
    },
  ],
  returns: 'string',
  run: (principal, accountId) => formatAwsPolicy(awsKeyPolicy({ principal }, { accountId })),
});

export const mergeKeyPolicyFunction = defineFunction({
  name: 'merge_key_policy',
  summary: 'Adds the statement that lets Aiven use the key to an AWS key policy.',
  description:
    'Returns the policy as JSON, with the statement that lets Aiven use the key. Everything else in the policy is unchanged. A policy that already allows what the statement allows is returned as it is, so merging twice changes nothing. A policy with a statement that denies the use of the key to Aiven is an error.',
  parameters: [
    { name: 'policy_json', type: 'string', description: 'The present policy as JSON, with at least one statement.' },
    principal,
  ],
  returns: 'string',
  run(policyJson, principal) {
    try {
      return formatAwsPolicy(mergedAwsKeyPolicy(policyJson, { principal }));
    } catch (error) {
      throw new ArgumentError((error as Error).message, 0);
    }
  },
});
