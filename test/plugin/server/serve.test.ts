import { stopProvider } from '../../../src/plugin/wire/messages';
import { decodeValue, encodeValue } from '../../../src/plugin/wire/msgpack';
import { bundleFixture, endLaunched, handshakeEnvironment, LaunchedPlugin, PluginClient } from './launched-plugin';

const { file, remove } = bundleFixture('served-provider');
const answered = bundleFixture('answered-provider');
afterAll(() => {
  remove();
  answered.remove();
});
afterEach(endLaunched);

const type = ['object', { greeting: 'string' }] as const;

async function configure(client: PluginClient, greeting: string): Promise<void> {
  const answer = await client.provider('ConfigureProvider', { config: { msgpack: encodeValue(type, { greeting }) } });
  expect(answer).toEqual({ diagnostics: [] });
}

async function read(client: PluginClient): Promise<unknown> {
  const config = { msgpack: encodeValue(type, { greeting: null }) };
  const answer = await client.provider('ReadDataSource', { typeName: 'greeter_configured', config });
  return decodeValue(type, (answer.state as { msgpack: Uint8Array }).msgpack);
}

test('a provider is served to Terraform, and logs under its name', async () => {
  const plugin = new LaunchedPlugin(file, { ...handshakeEnvironment, TF_LOG: 'info' });
  const client = await plugin.connect();
  await expect(client.provider('GetProviderSchema')).resolves.toMatchObject({ diagnostics: [] });
  await configure(client, 'hello');
  await expect(read(client)).resolves.toEqual({ greeting: 'hello' });

  await expect(client.call('/tfplugin6.Provider/PlanAction', stopProvider, {})).rejects.toMatchObject({ code: 12 });
  await client.shutdown();
  expect(await plugin.exited).toEqual({ code: 0, signal: null });
  expect(JSON.parse(plugin.stderr)).toMatchObject({ '@module': 'greeter', '@message': 'read', greeting: 'hello' });
  client.close();
});

test('two connections to one process are configured separately', async () => {
  const plugin = new LaunchedPlugin(file, {}, ['--debug']);
  const socket = await plugin.socket();
  const clients = [new PluginClient(socket, ''), new PluginClient(socket, '')] as const;
  await configure(clients[0], 'one');
  await configure(clients[1], 'two');
  await expect(read(clients[0])).resolves.toEqual({ greeting: 'one' });
  await expect(read(clients[1])).resolves.toEqual({ greeting: 'two' });
  for (const client of clients) client.close();
});

test('a client that reconnects finds the provider configured', async () => {
  const plugin = new LaunchedPlugin(file);
  const before = await plugin.connect();
  await configure(before, 'hello');
  const after = await plugin.connect();
  before.close();
  await expect(read(after)).resolves.toEqual({ greeting: 'hello' });
  await after.shutdown();
  after.close();
});

test('a connection that --debug has not seen configured gets an error that says what to do', async () => {
  const plugin = new LaunchedPlugin(file, {}, ['--debug']);
  const client = new PluginClient(await plugin.socket(), '');
  const config = { msgpack: encodeValue(type, { greeting: null }) };
  const { diagnostics } = await client.provider('ReadDataSource', { typeName: 'greeter_configured', config });
  expect(diagnostics).toMatchObject([
    { summary: 'Provider Not Configured', detail: expect.stringContaining('run Terraform again') },
  ]);
  client.close();
});

test('schemas that were encoded beforehand are told without loading the provider, which the next other call does', async () => {
  const plugin = new LaunchedPlugin(answered.file);
  const client = await plugin.connect();
  const { resourceSchemas } = await client.provider('GetProviderSchema');
  expect(Object.keys(resourceSchemas as object)).toEqual(['known_one', 'known_two']);
  const { identitySchemas } = await client.provider('GetResourceIdentitySchemas');
  expect(Object.keys(identitySchemas as object)).toEqual(['known_one']);
  expect(plugin.stderr).toBe('');

  await expect(client.provider('GetMetadata')).resolves.toMatchObject({ resources: [] });
  await plugin.written('stderr', /^loaded\n$/);
  const again = await client.provider('GetProviderSchema');
  expect(Object.keys(again.resourceSchemas as object)).toEqual(['known_one', 'known_two']);
  await client.shutdown();
  client.close();
});
