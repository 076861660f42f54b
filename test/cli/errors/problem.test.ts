/** Errors of the API on the command line: one line on what, one on what to do, and no operation's name. */

import type { EmulatorOptions, FaultKind } from '../../../src/emulator';
import { oneId, otherId, project, type Scene, withScene } from '../scene';

const noId = oneId.replace('1b67', '0000');

/** What stderr shows of a command that fails. */
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
])('%j: what is not there is told by its name, and where to look', async (argv, what, list) => {
  expect(await failing(argv)).toEqual([
    `error: Project ${project} has no ${what}.`,
    `"aiven-byok ${list} list --project ${project}" shows them.`,
  ]);
});

test.each<[FaultKind | number, RegExp, RegExp]>([
  [500, /^error: Aiven returned 500 for project "acme-prod": .*\.$/, /try again.*status\.aiven\.io/],
  [503, /^error: Aiven returned 503 for project "acme-prod": /, /try again/],
  [429, /^error: Aiven returned 429 for project "acme-prod": /, /wait a minute, then try again/],
  [400, /^error: Aiven returned 400 for project "acme-prod": /, /mend what it complains about/],
  [409, /^error: Aiven returned 409 for project "acme-prod": /, /Look at what is there/],
  ['html', /^error: Aiven returned 502 for project "acme-prod": an HTML page titled "502 Bad Gateway"/, /try again/],
  ['bad-json', /^error: Aiven returned 200 for project "acme-prod", but /, /not Aiven's API: check --url/],
  ['empty', /^error: Aiven returned 200 for project "acme-prod", but the response is an empty body/, /not Aiven's API/],
  ['reset', /^error: The request for project "acme-prod" failed: /, /Check --url or AIVEN_WEB_URL/],
])('%j of a read is one line on what and one on what to do', async (fault, what, remedy) => {
  const lines = await failing(['cmks', 'list'], (scene) => scene.emulator.fail({ fault, times: 1000 }));
  expect(lines).toEqual([expect.stringMatching(what), expect.stringMatching(remedy)]);
});

test('a write whose answer is lost says to look before it is tried again', async () => {
  const argv = ['cmks', 'update', '--cmk-id', oneId, '--default-cmk', 'false'];
  const lines = await failing(argv, (scene) => scene.emulator.fail({ fault: 'lost', times: 1000 }));
  expect(lines).toEqual([
    expect.stringMatching(/^error: The request for key "[0-9a-f-]+" in project "acme-prod" failed: /),
    'It may have been done all the same: look before you try again.',
  ]);
});

test('what a role or the contract with Aiven forbids says whom to ask, once', async () => {
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

test('a wait that takes too long says how to wait on', async () => {
  const lines = await failing(['services', 'wait', 'orders', '--cmk-id', otherId, '--timeout', '1m']);
  expect(lines.slice(-2)).toEqual([
    expect.stringMatching(
      /^error: Service "orders" in project "acme-prod" was not ready and encrypted with key "[0-9a-f-]+" after 60 s/,
    ),
    'Aiven goes on: give a longer --timeout to wait on.',
  ]);
});

test('--debug shows the words of the client too', async () => {
  const lines = await failing(['services', 'get', 'nope', '--debug']);
  expect(lines.join('\n')).toContain(`Request: GET /v1/project/${project}/service/nope.`);
  expect(lines.join('\n')).toMatch(/\n {4}at /);
});
