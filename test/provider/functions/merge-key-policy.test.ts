/** `merge_key_policy` judges what it returns, as preflight does. */

import { mergeKeyPolicyFunction } from '../../../src/provider/functions/aws-policies';
import { accessors } from '../../aiven/grants/samples';

const { principal: roleArn } = accessors.aws;
const guard = { Sid: 'guard', Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*' };
const merged = (...statements: object[]) =>
  mergeKeyPolicyFunction.run(JSON.stringify({ Version: '2012-10-17', Statement: statements }), roleArn);

test('refuses a policy whose statement denies the use of the key to Aiven', () => {
  expect(() => merged(guard)).toThrow('Statement 1 ("guard") denies kms:Encrypt and kms:Decrypt to Aiven\'s role');
  const outside = { ...guard, Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } } };
  expect(() => merged(outside)).toThrow("Aiven's requests do not come through your VPC endpoint");
});

test('accepts a Deny that exempts Aiven, or that cannot be judged', () => {
  const exempt = { ...guard, Condition: { ArnNotEquals: { 'aws:PrincipalArn': roleArn } } };
  const unclear = { ...guard, Condition: { StringEquals: { 'aws:PrincipalTag/team': 'x' } } };
  expect(JSON.parse(merged(exempt, unclear) as string).Statement).toHaveLength(3);
});

test('refuses a policy that is too long for KMS', () => {
  const long = { ...guard, Effect: 'Allow', Sid: 'x'.repeat(40_000) };
  expect(() => merged(long)).toThrow('bytes; KMS accepts at most 32768.');
});
