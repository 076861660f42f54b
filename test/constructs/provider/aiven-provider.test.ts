import { TerraformVariable, Testing } from 'cdktf';
import packageJson from '../../../package.json';
import { AivenProvider, CustomerManagedKey, KmsKey } from '../../../src';
import { expression, newStack, onlyResource, synth, useEnvironment } from '../../support/terraform/synth';

useEnvironment({ PROVIDER_AIVEN_ENABLE_BETA: '1' });

const project = 'acme-prod';
const kmsKey = KmsKey.azure('https://acme.vault.azure.net/keys/orders');

test('requires this package’s provider in its exact version', () => {
  const stack = newStack();
  new AivenProvider(stack, 'aiven', { apiToken: 'secret', apiUrl: 'http://127.0.0.1:1', enableBeta: true });
  expect(synth(stack)).toMatchObject({
    terraform: {
      required_providers: { aiven: { source: 'npm.invalid/aiven-byok/aiven', version: packageJson.version } },
    },
    provider: { aiven: [{ api_token: 'secret', api_url: 'http://127.0.0.1:1', enable_beta: true }] },
  });
});

test('renders an empty provider block without settings', () => {
  const stack = newStack();
  new AivenProvider(stack, 'aiven');
  expect(synth(stack).provider).toEqual({ aiven: [{}] });
});

test('renders the same requirement as HCL', () => {
  const stack = newStack();
  new AivenProvider(stack, 'aiven');
  expect(Testing.synthHcl(stack)).toContain('source = "npm.invalid/aiven-byok/aiven"');
});

test.each(['key first', 'provider first'])('a key finds a provider with another local name: %s', (order) => {
  const stack = newStack();
  const makeKey = () => new CustomerManagedKey(stack, 'orders', { project, kmsKey });
  if (order === 'key first') makeKey();
  new AivenProvider(stack, 'ours', { localName: 'aiven-byok' });
  if (order !== 'key first') makeKey();
  expect(onlyResource(stack, 'aiven_cmk').provider).toBe('aiven-byok');
  expect(synth(stack).terraform.required_providers).toHaveProperty(['aiven-byok']);
});

test('does not render a provider that Terraform would use anyway', () => {
  const stack = newStack();
  new AivenProvider(stack, 'aiven');
  new CustomerManagedKey(stack, 'orders', { project, kmsKey });
  expect(onlyResource(stack, 'aiven_cmk')).not.toHaveProperty('provider');
});

test('a key uses the provider without an alias unless it sets another', () => {
  const stack = newStack();
  const second = new AivenProvider(stack, 'second', { alias: 'second' });
  new AivenProvider(stack, 'aiven');
  const [first, other] = ['first', 'other'].map((id) => {
    const key = new CustomerManagedKey(stack, id, { project, kmsKey, provider: id === 'other' ? second : undefined });
    key.resource.overrideLogicalId(id);
    return () => synth(stack).resource?.aiven_cmk?.[id]?.provider;
  });
  expect(first?.()).toBeUndefined();
  expect(other?.()).toBe('aiven.second');
});

test('a key uses a single provider that has an alias', () => {
  const stack = newStack();
  new AivenProvider(stack, 'aiven', { alias: 'eu' });
  new CustomerManagedKey(stack, 'orders', { project, kmsKey });
  expect(onlyResource(stack, 'aiven_cmk').provider).toBe('aiven.eu');
});

test('the provider can be set after the key was created', () => {
  const stack = newStack();
  const key = new CustomerManagedKey(stack, 'orders', { project, kmsKey });
  new AivenProvider(stack, 'aiven');
  key.resource.provider = new AivenProvider(stack, 'eu', { alias: 'eu' });
  expect(onlyResource(stack, 'aiven_cmk').provider).toBe('aiven.eu');
});

