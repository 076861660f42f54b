/**
 * From nothing to a service under a key of your own, in one apply: whom to let in (Aiven's accessors), the grant in each cloud,
 * the registration, the service. The clouds' resources are written as plain TerraformResources here, so that the example needs
 * none of their packages; with `@cdktf/provider-aws` and its like, the same values fit their constructs.
 */

import { AivenProvider, CmkAccessors, CustomerManagedKey, Encryption, KmsKey, Service, ServiceType } from 'aiven-byok';
import { App, type TerraformElement, TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'grants');
new AivenProvider(stack, 'aiven');

const project = 'acme-prod';
const accessors = new CmkAccessors(stack, 'accessors', { project });

// AWS: the key's policy keeps the account's own access, and lets Aiven encrypt and decrypt.
const keyArn = 'arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab';
provider('aws', 'hashicorp/aws', '>= 5.0', { region: 'us-east-1' });
const policy = resource('policy', 'aws_kms_key_policy', {
  key_id: keyArn,
  policy: accessors.aws.keyPolicy({ accountId: '123456789012' }),
});

// Google Cloud: Aiven's group gets a role on the key; members that are there stay.
const cryptoKey = 'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders';
provider('google', 'hashicorp/google', '>= 5.0', { project: 'acme' });
const member = resource('member', 'google_kms_crypto_key_iam_member', {
  crypto_key_id: cryptoKey,
  ...accessors.gcp.iamMember,
});

// OCI: three statements in the root compartment, for this key only.
const keyOcid = 'ocid1.key.oc1.iad.abcdefghijklm.abuwcljrxyz1234567890';
provider('oci', 'oracle/oci', '>= 5.0', { region: 'us-ashburn-1' });
const ociPolicy = accessors.oci.policy({ tenancyId: 'ocid1.tenancy.oc1..customer', keyId: keyOcid });
const statements = resource('statements', 'oci_identity_policy', {
  compartment_id: ociPolicy.compartmentId,
  name: ociPolicy.name,
  description: ociPolicy.description,
  statements: ociPolicy.statements,
});

// Aiven registers a key that it may use: each registration waits for its grant.
const aws = new CustomerManagedKey(stack, 'aws-key', { project, kmsKey: KmsKey.aws(keyArn), dependsOn: [policy] });
new CustomerManagedKey(stack, 'gcp-key', { project, kmsKey: KmsKey.gcp(cryptoKey), dependsOn: [member] });
new CustomerManagedKey(stack, 'oci-key', { project, kmsKey: KmsKey.oci(keyOcid), dependsOn: [statements] });

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
