/** Adds Aiven to a key policy that exists, and judges the result. */

import type { AwsAccessor } from '../../grants/accessors';
import { type AwsGrantOptions, type AwsPolicy, awsKeyPolicyStatement, checkAwsKeyPolicy } from '../../grants/aws';
import { mergeAwsKeyPolicy } from '../../grants/aws-merge';
import { judgeAwsUse } from './policy';

/**
 * Returns the policy with the statement that lets Aiven use the key: see `mergeAwsKeyPolicy`.
 * @param existing A policy, or its JSON. Single values in it may be placeholders.
 * @throws Error when it is not a key policy, when one of its statements certainly denies the use of the key to Aiven, or when KMS would
 * reject its length or characters.
 */
export function mergedAwsKeyPolicy(
  existing: AwsPolicy | string,
  accessor: AwsAccessor,
  options: AwsGrantOptions = {},
): AwsPolicy {
  const merged = mergeAwsKeyPolicy(existing, [awsKeyPolicyStatement(accessor, options)]);
  const refusal = judgeAwsUse(merged, { roleArn: accessor.principal }).find(({ severity }) => severity === 'error');
  const problem = refusal?.message ?? checkAwsKeyPolicy(merged);
  if (problem !== undefined) throw new Error(problem);
  return merged;
}
