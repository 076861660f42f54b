import { TerraformVariable, Testing } from 'cdktf';
import packageJson from '../../../package.json';
import { AivenProvider, CustomerManagedKey, KmsKey } from '../../../src';
import { expression, newStack, onlyResource, synth, useEnvironment } from '../../support/terraform/synth';

useEnvironment({ PROVIDER_AIVEN_ENABLE_BETA: '1' });

const project = 'acme-prod';
const kmsKey = KmsKey.azure('https://acme.vault.azure.net/keys/orders');

test('the provider is this package’s, in exactly its version', () => {
  const stack = newStack();
  new AivenProvider(stack, 'aiven', { apiToken: 'secret', apiUrl: 'http://127.0.0.1:1', enableBeta: true });
  expect(synth(stack)).toMatchObject({
    terraform: {
      required_providers: { aiven: { source: 'npm.internal/aiven-byok/aiven', version: packageJson.version } },
    },
    provider: { aiven: [{ api_token: 'secret', api_url: 'http://127.0.0.1:1', enable_beta: true }] },
  });
});

test('without settings the provider block is empty: the environment has them', () => {
  const stack = newStack();
  new AivenProvider(stack, 'aiven');
  expect(synth(stack).provider).toEqual({ aiven: [{}] });
});

test('the HCL form has the same requirement', () => {
  const stack = newStack();
  new AivenProvider(stack, 'aiven');
  expect(Testing.synthHcl(stack)).toContain('source = "npm.internal/aiven-byok/aiven"');
});

test.each(['key first', 'provider first'])(
  'a key finds its provider under a local name, whatever comes first: %s',
  (order) => {
    const stack = newStack();
    const makeKey = () => new CustomerManagedKey(stack, 'orders', { project, kmsKey });
    if (order === 'key first') makeKey();
    new AivenProvider(stack, 'ours', { localName: 'aiven-byok' });
    if (order !== 'key first') makeKey();
    expect(onlyResource(stack, 'aiven_cmk').provider).toBe('aiven-byok');
    expect(synth(stack).terraform.required_providers).toHaveProperty(['aiven-byok']);
  },
);

test('a provider that Terraform would take anyway is not written out', () => {
  const stack = newStack();
  new AivenProvider(stack, 'aiven');
  new CustomerManagedKey(stack, 'orders', { project, kmsKey });
  expect(onlyResource(stack, 'aiven_cmk')).not.toHaveProperty('provider');
});

test('of two providers a key takes the one without an alias, unless it names the other', () => {
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

test('an only provider with an alias is the one', () => {
  const stack = newStack();
  new AivenProvider(stack, 'aiven', { alias: 'eu' });
  new CustomerManagedKey(stack, 'orders', { project, kmsKey });
  expect(onlyResource(stack, 'aiven_cmk').provider).toBe('aiven.eu');
});

test('a provider can be set after the key was made', () => {
  const stack = newStack();
  const key = new CustomerManagedKey(stack, 'orders', { project, kmsKey });
  new AivenProvider(stack, 'aiven');
  key.resource.provider = new AivenProvider(stack, 'eu', { alias: 'eu' });
  expect(onlyResource(stack, 'aiven_cmk').provider).toBe('aiven.eu');
});

describe('with the official provider as target', () => {
  test('its source and a version are required, and only what it knows is written', () => {
    const stack = newStack();
    new AivenProvider(stack, 'aiven', { source: 'aiven/aiven', version: '4.61.0', enableBeta: true });
    expect(synth(stack)).toMatchObject({
      terraform: { required_providers: { aiven: { source: 'aiven/aiven', version: '4.61.0' } } },
    });
    expect(synth(stack).provider).toEqual({ aiven: [{}] });
  });

  test('a version is set when none is given', () => {
    const stack = newStack();
    new AivenProvider(stack, 'aiven', { source: 'aiven/aiven' });
    expect(synth(stack).terraform.required_providers.aiven?.version).toBe('~> 4.58');
  });

  test('a default flag that is left out is written as false', () => {
    const stack = newStack();
    new CustomerManagedKey(stack, 'orders', { project, kmsKey });
    new AivenProvider(stack, 'aiven', { source: 'aiven/aiven' });
    expect(onlyResource(stack, 'aiven_cmk').default_cmk).toBe(false);
  });

  test('an API address is refused, because it takes none', () => {
    const props = { source: 'aiven/aiven', apiUrl: 'http://127.0.0.1' };
    expect(() => new AivenProvider(newStack(), 'aiven', props)).toThrow('AIVEN_WEB_URL');
  });

  test('ours beside it is preferred', () => {
    const stack = newStack();
    new AivenProvider(stack, 'official', { source: 'aiven/aiven' });
    new AivenProvider(stack, 'ours', { localName: 'aiven-byok' });
    new CustomerManagedKey(stack, 'orders', { project, kmsKey });
    expect(onlyResource(stack, 'aiven_cmk').provider).toBe('aiven-byok');
  });
});

test('another version of this package’s provider cannot be asked for', () => {
  expect(() => new AivenProvider(newStack(), 'aiven', { version: '9.9.9' })).toThrow('not "9.9.9"');
});

test.each(['', 'Aiven', 'aiven_byok', '1aiven', 'a b'])('%j is no local name', (localName) => {
  expect(() => new AivenProvider(newStack(), 'aiven', { localName })).toThrow(`"${localName}"`);
});

test('a token in the provider block is left to Terraform', () => {
  const stack = newStack();
  const token = new TerraformVariable(stack, 'token', { type: 'string', sensitive: true });
  new AivenProvider(stack, 'aiven', { apiToken: token.stringValue });
  expect(synth(stack).provider).toEqual({ aiven: [{ api_token: expression('var.token') }] });
});

test.each([
  'foo',
  'ftp://api.aiven.io',
  'https://api aiven io',
  'https://api.aiven.io?x=1',
  'https://api.aiven.io/v1/',
])('an apiUrl that the provider would not take is refused where it is given: %s', (apiUrl) => {
  expect(() => new AivenProvider(newStack(), 'a', { apiUrl })).toThrow(
    `apiUrl is "${apiUrl}"; expected the address of an Aiven API, such as "https://api.aiven.io", without query and /v1.`,
  );
});

test('an apiUrl with a password is refused without showing it', () => {
  expect(() => new AivenProvider(newStack(), 'a', { apiUrl: 'https://user:word@api.aiven.io' })).toThrow(
    /^apiUrl holds a user or a password; expected an address without them\.$/,
  );
});

test.each(['https://api.aiven.io', 'http://127.0.0.1:8080/base/'])('an apiUrl is taken as it is: %s', (apiUrl) => {
  const stack = newStack();
  new AivenProvider(stack, 'a', { apiUrl });
  expect(synth(stack).provider).toEqual({ aiven: [{ api_url: apiUrl }] });
});
