import { ref, TerraformOutput, TerraformStack, Testing, Token } from 'cdktf';
import {
  type AwsPolicy,
  awsKeyPolicy,
  awsKeyPolicyStatement,
  azureRoleAssignment,
  azureServicePrincipal,
  formatAwsPolicy,
  gcpIamMember,
  mergeAwsKeyPolicy,
  ociPolicy,
} from '../../../src/aiven';

/** What Terraform gets for a value that is made while its parts are not known yet. */
function synthesized(make: (token: (expression: string) => string) => unknown): unknown {
  const stack = new TerraformStack(Testing.app(), 'stack');
  const value = make((expression) => Token.asString(ref(expression, stack)));
  new TerraformOutput(stack, 'value', { value });
  return JSON.parse(Testing.synth(stack)).output.value.value;
}

const accessor = (cloud: string, name: string) => `data.aiven_cmk_accessor_${cloud}.aiven.${name}`;

/** How Terraform refers to a value in its JSON. */
const reference = (expression: string) => `\${${expression}}`;

test('an AWS key policy of unknown values is JSON with references', () => {
  const text = synthesized((token) => {
    const roleArn = token(accessor('aws', 'principal'));
    const account = {
      accountId: token('data.aws_caller_identity.me.account_id'),
      partition: token('data.aws_partition.me.partition'),
    };
    return formatAwsPolicy(awsKeyPolicy({ principal: roleArn }, account));
  });
  const { Statement } = JSON.parse(text as string) as AwsPolicy;
  const root = `arn:${reference('data.aws_partition.me.partition')}:iam::${reference('data.aws_caller_identity.me.account_id')}:root`;
  expect(Statement.map(({ Principal }) => Principal)).toEqual([
    { AWS: root },
    { AWS: reference('data.aiven_cmk_accessor_aws.aiven.principal') },
  ]);
});

test('a statement of unknown values merges into a known policy', () => {
  const text = synthesized((token) => {
    const statement = awsKeyPolicyStatement({ principal: token(accessor('aws', 'principal')) });
    const once = mergeAwsKeyPolicy({ Statement: [{ Effect: 'Deny', Action: 'kms:Sign' }] }, [statement]);
    return formatAwsPolicy(mergeAwsKeyPolicy(once, [statement]));
  });
  expect((JSON.parse(text as string) as AwsPolicy).Statement).toEqual([
    { Effect: 'Deny', Action: 'kms:Sign' },
    awsKeyPolicyStatement({ principal: reference('data.aiven_cmk_accessor_aws.aiven.principal') }),
  ]);
});

test('grants of the other clouds accept unknown values', () => {
  const value = synthesized((token) => [
    gcpIamMember({ accessGroup: token(accessor('gcp', 'access_group')) }),
    ociPolicy(
      { accessGroup: token(accessor('oci', 'access_group')), accessTenant: token(accessor('oci', 'access_tenant')) },
      { tenancyId: token('var.tenancy'), keyId: token('oci_kms_key.orders.id') },
    ),
    azureServicePrincipal({ appId: token(accessor('azure', 'app_id')) }),
    azureRoleAssignment({ principalId: token('azuread_service_principal.aiven.object_id'), scope: token('var.scope') }),
  ]);
  expect(value).toEqual([
    {
      member: `group:${reference('data.aiven_cmk_accessor_gcp.aiven.access_group')}`,
      role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
    },
    {
      compartmentId: reference('var.tenancy'),
      name: 'aiven-cmk-access',
      description: 'Lets Aiven use customer managed keys',
      statements: [
        `define tenancy AT as ${reference('data.aiven_cmk_accessor_oci.aiven.access_tenant')}`,
        `define group AG as ${reference('data.aiven_cmk_accessor_oci.aiven.access_group')}`,
        `admit group AG of tenancy AT to use keys in tenancy where target.key.id = "${reference('oci_kms_key.orders.id')}"`,
      ],
    },
    { clientId: reference('data.aiven_cmk_accessor_azure.aiven.app_id') },
    {
      scope: reference('var.scope'),
      roleDefinitionName: 'Key Vault Crypto User',
      principalId: reference('azuread_service_principal.aiven.object_id'),
      principalType: 'ServicePrincipal',
    },
  ]);
});
