/**
 * One apply from nothing to an encrypted service: reads Aiven's accessors, grants them access in each cloud, registers the keys
 * and creates a service. The example uses plain TerraformResources for the clouds' resources, so it needs no further packages. The
 * same values fit the constructs of `@cdktf/provider-aws` and the other cloud providers.
 */

import { AivenProvider, CmkAccessors, CustomerManagedKey, Encryption, KmsKey, Service, ServiceType } from 'aiven-byok';
import { App, type TerraformElement, TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'grants');
new AivenProvider(stack, 'aiven');

const project = 'acme-prod';
const accessors = new CmkAccessors(stack, 'accessors', { project });

// AWS: the key policy keeps your account's access and allows Aiven to encrypt and decrypt. It replaces the whole policy of the key.
// If the key has other statements, use mergedKeyPolicy(): docs/grants.md.
const keyArn = 'arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab';
provider('aws', 'hashicorp/aws', '>= 5.0', { region: 'us-east-1' });
const policy = resource('policy', 'aws_kms_key_policy', {
  key_id: keyArn,
  policy: accessors.aws.keyPolicy({ accountId: '123456789012' }),
});

// Google Cloud: grants Aiven's group a role on the key. Existing members keep theirs.
const cryptoKey = 'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders';
provider('google', 'hashicorp/google', '>= 5.0', { project: 'acme' });
const member = resource('member', 'google_kms_crypto_key_iam_member', {
  crypto_key_id: cryptoKey,
  ...accessors.gcp.iamMember,
});

// OCI: a policy with three statements in the root compartment, limited to this key.
const keyOcid = 'ocid1.key.oc1.iad.abcdefghijklm.abuwcljrxyz1234567890';
provider('oci', 'oracle/oci', '>= 5.0', { region: 'us-ashburn-1' });
const ociPolicy = accessors.oci.policy({ tenancyId: 'ocid1.tenancy.oc1..customer', keyId: keyOcid });
const statements = resource('statements', 'oci_identity_policy', {
  compartment_id: ociPolicy.compartmentId,
  name: ociPolicy.name,
  description: ociPolicy.description,
  statements: ociPolicy.statements,
});

// Azure: a service principal for Aiven's application, and a role on the key. `use_existing` adopts a service principal that exists.
const subscriptionId = '11111111-2222-3333-4444-555555555555';
const keyUrl = 'https://acme.vault.azure.net/keys/orders';
provider('azuread', 'hashicorp/azuread', '>= 3.0', {});
provider('azurerm', 'hashicorp/azurerm', '>= 4.0', { subscription_id: subscriptionId, features: [{}] });
const servicePrincipal = resource('service-principal', 'azuread_service_principal', {
  client_id: accessors.azure.servicePrincipal.clientId,
  use_existing: true,
});
const azureRole = accessors.azure.roleAssignment({
  principalId: servicePrincipal.getStringAttribute('object_id'),
  scope: { subscriptionId, resourceGroup: 'keys', vault: 'acme', key: 'orders' },
});
const role = resource('role', 'azurerm_role_assignment', {
  scope: azureRole.scope,
  role_definition_name: azureRole.roleDefinitionName,
  principal_id: azureRole.principalId,
  principal_type: azureRole.principalType,
});

// Each registration depends on its grant, so Aiven already has access when it registers the key.
const aws = new CustomerManagedKey(stack, 'aws-key', { project, kmsKey: KmsKey.aws(keyArn), dependsOn: [policy] });
new CustomerManagedKey(stack, 'gcp-key', { project, kmsKey: KmsKey.gcp(cryptoKey), dependsOn: [member] });
new CustomerManagedKey(stack, 'oci-key', { project, kmsKey: KmsKey.oci(keyOcid), dependsOn: [statements] });
new CustomerManagedKey(stack, 'azure-key', { project, kmsKey: KmsKey.azure(keyUrl), dependsOn: [role] });

new Service(stack, 'database', {
  project,
  serviceName: 'orders-db',
  serviceType: ServiceType.PG,
  plan: 'startup-4',
  cloudName: 'aws-us-east-1',
  encryption: Encryption.customerManaged(aws),
});

app.synth();

function provider(name: string, source: string, version: string, settings: { [name: string]: unknown }): void {
  class Provider extends TerraformProvider {}
  const terraformGeneratorMetadata = { providerName: name, providerVersionConstraint: version };
  const config = { terraformResourceType: name, terraformProviderSource: source, terraformGeneratorMetadata };
  withAttributes(new Provider(stack, name, config), settings);
}

function resource(id: string, type: string, attributes: { [name: string]: unknown }): TerraformResource {
  return withAttributes(new TerraformResource(stack, id, { terraformResourceType: type }), attributes);
}

function withAttributes<T extends TerraformElement>(element: T, attributes: { [name: string]: unknown }): T {
  for (const [name, value] of Object.entries(attributes)) element.addOverride(name, value);
  return element;
}
