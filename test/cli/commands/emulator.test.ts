/** `aiven-byok emulator`: its output, its responses and how it stops. */

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { token } from '../../support/secrets/secrets';
import { temporaryFolder } from '../../support/temporary';
import { Terminal } from '../terminal';

/** Runs the command until `use` is done, then interrupts it. */
async function withEmulator(
  argv: string[],
  use: (url: string, terminal: Terminal) => Promise<void>,
): Promise<Terminal> {
  const terminal = new Terminal();
  const ended = terminal.run('emulator', ...argv);
  await Promise.race([terminal.until('Ctrl-C'), ended]);
  const [, url = ''] = /AIVEN_WEB_URL=(\S+)/.exec(terminal.out) ?? [];
  try {
    await use(url, terminal);
  } finally {
    terminal.interruption.abort();
  }
  expect(await ended).toBe(0);
  await expect(fetch(url)).rejects.toThrow();
  return terminal;
}

const ask = (url: string, path: string, authorized = 'x', init: RequestInit = {}) =>
  fetch(`${url}/v1/project/${path}`, { ...init, headers: { authorization: `Bearer ${authorized}` } });

test('prints two variables on stdout, the rest on stderr, and exits with code 0 on Ctrl-C', async () => {
  const terminal = await withEmulator([], async (url) => {
    expect((await ask(url, 'acme-prod/secrets/cmks', 'emulator')).status).toBe(200);
  });
  expect(terminal.out).toMatch(/^export AIVEN_WEB_URL=http:\/\/127\.0\.0\.1:\d+\nexport AIVEN_TOKEN=emulator\n$/);
  expect(terminal.err).toContain('Projects: acme-prod, acme-staging, my-project, demo.');
  expect(terminal.err).toContain('PROVIDER_AIVEN_ENABLE_BETA=1');
  expect(terminal.err).toMatch(/Stopped\.\n$/);
});

test('has the given projects and tokens, and prints the first token quoted for a shell', async () => {
  const own = `${token}'s`;
  const argv = ['--project', 'a', '--project', 'b', '--token', own, '--token', 'other'];
  const terminal = await withEmulator(argv, async (url) => {
    expect((await ask(url, 'a/service', own)).status).toBe(200);
    expect((await ask(url, 'b/service', 'other')).status).toBe(200);
    expect((await ask(url, 'b/service', 'x')).status).toBe(403);
    expect((await ask(url, 'acme-prod/service', 'other')).status).toBe(404);
  });
  expect(terminal.out).toContain(`export AIVEN_TOKEN='${token}'\\''s'\n`);
  expect(terminal.err).toContain('Projects: a, b.');
});

test('starts with a seed and the given options', async () => {
  const seed = join(temporaryFolder(), 'seed.json');
  writeFileSync(seed, JSON.stringify({ projects: [{ name: 'seeded', generate: { cmks: 3 } }] }));
  await withEmulator(['--seed', seed, '--shape', 'openapi', '--service-delay', '1h'], async (url) => {
    const { cmks } = (await (await ask(url, 'seeded/secrets/cmks')).json()) as { cmks: object[] };
    expect(cmks).toHaveLength(3);
    expect(cmks[0]).not.toHaveProperty('provider');
    const body = JSON.stringify({ service_name: 's', service_type: 'pg', plan: 'startup-4' });
    const created = await ask(url, 'seeded/service', 'x', { method: 'POST', body });
    expect(await created.json()).toMatchObject({ service: { state: 'REBUILDING' } });
  });
});

test('keeps its state in a file', async () => {
  const state = join(temporaryFolder(), 'state.json');
  await withEmulator(['--state', state, '--project', 'kept'], async () => {});
  expect(existsSync(state)).toBe(true);
  await withEmulator(['--state', state], async (url) => {
    expect((await ask(url, 'kept/service')).status).toBe(200);
  });
});

test('--log prints one line per request, without tokens', async () => {
  const terminal = await withEmulator(['--log', '--project', 'p'], async (url) => {
    await ask(url, 'p/secrets/cmks', 'hush-hush');
    await ask(url, 'p/service/always-503', 'hush-hush');
    await ask(url, 'p/service/always-lost', 'hush-hush').catch(() => {});
  });
  expect(terminal.err).toContain('GET /v1/project/p/secrets/cmks CMKList 200\n');
  expect(terminal.err).toContain('GET /v1/project/p/service/always-503 ServiceGet 503 (status)\n');
  expect(terminal.err).toContain('GET /v1/project/p/service/always-lost ServiceGet no response (lost)\n');
  expect(terminal.err).not.toContain('hush');
});

test('suggests another port if the port is in use', async () => {
  await withEmulator([], async (url) => {
    const second = new Terminal();
    expect(await second.run('emulator', '--port', new URL(url).port)).toBe(1);
    expect(second.err).toContain('error: Cannot start the emulator: address already in use.');
    expect(second.err).toContain('Choose another port with --port, or omit it.');
  });
});

test('prints a specific address if it listens on all addresses', async () => {
  const terminal = await withEmulator(['--host', '0.0.0.0'], async () => {});
  expect(terminal.out).toContain('AIVEN_WEB_URL=http://127.0.0.1:');
});

test.each([
  [['--project', 'a b'], '"a b" is not a valid Aiven project name'],
  [['--project', '..'], '".." is not a valid Aiven project name'],
  [['--token', 'a b'], 'Invalid --token: expected a token'],
  [['--latency', '-5'], 'Invalid --latency: "-5" is not a duration'],
])('%j is rejected before anything starts', async (argv, sentence) => {
  const terminal = new Terminal();
  expect(await terminal.run('emulator', ...argv)).toBe(2);
  expect(terminal.err).toContain(sentence);
  expect(terminal.out).toBe('');
});