describe('with the official provider as target', () => {
  test('requires its source and version, and renders only arguments that it has', () => {
    const stack = newStack();
    new AivenProvider(stack, 'aiven', { source: 'aiven/aiven', version: '4.61.0', enableBeta: true });
    expect(synth(stack)).toMatchObject({
      terraform: { required_providers: { aiven: { source: 'aiven/aiven', version: '4.61.0' } } },
    });
    expect(synth(stack).provider).toEqual({ aiven: [{}] });
  });

  test('requires a default version', () => {
    const stack = newStack();
    new AivenProvider(stack, 'aiven', { source: 'aiven/aiven' });
    expect(synth(stack).terraform.required_providers.aiven?.version).toBe('~> 4.58');
  });

  test('renders default_cmk as false if it is not set', () => {
    const stack = newStack();
    new CustomerManagedKey(stack, 'orders', { project, kmsKey });
    new AivenProvider(stack, 'aiven', { source: 'aiven/aiven' });
    expect(onlyResource(stack, 'aiven_cmk').default_cmk).toBe(false);
  });

  test('rejects an API URL, which it has no argument for', () => {
    const props = { source: 'aiven/aiven', apiUrl: 'http://127.0.0.1' };
    expect(() => new AivenProvider(newStack(), 'aiven', props)).toThrow('AIVEN_WEB_URL');
  });

  test('prefers ours if the stack has both', () => {
    const stack = newStack();
    new AivenProvider(stack, 'official', { source: 'aiven/aiven' });
    new AivenProvider(stack, 'ours', { localName: 'aiven-byok' });
    new CustomerManagedKey(stack, 'orders', { project, kmsKey });
    expect(onlyResource(stack, 'aiven_cmk').provider).toBe('aiven-byok');
  });
});

test('rejects another version of this package’s provider', () => {
  expect(() => new AivenProvider(newStack(), 'aiven', { version: '9.9.9' })).toThrow('not "9.9.9"');
});

test.each(['', 'Aiven', 'aiven_byok', '1aiven', 'a b'])('rejects the local name %j', (localName) => {
  expect(() => new AivenProvider(newStack(), 'aiven', { localName })).toThrow(`"${localName}"`);
});

test('leaves a token in the provider block to Terraform', () => {
  const stack = newStack();
  const token = new TerraformVariable(stack, 'token', { type: 'string', sensitive: true });
  new AivenProvider(stack, 'aiven', { apiToken: token.stringValue });
  expect(synth(stack).provider).toEqual({ aiven: [{ api_token: expression('var.token') }] });
});

test.each(['foo', 'ftp://api.aiven.io', 'https://api aiven io', 'https://api.aiven.io?x=1'])(
  'rejects the apiUrl %s',
  (apiUrl) => {
    expect(() => new AivenProvider(newStack(), 'a', { apiUrl })).toThrow(
      `"${apiUrl}" is not the URL of an Aiven API; expected an http or https URL without a query, such as "https://api.aiven.io".`,
    );
  },
);

test('rejects an apiUrl that ends in /v1', () => {
  expect(() => new AivenProvider(newStack(), 'a', { apiUrl: 'https://api.aiven.io/v1/' })).toThrow(
    'The URL of the Aiven API must not end in "/v1", got "https://api.aiven.io/v1/"; remove "/v1".',
  );
});

test.each([
  'https://user:word@api.aiven.io',
  'https://user:word@api.aiven.io?x=1',
  'ftp://user:word@api.aiven.io',
  'https://user:word@api aiven io',
])('rejects the apiUrl %s without showing the password', (apiUrl) => {
  expect(() => new AivenProvider(newStack(), 'a', { apiUrl })).toThrow(
    /^The URL of the Aiven API must not contain a user or a password\.$/,
  );
});

test.each(['https://api.aiven.io', 'http://127.0.0.1:8080/base/'])('renders a valid apiUrl unchanged: %s', (apiUrl) => {
  const stack = newStack();
  new AivenProvider(stack, 'a', { apiUrl });
  expect(synth(stack).provider).toEqual({ aiven: [{ api_url: apiUrl }] });
});
