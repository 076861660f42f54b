import { providerFunctions } from '../../../src/provider/functions';

const call = (name: string, ...args: string[]) => providerFunctions.find((known) => known.name === name)?.run(...args);

const tenancy = 'ocid1.tenancy.oc1..abc';
const group = 'ocid1.group.oc1..abc';

test('oci_policy_statements admits Aiven to each of several keys, with one definition of the names', () => {
  const [first, second] = ['ocid1.key.oc1.iad.a.b', 'ocid1.key.oc1.iad.c.d'] as const;
  const definitions = [`define tenancy AT as ${tenancy}`, `define group AG as ${group}`];
  const admit = 'admit group AG of tenancy AT to use keys in tenancy';
  expect(call('oci_policy_statements', group, tenancy)).toEqual([...definitions, admit]);
  expect(call('oci_policy_statements', group, tenancy, first, second)).toEqual([
    ...definitions,
    `${admit} where target.key.id = "${first}"`,
    `${admit} where target.key.id = "${second}"`,
  ]);
});

test('gcp_iam_member takes at most one role', () => {
  const roles = ['roles/cloudkms.cryptoOperator', 'roles/cloudkms.cryptoKeyEncrypterDecrypter'] as const;
  expect(call('gcp_iam_member', 'a@aiven.io', roles[0])).toEqual({ member: 'group:a@aiven.io', role: roles[0] });
  expect(() => call('gcp_iam_member', 'a@aiven.io', ...roles)).toThrow('Expected at most one role, got 2.');
});

test('merge_key_policy changes nothing the second time', () => {
  const principal = 'arn:aws:iam::999999999999:role/aiven-cmk-anchor';
  const present = JSON.stringify({
    Version: '2012-10-17',
    Id: 'own',
    Statement: { Effect: 'Deny', Principal: '*', Action: 'kms:ScheduleKeyDeletion', Resource: '*' },
  });
  const once = String(call('merge_key_policy', present, principal));
  expect(JSON.parse(once)).toMatchObject({
    Id: 'own',
    Statement: [{ Effect: 'Deny' }, { Effect: 'Allow', Principal: { AWS: principal } }],
  });
  expect(call('merge_key_policy', once, principal)).toBe(once);
  expect(() => call('merge_key_policy', '{}', principal)).toThrow('is not a key policy');
});
