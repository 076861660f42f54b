/** `report --exempt`: services that may be unprotected for a while. */

import { join } from 'node:path';
import { temporaryFolder } from '../../support/temporary';
import { project, type Scene, seed, withScene } from '../scene';
import { fileWith } from './files';

const exemption = (more: object = {}) => ({
  service: `${project}/plain`,
  reason: 'moves in Q1',
  expires: '2099-01-31',
  ...more,
});

const run = (scene: Scene, entries: unknown, ...argv: string[]) =>
  scene.run('report', '--exempt', fileWith(entries), ...argv);

test('an exempt service does not fail --fail-on unprotected, and every format shows why', () =>
  withScene({ seed }, async (scene) => {
    expect((await scene.run('report', '--fail-on', 'unprotected')).code).toBe(3);
    const table = await run(scene, [exemption()], '--fail-on', 'unprotected');
    expect([table.code, table.err]).toEqual([0, '']);
    expect(table.out).toContain('1 unprotected (1 exempt)');
    expect(table.out).toMatch(/^plain +unprotected, exempt /m);
    expect(table.out).toContain('\nplain: exempt until 2099-01-31: moves in Q1\n');
    const json = JSON.parse((await run(scene, [exemption()], '--json')).out);
    expect(json.summary).toMatchObject({ unprotected: 1, exempt: 1 });
    expect(json.projects[0].services.map((one: { exemption: unknown }) => one.exemption)).toEqual([
      { reason: 'moves in Q1', expires: '2099-01-31', expired: false },
      null,
    ]);
    expect((await run(scene, [exemption()], '--format', 'csv')).out).toMatch(
      /^acme-prod,plain,.*,unprotected,in_force,2099-01-31,moves in Q1$/m,
    );
  }));

test.each([
  ['on its last day', '2026-05-05', 0],
  ['on the day after', '2026-05-04', 3],
])('an exemption counts until the end of its day in UTC: %s', (_, expires, code) =>
  withScene({ seed }, async (scene) => {
    // The scene's clock shows 2026-05-05.
    const ended = await run(scene, [exemption({ expires })]);
    expect(ended.code).toBe(code);
    if (code === 0) return;
    expect(ended.err).toBe(
      'warning: Project "acme-prod": The exemption of service "plain" expired on 2026-05-04: encrypt the service with a key, or extend the exemption.\n',
    );
    expect(ended.out).toContain('exemption expired on 2026-05-04: moves in Q1');
  }),
);

test('an expired exemption leaves the service unprotected for --fail-on', () =>
  withScene({ seed }, async (scene) => {
    const { err } = await run(scene, [exemption({ expires: '2020-01-01' })], '--fail-on', 'unprotected');
    expect(err).toContain('--fail-on unprotected: found 1: "acme-prod/plain".');
  }));

test('an exemption of a service that has a key is not needed, in the table and in CSV', () =>
  withScene({ seed }, async (scene) => {
    const entries = [exemption({ service: `${project}/orders` })];
    const { out } = await run(scene, entries);
    expect(out).toContain('\norders: exemption not needed: the service has a key\n');
    expect(out).not.toContain('exempt until');
    expect((await run(scene, entries, '--format', 'csv')).out).toMatch(
      /^acme-prod,orders,.*,protected,not_needed,2099-01-31,moves in Q1$/m,
    );
  }));

test('prints at most ten warnings about entries without effect', () =>
  withScene({ seed }, async (scene) => {
    const entries = Array.from({ length: 13 }, (_, number) => exemption({ service: `${project}/nope-${number}` }));
    const lines = (await run(scene, entries)).err.trim().split('\n');
    expect(lines).toHaveLength(11);
    expect(lines.at(-1)).toBe('warning: And 3 more exemptions have no effect.');
  }));

test('refuses a file that is not UTF-8', () =>
  withScene({ seed }, async (scene) => {
    const file = fileWith(Buffer.from('[{"reason": "l\u00e4uft aus"}]', 'latin1'));
    expect((await scene.run('report', '--exempt', file)).err).toBe(
      `error: Cannot read the --exempt file "${file}": it is not encoded in UTF-8.\n`,
    );
  }));

test('warns about entries without effect, and ignores those of projects that are not in the report', () =>
  withScene({ seed }, async (scene) => {
    const entries = ['acme-prod/nope', 'acme-prod/orders', 'acme-other/plain'].map((service) => exemption({ service }));
    const { code, err } = await run(scene, entries);
    expect([code, err.trim().split('\n')]).toEqual([
      0,
      [
        'warning: The exemption for "acme-prod/nope" matches no service.',
        'warning: The exemption for "acme-prod/orders" is not needed: the service has a key.',
      ],
    ]);
    expect((await run(scene, entries, '--all-projects')).err).toContain(
      'The exemption for "acme-other/plain" matches no service.',
    );
  }));

test.each<[unknown, string]>([
  ['{', 'is not valid JSON: '],
  [{}, ': expected a JSON array, got {}.'],
  [['plain'], 'expected an object with "service", "reason" and "expires", got "plain".'],
  [[exemption({ until: 'x' })], 'expected "service", "reason" and "expires", got the field "until".'],
  [[exemption({ constructor: 'x' })], 'got the field "constructor".'],
  ['[{"reason": "a", "reason": "b"}]', 'The --exempt file "FILE" has the key "reason" twice in one object.'],
  [
    [exemption({ service: 'plain' })],
    'Invalid "service" of exemption 1 in "FILE": expected "PROJECT/SERVICE", such as "acme-prod/orders", got "plain".',
  ],
  [
    [exemption(), exemption({ service: 'a/b', reason: ' ' })],
    'Invalid "reason" of exemption 2 in "FILE": expected a text that is not blank, got " ".',
  ],
  [[exemption({ reason: undefined })], 'expected a text that is not blank, got nothing.'],
  ...['31.3.2027', '2027-02-30', '2027-3-1', '2027-03-31T00:00:00Z'].map((expires): [unknown, string] => [
    [exemption({ expires })],
    `Invalid "expires" of exemption 1 in "FILE": expected a date, such as "2027-03-31", got "${expires}".`,
  ]),
  [[exemption({ expires: 20270331 })], 'got 20270331.'],
  [[exemption(), exemption()], '"FILE" has two exemptions for "acme-prod/plain": remove one.'],
])('rejects %j before any request', (entries, message) =>
  withScene({ seed }, async (scene) => {
    const file = fileWith(entries);
    const { code, err } = await scene.run('report', '--exempt', file);
    expect(code).toBe(2);
    expect(err.replaceAll(file, 'FILE')).toContain(message);
    expect(scene.operations).toEqual([]);
  }),
);

test('names a file that does not exist', () =>
  withScene({ seed }, async (scene) => {
    const file = join(temporaryFolder(), 'nope.json');
    expect((await scene.run('report', '--exempt', file)).err).toBe(
      `error: Cannot read the --exempt file "${file}": no such file or directory.\n`,
    );
  }));
