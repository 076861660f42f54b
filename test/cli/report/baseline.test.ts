/** `report --baseline`: what has changed since an earlier report. */

import type { Seed } from '../../../src/emulator';
import { awsKey, gcpKey, oneId, otherId, project, type Scene, withScene } from '../scene';
import { fileWith } from './files';

const pg = { service_type: 'pg', plan: 'startup-4' };
const keys = [
  { id: oneId, provider: 'gcp' as const, resource: gcpKey },
  { id: otherId, provider: 'aws' as const, resource: awsKey },
];
const seedOf = (services: Record<string, string | null>, cmks = keys): Seed => ({
  projects: [
    {
      name: project,
      cmks,
      services: Object.entries(services).map(([service_name, cmk_id]) => ({ ...pg, service_name, cmk_id })),
    },
  ],
});

const reportOf = (seed: Seed) => withScene({ seed }, async (scene) => (await scene.run('report', '--json')).out);

interface Change {
  kind: string;
  service_name: string | null;
  cmk_id: string | null;
  worse: boolean;
}

/** A file with the baseline, as if the scene's emulator had served it. */
const fileFor = (scene: Scene, baseline: string, more: object = {}) =>
  fileWith({ ...JSON.parse(baseline), api_host: new URL(scene.emulator.url).host, ...more });

async function changes(scene: Scene, baseline: string, ...argv: string[]): Promise<Change[]> {
  const { out } = await scene.run('report', '--json', '--baseline', fileFor(scene, baseline), ...argv);
  return JSON.parse(out).baseline.changes;
}

const before = { lost: oneId, gained: null, moved: oneId, removed: oneId, same: otherId, plain: null };
const now = { lost: null, gained: oneId, moved: otherId, same: otherId, plain: null, added: oneId, bare: null };

test('names every kind of change, the worst first', async () => {
  const third = { id: '4c9d0e1f-2a3b-4c5d-8e7f-8a9b0c1d2e3f', provider: 'gcp' as const, resource: `${gcpKey}-3` };
  const baseline = await reportOf(seedOf(before, [...keys, third]));
  await withScene({ seed: seedOf(now) }, async (scene) => {
    const found = await changes(scene, baseline);
    expect(found.map(({ kind, service_name, cmk_id, worse }) => [kind, service_name ?? cmk_id, worse])).toEqual([
      ['lost_protection', 'lost', true],
      ['new_service', 'bare', true],
      ['new_service', 'added', false],
      ['removed_service', 'removed', false],
      ['moved_key', 'moved', false],
      ['gained_protection', 'gained', false],
      ['removed_key', third.id, false],
    ]);
    expect(found[0]).toMatchObject({
      project,
      before: { coverage: 'protected', cmk_id: oneId },
      after: { coverage: 'unprotected', cmk_id: null },
    });
    const { out } = await scene.run('report', '--baseline', fileFor(scene, baseline));
    expect(out).toContain('7 changes since the baseline of 2026-05-05T10:00:00.000Z:');
    expect(out).toContain('acme-prod: Service "lost" lost protection: it was protected, and is now unprotected.');
    expect(out).toContain(`Key "${third.id}" (${third.resource}) no longer exists.`);
  });
});

test('a service that is in maintenance has not lost protection', async () => {
  const baseline = await reportOf(seedOf({ orders: oneId }));
  await withScene({ seed: seedOf({ orders: oneId }) }, async (scene) => {
    scene.emulator.store.service(project, 'orders').state = 'REBALANCING';
    expect(await changes(scene, baseline)).toEqual([]);
    expect((await scene.run('report', '--baseline', fileFor(scene, baseline))).out).toContain(
      'No changes since the baseline',
    );
  });
});

test('--fail-on worse counts what lost protection, except exempt services', async () => {
  const baseline = await reportOf(seedOf(before));
  await withScene({ seed: seedOf(now) }, async (scene) => {
    const argv = ['report', '--baseline', fileFor(scene, baseline), '--fail-on', 'worse'];
    const failed = await scene.run(...argv);
    expect([failed.code, failed.err]).toEqual([
      3,
      'warning: --fail-on worse: found 2: "acme-prod/lost", "acme-prod/bare".\n',
    ]);
    const exempt = ['lost', 'bare'].map((name) => ({
      service: `${project}/${name}`,
      reason: 'agreed',
      expires: '2099-01-01',
    }));
    expect((await scene.run(...argv, '--exempt', fileWith(exempt))).code).toBe(0);
  });
});

test('a project that is missing is one change; one that could not be read is none', async () => {
  const baseline = await reportOf(seedOf(before));
  const other = { name: 'acme-dev' };
  await withScene({ seed: { projects: [other] } }, async (scene) => {
    const kinds = (await changes(scene, baseline, '--all-projects')).map(({ kind }) => kind);
    expect(kinds).toEqual(['removed_project', 'new_project']);
  });
  await withScene({ seed: { projects: [other, { name: project, deny: ['CMKList'] }] } }, async (scene) => {
    expect((await changes(scene, baseline, '--all-projects')).map(({ kind }) => kind)).toEqual(['new_project']);
  });
});

