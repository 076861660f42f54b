import { AivenProvider, CustomerManagedKey, KmsKey } from 'aiven-byok';
import { App, TerraformStack, TerraformVariable } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'byok');
new AivenProvider(stack, 'aiven', { enableBeta: true });

// Detects the cloud. Synth fails if the key reference is malformed.
const kmsKey = KmsKey.of('https://acme.vault.azure.net/keys/orders');
new CustomerManagedKey(stack, 'orders', { project: 'acme-prod', kmsKey });

// A value that is known only at apply needs the method of its cloud.
const arn = new TerraformVariable(stack, 'key_arn', { type: 'string' });
new CustomerManagedKey(stack, 'invoices', { project: 'acme-prod', kmsKey: KmsKey.aws(arn.stringValue) });
app.synth();
