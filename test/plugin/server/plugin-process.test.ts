import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { healthService, ServingStatus, stdioService } from '../../../src/plugin/wire/messages';
import { temporaryFolder } from '../../support/temporary';
import { bundleFixture, endLaunched, handshakeEnvironment, LaunchedPlugin, PluginClient } from './launched-plugin';

const { file, remove } = bundleFixture('sample-plugin');
afterAll(remove);
afterEach(endLaunched);

const launch = (env: { [name: string]: string | undefined } = {}, args: string[] = []) =>
  new LaunchedPlugin(file, { ...handshakeEnvironment, ...env }, args);

describe('the start', () => {
  test('writes one line and nothing else to stdout, and answers the client that reads it', async () => {
    const plugin = launch();
    expect(await plugin.handshake()).toEqual(['1', '6', 'unix', expect.any(String), 'grpc', expect.any(String)]);
    const client = await plugin.connect();
    await expect(client.provider('GetProviderSchema')).resolves.toHaveProperty('resourceSchemas.sample_thing');
    client.close();
    expect(plugin.stdout.split('\n')).toHaveLength(2);
  });

  test('works without TLS when the user switched it off', async () => {
    const plugin = launch({ PLUGIN_CLIENT_CERT: undefined });
    expect((await plugin.handshake())[5]).toBe('');
    const client = await plugin.connect();
    await expect(client.provider('GetProviderSchema')).resolves.toHaveProperty('provider');
    client.close();
  });

  test('follows the client’s settings for sockets and multiplexing', async () => {
    const folder = temporaryFolder();
    const plugin = launch({ PLUGIN_UNIX_SOCKET_DIR: folder, PLUGIN_MULTIPLEX_GRPC: 'true' });
    const fields = await plugin.handshake();
    expect(fields[3]?.startsWith(`${folder}/`)).toBe(true);
    expect(fields[6]).toBe('false');
    plugin.child.kill('SIGTERM');
    await plugin.exited;
  });

  test('by hand prints an explanation', async () => {
    const plugin = new LaunchedPlugin(file, {});
    expect(await plugin.exited).toEqual({ code: 1, signal: null });
    expect(plugin.stdout).toBe('');
    expect(plugin.stderr).toMatch(
      /^This is a Terraform provider \(example\.com\/acme\/sample 0\.1\.0\)\..*--debug\.\n$/,
    );
  });

  test('that fails says why on stdout, where Terraform shows it', async () => {
    const plugin = launch({ PLUGIN_CLIENT_CERT: 'nonsense' });
    expect(await plugin.exited).toEqual({ code: 1, signal: null });
    expect(plugin.stdout).toMatch(/^Failed to start the provider example\.com\/acme\/sample: [^|\n]+\n$/);
  });
});

describe('the end', () => {
  test('comes when Terraform asks for it, after the answer, and leaves nothing', async () => {
    const plugin = launch();
    const socket = await plugin.socket();
    const client = await plugin.connect();
    await client.shutdown();
    expect(await plugin.exited).toEqual({ code: 0, signal: null });
    expect(existsSync(dirname(socket))).toBe(false);
    client.close();
  });

  test.each(['SIGTERM', 'SIGHUP'] as const)(
    'comes on %s, after running calls have noticed and answered',
    async (signal) => {
      const plugin = launch();
      const socket = await plugin.socket();
      const client = await plugin.connect();
      const running = client.provider('ReadResource', { typeName: 'wait' });
      await plugin.written('stderr', /waiting/);
      plugin.child.kill(signal);
      await expect(running).resolves.toMatchObject({ private: Buffer.from('wait') });
      expect(await plugin.exited).toEqual({ code: 0, signal: null });
      expect(existsSync(dirname(socket))).toBe(false);
      client.close();
    },
  );

  test('does not come on Ctrl-C, which is for Terraform to handle', async () => {
    const plugin = launch();
    const client = await plugin.connect();
    plugin.child.kill('SIGINT');
    await expect(client.provider('GetProviderSchema')).resolves.toHaveProperty('provider');
    await client.shutdown();
    expect(await plugin.exited).toEqual({ code: 0, signal: null });
    client.close();
  });

  test('happens when the client has died', async () => {
    const plugin = launch();
    const client = await plugin.connect();
    await client.provider('GetProviderSchema');
    client.close();
    expect(await plugin.exited).toEqual({ code: 0, signal: null });
  });

  test('after a crash is reported in the form that Terraform shows to the user', async () => {
    const plugin = launch();
    const socket = await plugin.socket();
    const client = await plugin.connect();
    await expect(client.provider('ReadResource', { typeName: 'crash' })).rejects.toThrow();
    expect(await plugin.exited).toEqual({ code: 2, signal: null });
    expect(plugin.stderr).toMatch(/^panic: the sample crashed on purpose\n\nTypeError: the sample.*\n +at /m);
    expect(existsSync(dirname(socket))).toBe(false);
    client.close();
  });
});

