import { AivenProvider, CustomerManagedKey, KmsKey } from 'aiven-byok';
import { App, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'byok');
new AivenProvider(stack, 'aiven', { enableBeta: true, forbidDetach: true });

// A second account. Resources use the provider without an alias unless they set another.
const other = new AivenProvider(stack, 'other', {
  alias: 'other',
  apiUrl: 'https://api.gov.aiven.io',
  enableBeta: true,
});
new CustomerManagedKey(stack, 'orders', {
  provider: other,
  project: 'acme-gov',
  kmsKey: KmsKey.aws('arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab'),
});
app.synth();