test('a project that the baseline does not have is one change, and not worse', async () => {
  const other = { name: 'acme-dev', services: [{ ...pg, service_name: 'bare', cmk_id: null }] };
  const denied = (deny: ('CMKList' | 'ServiceList')[]): Seed => ({ projects: [{ ...other, deny }] });
  const ofOther = await reportOf(seedOf(before));
  const unread = await withScene({ seed: denied(['CMKList']) }, async (scene) => {
    return (await scene.run('report', '--json', '--all-projects')).out;
  });
  expect(JSON.parse(unread).unread_projects).toHaveLength(1);
  await withScene({ seed: denied([]) }, async (scene) => {
    for (const baseline of [ofOther, unread]) {
      const file = fileFor(scene, baseline);
      const ended = await scene.run('report', '--project', 'acme-dev', '--baseline', file, '--fail-on', 'worse');
      expect([ended.code, ended.err]).toEqual([0, '']);
      expect(ended.out).toContain('acme-dev: Project "acme-dev" is not in the baseline.');
      expect(ended.out).not.toContain('Service "bare" is new');
    }
  });
});

test.each([
  ['unknown_key', 'old', 'coverage_changed', false],
  ['unprotected', 'old', 'coverage_changed', false],
  ['protected', 'old', 'lost_protection', true],
  ['in_transition', 'old', 'coverage_changed', true],
  ['old_key', 'current', 'gained_protection', false],
])('a service that was %s and has a key with the status %s: %s', async (coverage, status, kind, worse) => {
  const baseline = JSON.parse(await reportOf(seedOf({ orders: oneId })));
  baseline.projects[0].services[0].coverage = coverage;
  const [first, ...others] = keys;
  const seed: Seed = seedOf({ orders: oneId });
  Object.assign(seed.projects?.[0] ?? {}, { cmks: [{ ...first, status }, ...others] });
  await withScene({ seed }, async (scene) => {
    expect(await changes(scene, JSON.stringify(baseline))).toMatchObject([{ kind, worse }]);
  });
});

test('rejects a baseline of another API, and one that names a project or service twice', async () => {
  const baseline = await reportOf(seedOf(before));
  await withScene({ seed: seedOf(before) }, async (scene) => {
    const one = JSON.parse(baseline).projects[0];
    const cases: [object, string][] = [
      [{ api_host: 'api.aiven.io' }, 'is a report of "api.aiven.io", but this report is of "127.0.0.1:'],
      [{ projects: [one, one] }, 'has project "acme-prod" twice.'],
      [
        { projects: [{ ...one, services: [...one.services, one.services[0]] }] },
        `has service "acme-prod/${one.services[0].service_name}" twice.`,
      ],
    ];
    for (const [more, message] of cases) {
      const { code, out, err } = await scene.run('report', '--baseline', fileFor(scene, baseline, more));
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(message);
    }
    expect(scene.operations).toEqual([]);
    const file = fileFor(scene, baseline, { generated_at: '2031-01-01T00:00:00Z' });
    const { code, err } = await scene.run('report', '--baseline', file);
    expect([code, err]).toEqual([
      0,
      `warning: The --baseline file "${file}" is dated 2031-01-01T00:00:00Z, which is in the future. Check the clock of this machine.\n`,
    ]);
  });
});

test.each([
  ['{"summary": {}}'],
  ['[]'],
  ['null'],
  [JSON.stringify({ generated_at: 'soon', api_host: '', projects: [] })],
])('rejects %s, which is not a report, before any request', (content) =>
  withScene({}, async (scene) => {
    const file = fileWith(content);
    const { code, err } = await scene.run('report', '--baseline', file);
    expect([code, err]).toEqual([
      2,
      `error: The --baseline file "${file}" is not a report.\nPass a file that "aiven-byok report --format json" wrote.\n`,
    ]);
    expect(scene.operations).toEqual([]);
  }),
);

test.each(['csv', 'openmetrics', 'junit', 'sarif'])(
  'needs --fail-on worse in the format %s, which shows no changes',
  (format) =>
    withScene({ seed: seedOf(before) }, async (scene) => {
      const argv = ['report', '--format', format, '--baseline', fileFor(scene, await reportOf(seedOf(before)))];
      const { code, err } = await scene.run(...argv);
      expect([code, err]).toEqual([
        2,
        `error: --format ${format} shows no changes, so --baseline has no effect.\nPass --fail-on worse, use the format table, json or html, or omit --baseline.\n`,
      ]);
      expect((await scene.run(...argv, '--fail-on', 'worse')).code).toBe(0);
    }),
);

test('--fail-on worse needs a baseline', () =>
  withScene({}, async (scene) => {
    const { code, err } = await scene.run('report', '--fail-on', 'worse');
    expect(code).toBe(2);
    expect(err).toContain('--fail-on worse needs --baseline.');
  }));
