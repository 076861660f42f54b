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

test('a cloud is asked for when it is used, once', () => {
  const { stack, accessors } = newAccessors();
  expect(synth(stack).data).toBeUndefined();
  expect([accessors.gcp.member, accessors.gcp.accessGroup]).toHaveLength(2);
  const { aiven_cmk_accessor_gcp: gcp = {}, ...others } = synth(stack).data ?? {};
  expect([Object.values(gcp), others]).toEqual([[{ project }], {}]);
  expect(problems(App.of(stack))).toEqual([]);
});

test('provider and dependencies pass through', () => {
  const { stack } = newAccessors();
  const provider = new AivenProvider(stack, 'eu', { alias: 'eu' });
  const accessors = new CmkAccessors(stack, 'others', { project, provider, dependsOn: [provider] });
  expect(accessors.oci.data.provider).toBe(provider);
  expect(accessors.oci.data.dependsOn).toHaveLength(1);
});

test('a project that cannot be one is refused at once', () => {
  expect(() => new CmkAccessors(newStack(), 'accessors', { project: 'a/b' })).toThrow('"a/b"');
});

describe('AWS', () => {
  test('the key policy keeps the account’s root and names Aiven’s role, known only at apply', () => {
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

  test('an account that is known only at apply, and another partition', () => {
    const { stack, accessors } = newAccessors();
    const accountId = new TerraformVariable(stack, 'account', { type: 'string' }).stringValue;
    const policy = rendered(stack, accessors.aws.keyPolicy({ accountId, partition: 'aws-us-gov' }));
    expect(policy).toContain(`"arn:aws-us-gov:iam::${expression('var.account')}:root"`);
  });

  test('an account that cannot be one is refused at once', () => {
    const { accessors } = newAccessors();
    expect(() => accessors.aws.keyPolicy({ accountId: '1234' })).toThrow(
      '"1234" is not the id of an AWS account; expected 12 digits.',
    );
  });

  test('the statement alone, for a policy of one’s own', () => {
    const { stack, accessors } = newAccessors();
    expect(rendered(stack, accessors.aws.keyPolicyStatement)).toMatchObject({
      Principal: { AWS: reference(stack, 'aws', 'principal') },
      Action: ['kms:Encrypt', 'kms:Decrypt'],
    });
    expect(rendered(stack, accessors.aws.roleArn)).toBe(reference(stack, 'aws', 'principal'));
  });
});

test('Google Cloud: member and role, for either kind of key', () => {
  const { stack, accessors } = newAccessors();
  const iamMember = rendered(stack, accessors.gcp.iamMember);
  const member = `group:${reference(stack, 'gcp', 'access_group')}`;
  expect(iamMember).toEqual({
    member,
    role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
  });
  expect(rendered(stack, accessors.gcp.iamMemberFor('asymmetric'))).toEqual({
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

  test('the whole policy, in the root compartment', () => {
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
  const scope = { subscriptionId: 's', resourceGroup: 'g', vault: 'v', key: 'k' };
  const principalId = expression('azuread_service_principal.aiven.object_id');
  expect(accessors.azure.roleAssignment({ principalId, scope })).toEqual({
    scope: '/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v/keys/k',
    roleDefinitionName: 'Key Vault Crypto Service Encryption User',
    principalId,
    principalType: 'ServicePrincipal',
  });
  expect(accessors.azure.roleAssignment({ principalId, scope: '/id' }).scope).toBe('/id');
});
