/** API errors in the CLI: one line for what happened, one for what to do. */

import type { EmulatorOptions, FaultKind } from '../../../src/emulator';
import { createCertificate } from '../../../src/plugin/server/certificate';
import { oneId, otherId, project, type Scene, withScene } from '../scene';

const noId = oneId.replace('1b67', '0000');

/** Runs a command that fails. @returns the lines of stderr */
async function failing(argv: string[], prepare: (scene: Scene) => void = () => {}, options: EmulatorOptions = {}) {
  return withScene(options, async (scene) => {
    prepare(scene);
    const { code, err } = await scene.run(...argv);
    expect(code).toBe(1);
    return err.trimEnd().split('\n');
  });
}

test.each<[string[], string, string]>([
  [['services', 'get', 'nope'], 'service "nope"', 'services'],
  [['services', 'set-key', 'nope', '--cmk-id', oneId], 'service "nope"', 'services'],
  [['services', 'wait', 'nope', '--timeout', '10m'], 'service "nope"', 'services'],
  [['services', 'set-key', 'orders', '--cmk-id', noId], `key "${noId}"`, 'cmks'],
  [['cmks', 'get', '--cmk-id', noId], `key "${noId}"`, 'cmks'],
  [['cmks', 'update', '--cmk-id', noId, '--default-cmk', 'true'], `key "${noId}"`, 'cmks'],
  [['cmks', 'delete', '--cmk-id', noId, '--yes'], `key "${noId}"`, 'cmks'],
  [['rotate', '--from', noId, '--to', otherId, '--yes'], `key "${noId}"`, 'cmks'],
])('%j names what does not exist, and the command that lists what does', async (argv, what, list) => {
  expect(await failing(argv)).toEqual([
    `error: Project "${project}" has no ${what}.`,
    `To list them: aiven-byok ${list} list --project ${project}`,
  ]);
});

test.each<[FaultKind | number, RegExp, RegExp]>([
  [500, /^error: Aiven returned 500 for project "acme-prod": .*\.$/, /try again.*status\.aiven\.io/],
  [503, /^error: Aiven returned 503 for project "acme-prod": /, /try again/],
  [429, /^error: Aiven returned 429 for project "acme-prod": /, /wait a minute, then try again/],
  [400, /^error: Aiven returned 400 for project "acme-prod": /, /Fix the problem above/],
  [409, /^error: Aiven returned 409 for project "acme-prod": /, /Check what exists/],
  ['html', /^error: Aiven returned 502 for project "acme-prod": an HTML page titled "502 Bad Gateway"/, /try again/],
  ['bad-json', /^error: Aiven returned 200 for project "acme-prod", but /, /not from the Aiven API\. Check --url/],
  [
    'empty',
    /^error: Aiven returned 200 for project "acme-prod", but the response is an empty body/,
    /not from the Aiven API/,
  ],
  ['reset', /^error: The request for project "acme-prod" failed: /, /Check --url or AIVEN_WEB_URL/],
])('prints one line for what happened and one for what to do when a read meets %j', async (fault, what, remedy) => {
  const lines = await failing(['cmks', 'list'], (scene) => scene.emulator.fail({ fault, times: 1000 }));
  expect(lines).toEqual([expect.stringMatching(what), expect.stringMatching(remedy)]);
});

test('tells the user to check the state after an ambiguous write', async () => {
  const argv = ['cmks', 'update', '--cmk-id', oneId, '--default-cmk', 'false'];
  const lines = await failing(argv, (scene) => scene.emulator.fail({ fault: 'lost', times: 1000 }));
  expect(lines).toEqual([
    expect.stringMatching(/^error: The request for key "[0-9a-f-]+" in project "acme-prod" failed: /),
    'The request may have taken effect: check the current state before you try again.',
  ]);
});

test('prints the hint for a missing permission or feature only once', async () => {
  const denied = { seed: { projects: [{ name: project, deny: ['CMKList' as const] }] } };
  const off = { seed: { projects: [{ name: project, byok: false }] } };
  for (const [options, remedy] of [
    [denied, /^Give the owner of the token a role/],
    [off, /^BYOK is an enterprise feature; ask Aiven/],
  ] as const) {
    const [what, ...rest] = await failing(['cmks', 'list'], undefined, options);
    expect(what).toMatch(/^error: Aiven returned 403 for project "acme-prod": /);
    expect(what).not.toMatch(remedy.source.slice(1));
    expect(rest).toEqual([expect.stringMatching(remedy)]);
  }
});

test('says how to wait longer after a timeout', async () => {
  const lines = await failing(['services', 'wait', 'orders', '--timeout', '1m'], ({ emulator }) => {
    emulator.store.service(project, 'orders').state = 'REBALANCING';
  });
  expect(lines.slice(-2)).toEqual([
    expect.stringMatching(/^error: Service "orders" in project "acme-prod" was not ready after 60 s/),
    'Aiven continues in the background. To wait longer, pass a longer --timeout.',
  ]);
});

test('says how to start the move of a service that stays on another key', async () => {
  const lines = await failing(['services', 'wait', 'orders', '--cmk-id', otherId]);
  expect(lines.slice(-2)).toEqual([
    expect.stringContaining(
      `uses key "${oneId}" and not key "${otherId}" (state "RUNNING"). Aiven has not started to move the service for`,
    ),
    'Start the move with "aiven-byok services set-key". If it was started, ask Aiven support why nothing happens.',
  ]);
});

test('--debug prints the message and the stack of the client', async () => {
  const lines = await failing(['services', 'get', 'nope', '--debug']);
  expect(lines.join('\n')).toContain(`Request: GET /v1/project/${project}/service/nope.`);
  expect(lines.join('\n')).toMatch(/\n {4}at /);
});

test('names AIVEN_CA_CERT for a certificate that is not trusted, and the variable that does not help', async () => {
  const { privateKeyPem: key, certificatePem: cert } = createCertificate(Date.now());
  await withScene({ tls: { key, cert } }, async (scene) => {
    const env = {
      AIVEN_WEB_URL: scene.emulator.url.replace('127.0.0.1', 'localhost'),
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    };
    const remedy =
      "If your own authority issued the certificate, set AIVEN_CA_CERT to the authority's certificate file. NODE_TLS_REJECT_UNAUTHORIZED=0 has no effect here: certificates are always verified.";
    const { err } = await scene.runIn({ env }, 'cmks', 'list');
    expect(err).toMatch(/^error: The request for project "acme-prod" failed: self-signed certificate\..*\n/);
    expect(err).toContain(`\n${remedy}\n`);
    const checked = await scene.runIn({ env }, 'check', '--json');
    expect(JSON.parse(checked.out)).toContainEqual(expect.objectContaining({ name: 'api', verdict: 'failed', remedy }));
  });
});