describe('while it runs', () => {
  test('running calls are stopped by StopProvider, and later ones are not', async () => {
    const plugin = launch();
    const client = await plugin.connect();
    const running = client.provider('ReadResource', { typeName: 'wait' });
    await plugin.written('stderr', /waiting/);
    await expect(client.provider('StopProvider')).resolves.toEqual({ error: '' });
    await expect(running).resolves.toMatchObject({ private: Buffer.from('wait') });
    await expect(client.provider('ReadResource', { typeName: 'x' })).resolves.toBeDefined();
    client.close();
  });

  test("go-plugin's own services answer", async () => {
    const plugin = launch();
    const client = await plugin.connect();
    const check = (service: string) =>
      client.call('/grpc.health.v1.Health/Check', healthService.methods.Check, { service });
    await expect(check('plugin')).resolves.toEqual({ status: ServingStatus.serving });
    await expect(check('other')).resolves.toEqual({ status: ServingStatus.serviceUnknown });
    const { StreamStdio } = stdioService.methods;
    await expect(client.call('/plugin.GRPCBroker/StartStream', StreamStdio, {})).rejects.toMatchObject({ code: 12 });
    client.close();
  });

  test('what is printed goes to stderr, and log lines only as far as Terraform shows them', async () => {
    const quiet = launch();
    const loud = launch({ TF_LOG: 'info' });
    for (const plugin of [quiet, loud]) {
      const client = await plugin.connect();
      await client.provider('GetProviderSchema');
      await client.shutdown();
      await plugin.exited;
      client.close();
    }
    expect(quiet.stderr).toBe('printed by a dependency\n{ a: 1 }\n');
    const line = loud.stderr.split('\n').find((text) => text.startsWith('{"'));
    expect(JSON.parse(line ?? '')).toMatchObject({ '@level': 'info', '@message': 'schema is asked for', count: 1 });
    expect(loud.stdout.split('\n')).toHaveLength(2);
  });
});

describe('--debug', () => {
  test('prints what attaches Terraform, outlives connections, and ends on Ctrl-C', async () => {
    const plugin = new LaunchedPlugin(file, {}, ['--debug']);
    const [, attachment] = await plugin.written('stdout', /export TF_REATTACH_PROVIDERS='(.*)'\n/);
    const socket = await plugin.socket();
    expect(JSON.parse(attachment ?? '')).toEqual({
      'example.com/acme/sample': {
        Protocol: 'grpc',
        ProtocolVersion: 6,
        Pid: plugin.child.pid,
        Test: true,
        Addr: { Network: 'unix', String: socket },
      },
    });
    for (let run = 0; run < 2; run++) {
      const client = new PluginClient(socket, '');
      await expect(client.provider('GetProviderSchema')).resolves.toHaveProperty('provider');
      await client.shutdown();
      client.close();
    }
    plugin.child.kill('SIGINT');
    expect(await plugin.exited).toEqual({ code: 0, signal: null });
    expect(existsSync(dirname(socket))).toBe(false);
  });
});
