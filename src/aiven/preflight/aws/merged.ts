/** Adds Aiven to a key policy that exists, and judges the result. */

import type { AwsAccessor } from '../../grants/accessors';
import { type AwsGrantOptions, type AwsPolicy, awsKeyPolicyStatement } from '../../grants/aws';
import { mergeAwsKeyPolicy } from '../../grants/aws-merge';
import { judgeAwsKeyPolicy } from './policy';

/**
 * Returns the policy with the statement that lets Aiven use the key: see `mergeAwsKeyPolicy`.
 * @param existing A policy, or its JSON. Single values in it may be placeholders.
 * @throws Error when it is not a key policy, or when one of its statements certainly denies the use of the key to Aiven.
 */
export function mergedAwsKeyPolicy(
  existing: AwsPolicy | string,
  accessor: AwsAccessor,
  options: AwsGrantOptions = {},
): AwsPolicy {
  const merged = mergeAwsKeyPolicy(existing, [awsKeyPolicyStatement(accessor, options)]);
  const problem = judgeAwsKeyPolicy(merged, accessor).find(({ severity }) => severity === 'error');
  if (problem !== undefined) throw new Error(problem.message);
  return merged;
}
