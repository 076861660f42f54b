import { App, TerraformVariable } from 'cdktf';
import { AivenProvider, CmkAccessors } from '../../../src';
import { expression, newStack, problems, rendered, synth } from '../../support/terraform/synth';

const project = 'acme-prod';

function newAccessors() {
  const stack = newStack();
  new AivenProvider(stack, 'aiven');
  return { stack, accessors: new CmkAccessors(stack, 'accessors', { project }) };
}

/** The reference to an attribute of the only accessor of a cloud. */
function reference(stack: ReturnType<typeof newStack>, cloud: string, attribute: string): string {
  const type = `aiven_cmk_accessor_${cloud}`;
  const [name, ...others] = Object.keys(synth(stack).data?.[type] ?? {});
  expect(others).toEqual([]);
  return expression(`data.${type}.${name}.${attribute}`);
}

test('creates the data source of a cloud once, when it is used', () => {
  const { stack, accessors } = newAccessors();
  expect(synth(stack).data).toBeUndefined();
  expect([accessors.gcp.member, accessors.gcp.accessGroup]).toHaveLength(2);
  const { aiven_cmk_accessor_gcp: gcp = {}, ...others } = synth(stack).data ?? {};
  expect([Object.values(gcp), others]).toEqual([[{ project }], {}]);
  expect(problems(App.of(stack))).toEqual([]);
});

test('passes provider and dependencies on', () => {
  const { stack } = newAccessors();
  const provider = new AivenProvider(stack, 'eu', { alias: 'eu' });
  const accessors = new CmkAccessors(stack, 'others', { project, provider, dependsOn: [provider] });
  expect(accessors.oci.data.provider).toBe(provider);
  expect(accessors.oci.data.dependsOn).toHaveLength(1);
});

test('rejects an invalid project', () => {
  expect(() => new CmkAccessors(newStack(), 'accessors', { project: 'a/b' })).toThrow('"a/b"');
});

describe('AWS', () => {
  test('the key policy has statements for the account’s root and for Aiven’s role', () => {
    const { stack, accessors } = newAccessors();
    const policy = JSON.parse(rendered(stack, accessors.aws.keyPolicy({ accountId: '123456789012' })) as string);
    expect(policy).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Enable IAM policies for key management',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::123456789012:root' },
          Action: 'kms:*',
          Resource: '*',
        },
        {
          Sid: 'Allow Aiven to use this key for CMK operations',
          Effect: 'Allow',
          Principal: { AWS: reference(stack, 'aws', 'principal') },
          Action: ['kms:Encrypt', 'kms:Decrypt'],
          Resource: '*',
        },
      ],
    });
  });

  test('the key policy accepts an unknown account and another partition', () => {
    const { stack, accessors } = newAccessors();
    const accountId = new TerraformVariable(stack, 'account', { type: 'string' }).stringValue;
    const policy = rendered(stack, accessors.aws.keyPolicy({ accountId, partition: 'aws-us-gov' }));
    expect(policy).toContain(`"arn:aws-us-gov:iam::${expression('var.account')}:root"`);
  });

  test('the key policy rejects an invalid account ID', () => {
    const { accessors } = newAccessors();
    expect(() => accessors.aws.keyPolicy({ accountId: '1234' })).toThrow(
      '"1234" is not an AWS account ID; expected 12 digits.',
    );
  });

  test('the statement alone, for the user’s own policy', () => {
    const { stack, accessors } = newAccessors();
    expect(rendered(stack, accessors.aws.keyPolicyStatement)).toMatchObject({
      Principal: { AWS: reference(stack, 'aws', 'principal') },
      Action: ['kms:Encrypt', 'kms:Decrypt'],
    });
    expect(rendered(stack, accessors.aws.principal)).toBe(reference(stack, 'aws', 'principal'));
    expect(accessors.aws.keyPolicyStatementFor({ actions: 'wide' }).Action).toContain('kms:GenerateDataKey');
  });
});

