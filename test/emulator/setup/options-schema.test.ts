/** Invalid options are rejected before the emulator starts. */

import { Emulator, type EmulatorOptions } from '../../../src/emulator';

test.each<[object, string]>([
  [{ latency: -1 }, 'options.latency must be a number of milliseconds, 0 or more, got -1'],
  [{ serviceDelay: Number.NaN }, 'options.serviceDelay must be a number of milliseconds, 0 or more, got NaN'],
  [{ listLag: '5s' }, 'options.listLag must be a number of milliseconds, 0 or more, got "5s"'],
  [{ stateFile: '' }, 'options.stateFile must be a file path, got ""'],
  [{ seed: '' }, 'options.seed must be a file path, got ""'],
  [{ shape: 'short' }, 'options.shape must be one of "full", "openapi", got "short"'],
  [{ createStatus: 204 }, 'options.createStatus must be one of 200, 201, got 204'],
  [{ servceDelay: 5 }, 'options.servceDelay is unknown, expected one of "projects", "tokens"'],
  [{ clock: Date.now }, 'options.clock must be an object with a function "now"'],
  [{ projects: ['acme', ''] }, 'options.projects[1] must be a non-empty string, got ""'],
  [{ projects: [7] }, 'options.projects[0] must be a name or an object, got 7'],
  [{ projects: [{ name: '' }] }, 'options.projects[0].name must be a non-empty string, got ""'],
  [{ projects: [{ name: 'a', byok: 'no' }] }, 'options.projects[0].byok must be true or false, got "no"'],
  [
    { projects: [{ name: 'a', denny: 'writes' }] },
    'options.projects[0].denny is unknown, expected one of "name", "byok", "deny", "accessors"',
  ],
  [
    { projects: [{ name: 'a', deny: ['CMKListe'] }] },
    'options.projects[0].deny[0] must be one of "ProjectList", "CMKAccessorsList", "CMKList"',
  ],
  [{ seed: { projects: [{ name: 'a', byok: 1 }] } }, 'options.seed.projects[0].byok must be true or false, got 1'],
  [
    { seed: { projects: [{ name: 'a', deny: 'all' }] } },
    'options.seed.projects[0].deny must be "writes" or an array of operations, got "all"',
  ],
  [
    { seed: { projects: [{ name: 'a', accessors: { amazon: {} } }] } },
    'options.seed.projects[0].accessors.amazon is unknown, expected one of "aws", "azure", "gcp", "oci"',
  ],
])('rejects %j', (options, message) => {
  expect(() => new Emulator(options as EmulatorOptions)).toThrow(message);
});

test('rejects a token that no header can contain, without printing it', () => {
  expect(() => new Emulator({ tokens: ['right', ''] })).toThrow(
    'options.tokens[1] must be a non-empty string of visible ASCII characters without spaces',
  );
  expect(() => new Emulator({ tokens: ['se cret'] })).toThrow(
    /^options\.tokens\[0\] must be a non-empty string of visible ASCII characters without spaces$/,
  );
});

test('rejects tokens that are not an array, without printing them', () => {
  expect(() => new Emulator({ tokens: 'secret' as unknown as string[] })).toThrow(/^options\.tokens must be an array$/);
});

test('rejects a wrong TLS key without printing it', () => {
  const tls = ['-----BEGIN PRIVATE KEY-----'] as unknown as EmulatorOptions['tls'];
  expect(() => new Emulator({ tls })).toThrow(/^options\.tls must be an object with "key" and "cert"$/);
});

test('accepts undefined for every option', () => {
  expect(
    () => new Emulator({ latency: undefined, projects: undefined, seed: undefined, clock: undefined }),
  ).not.toThrow();
});
