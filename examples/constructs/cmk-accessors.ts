import { AivenProvider, CmkAccessors } from 'aiven-byok';
import { App, TerraformOutput, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'byok');
new AivenProvider(stack, 'aiven');
const accessors = new CmkAccessors(stack, 'accessors', { project: 'acme-prod' });

// For "policy" of aws_kms_key: the account's root, and Aiven.
new TerraformOutput(stack, 'aws', { value: accessors.aws.keyPolicy({ accountId: '123456789012' }) });
// For google_kms_crypto_key_iam_member: "role" and "member".
new TerraformOutput(stack, 'gcp', { value: accessors.gcp.iamMember });
// For "statements" of oci_identity_policy.
new TerraformOutput(stack, 'oci', { value: accessors.oci.policyStatements() });
// For azurerm_role_assignment, with Aiven's service principal in your tenant.
new TerraformOutput(stack, 'azure', {
  value: accessors.azure.roleAssignment({
    principalId: '0f8fad5b-d9cb-469f-a165-70867728950e',
    scope: {
      subscriptionId: '11111111-2222-3333-4444-555555555555',
      resourceGroup: 'keys',
      vault: 'acme',
      key: 'orders',
    },
  }),
});
app.synth();