describe('AWS, the present policy of a key', () => {
  const own = {
    Sid: 'own',
    Effect: 'Allow' as const,
    Principal: { AWS: '111122223333' },
    Action: 'kms:*',
    Resource: '*',
  };
  const present = { Version: '2012-10-17', Statement: [own] };

  test.each([
    ['an object', present],
    ['JSON', JSON.stringify(present)],
    ['what the AWS CLI prints', JSON.stringify({ Policy: JSON.stringify(present), PolicyName: 'default' })],
  ])('gets the statement for Aiven: %s', (_, policy) => {
    const { stack, accessors } = newAccessors();
    const { Statement } = JSON.parse(rendered(stack, accessors.aws.mergedKeyPolicy(policy)) as string);
    expect(Statement).toEqual([own, rendered(stack, accessors.aws.keyPolicyStatement)]);
  });

  test('may contain values that are known only at apply', () => {
    const { stack, accessors } = newAccessors();
    const admin = new TerraformVariable(stack, 'admin', { type: 'string' }).stringValue;
    const policy = { Statement: [{ ...own, Principal: { AWS: admin } }] };
    const { Statement } = JSON.parse(
      rendered(stack, accessors.aws.mergedKeyPolicy(policy, { actions: 'wide' })) as string,
    );
    expect(Statement[0].Principal.AWS).toBe(expression('var.admin'));
    expect(Statement[1].Action).toContain('kms:DescribeKey');
  });

  test.each([
    [{}, 'Statement 2 ("guard") denies kms:Encrypt and kms:Decrypt to Aiven\'s role'],
    [
      { Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } } },
      'do not come through your VPC endpoint',
    ],
    [{ Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-customer' } } }, 'is not in your organization'],
  ])('fails at synth if a statement shuts Aiven out: %j', (more, message) => {
    const { accessors } = newAccessors();
    const guard = { Sid: 'guard', Effect: 'Deny' as const, Principal: '*' as const, Action: 'kms:*', Resource: '*' };
    const policy = { ...present, Statement: [own, { ...guard, ...more }] };
    expect(() => accessors.aws.mergedKeyPolicy(policy)).toThrow(message);
  });

  test('passes if it cannot be judged at synth', () => {
    const { accessors } = newAccessors();
    const guard = { Effect: 'Deny' as const, Principal: { AWS: '999999999999' }, Action: 'kms:*', Resource: '*' };
    expect(() => accessors.aws.mergedKeyPolicy({ Statement: [guard] })).not.toThrow();
  });

  test('must be known', () => {
    const { stack, accessors } = newAccessors();
    const unknown = new TerraformVariable(stack, 'policy', { type: 'string' }).stringValue;
    expect(() => accessors.aws.mergedKeyPolicy(unknown)).toThrow('got a value that is known only at apply');
    expect(() => accessors.aws.mergedKeyPolicy(undefined as unknown as string)).toThrow('got undefined');
    expect(() => accessors.aws.mergedKeyPolicy('{}')).toThrow('is not a key policy');
  });
});

test('Google Cloud: member and role, with either role that Aiven names', () => {
  const { stack, accessors } = newAccessors();
  const iamMember = rendered(stack, accessors.gcp.iamMember);
  const member = `group:${reference(stack, 'gcp', 'access_group')}`;
  expect(iamMember).toEqual({
    member,
    role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
  });
  expect(rendered(stack, accessors.gcp.iamMemberFor('roles/cloudkms.cryptoOperator'))).toEqual({
    member,
    role: 'roles/cloudkms.cryptoOperator',
  });
});

describe('OCI', () => {
  const keyId = 'ocid1.key.oc1.iad.vault.key';

  test('the three statements, in order, for one key', () => {
    const { stack, accessors } = newAccessors();
    expect(rendered(stack, accessors.oci.policyStatements({ keyId }))).toEqual([
      `define tenancy AT as ${reference(stack, 'oci', 'access_tenant')}`,
      `define group AG as ${reference(stack, 'oci', 'access_group')}`,
      `admit group AG of tenancy AT to use keys in tenancy where target.key.id = "${keyId}"`,
    ]);
    expect(accessors.oci.policyStatements()[2]).toBe('admit group AG of tenancy AT to use keys in tenancy');
  });

  test('the complete policy, in the root compartment', () => {
    const { stack, accessors } = newAccessors();
    const tenancyId = 'ocid1.tenancy.oc1..customer';
    expect(rendered(stack, accessors.oci.policy({ tenancyId, keyId }))).toMatchObject({
      compartmentId: tenancyId,
      name: 'aiven-cmk-access',
      statements: [expect.any(String), expect.any(String), expect.any(String)],
    });
    expect(() => accessors.oci.policy({ tenancyId: 'ocid1.compartment.oc1..a' })).toThrow('not the OCID of a tenancy');
  });
});

test('Azure: the service principal, and its role on a key', () => {
  const { stack, accessors } = newAccessors();
  expect(rendered(stack, accessors.azure.servicePrincipal)).toEqual({ clientId: reference(stack, 'azure', 'app_id') });
  const subscriptionId = '11111111-2222-3333-4444-555555555555';
  const scope = { subscriptionId, resourceGroup: 'keys', vault: 'acme', key: 'orders' };
  const id = `/subscriptions/${subscriptionId}/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/acme/keys/orders`;
  const principalId = expression('azuread_service_principal.aiven.object_id');
  expect(accessors.azure.roleAssignment({ principalId, scope })).toEqual({
    scope: id,
    roleDefinitionName: 'Key Vault Crypto User',
    principalId,
    principalType: 'ServicePrincipal',
  });
  const role = 'Key Vault Crypto Service Encryption User';
  expect(accessors.azure.roleAssignment({ principalId, scope: id, role })).toMatchObject({
    scope: id,
    roleDefinitionName: role,
  });
  const unknown = expression('azurerm_key_vault_key.orders.resource_versionless_id');
  expect(accessors.azure.roleAssignment({ principalId, scope: unknown }).scope).toBe(unknown);
  expect(() => accessors.azure.roleAssignment({ principalId, scope: '/id' })).toThrow(
    '"/id" is not the Resource Manager',
  );
  expect(() => accessors.azure.roleAssignment({ principalId: 'p', scope })).toThrow('"p" is not the object ID');
});
