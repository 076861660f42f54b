/** `report --all-projects`: every project of the token is in the report, or named as missing. */

import type { Seed } from '../../../src/emulator';
import { project, seed, withScene } from '../scene';

const others = (...projects: NonNullable<Seed['projects']>): Seed => ({ projects: [...seed.projects, ...projects] });

test('reports every project that the token may see, in alphabetical order', () =>
  withScene({ seed: others({ name: 'acme-dev', generate: { cmks: 1, services: 5 } }) }, async (scene) => {
    const { code, out, err } = await scene.run('report', '--all-projects', '--json');
    expect([code, err]).toEqual([0, '']);
    const report = JSON.parse(out);
    expect(report.projects.map((one: { project: string }) => one.project)).toEqual(['acme-dev', project]);
    expect(report.summary).toMatchObject({ services: 7, protected: 5, unprotected: 2 });
    expect(report.unread_projects).toEqual([]);
    expect((await scene.run('report', '--all-projects')).out).toContain('\nAll 2 projects: 5 of 7 services');
  }));

test.each([{ deny: ['CMKList'] }, { deny: ['ServiceList'] }, { deny: ['CMKServiceAssociationsList'] }] as const)(
  'a project that the token may not read is a row and exit code 3: %j',
  ({ deny }) =>
    withScene({ seed: others({ name: 'acme-secret', deny: [...deny], generate: { cmks: 1 } }) }, async (scene) => {
      const { code, out, err } = await scene.run('report', '--all-projects');
      expect(code).toBe(3);
      expect(err).toMatch(/^warning: Project "acme-secret": Aiven returned 403 for .*"acme-secret"/);
      expect(out).toContain('acme-secret: not read. Aiven returned 403');
      expect(out).toContain('acme-prod: 1 of 2 services');
      expect(out).toMatch(/\n1 of 2 projects: 1 of 2 services .* 1 project could not be read\.\n$/);
      const csv = (await scene.run('report', '--all-projects', '--format', 'csv')).out.split('\n');
      expect(csv[1]).toBe(`acme-secret${','.repeat(11)}unread,,,`);
      const report = JSON.parse((await scene.run('report', '--all-projects', '--json')).out);
      expect(report.unread_projects).toEqual([
        { project: 'acme-secret', reason: expect.stringContaining('permission') },
      ]);
    }),
);

test('says that nothing could be read if the token may read no project', () =>
  withScene({ seed: { projects: [{ name: 'acme-secret', deny: ['CMKList'] }] } }, async (scene) => {
    const { code, out } = await scene.run('report', '--all-projects');
    expect(code).toBe(3);
    expect(out).toMatch(/\nNothing could be read: the report lacks 1 project\.\n$/);
  }));

test.each([
  ['--all-projects', 4, 5],
  ['--project', 3, 3],
])(
  'the services of a project without BYOK count as unprotected, and the report says why: %s',
  (option, unprotected, services) =>
    withScene({ seed: others({ name: 'acme-dev', byok: false, generate: { services: 3 } }) }, async (scene) => {
      const argv = ['report', option, ...(option === '--project' ? ['acme-dev'] : [])];
      const { code, out, err } = await scene.run(...argv, '--json');
      expect([code, err]).toEqual([
        0,
        'warning: BYOK is not enabled in "acme-dev": no service there can be protected.\n',
      ]);
      const report = JSON.parse(out);
      expect(report.summary).toMatchObject({ services, unprotected });
      expect(report.projects[0]).toMatchObject({ project: 'acme-dev', byok_enabled: false });
      expect((await scene.run(...argv)).out).toMatch(/^acme-dev: .*\nBYOK is not enabled in this project: /);
    }),
);

test.each([
  ['CMKList', 429, 'Aiven returned 429'],
  ['ServiceList', 500, 'Aiven returned 500'],
  ['CMKList', 'bad-json', 'JSON'],
] as const)('a project that fails for another reason than access is an error: %s %s', (operation, fault, message) =>
  withScene({ seed: others({ name: 'acme-dev' }) }, async (scene) => {
    scene.emulator.fail({ operation, fault, times: 100 });
    const { code, out, err } = await scene.run('report', '--all-projects', '--quiet');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(message);
  }),
);

test('a project that is deleted while it is read is a row', () =>
  withScene({ seed: others({ name: 'acme-dev' }) }, async (scene) => {
    const fault = { kind: 'status', status: 404, errorCode: 'project_not_found' } as const;
    scene.emulator.fail({ operation: 'CMKList', project: 'acme-dev', fault, times: 100 });
    const { code, out } = await scene.run('report', '--all-projects');
    expect(code).toBe(3);
    expect(out).toContain('acme-dev: not read. Project "acme-dev" does not exist');
  }));

test('a rejected token is an error, not a row', () =>
  withScene({ seed, tokens: ['another'] }, async (scene) => {
    const { code, out } = await scene.run('report', '--all-projects');
    expect([code, out]).toEqual([1, '']);
  }));

test('a response without a list of projects does not come from Aiven', () =>
  withScene({ seed }, async (scene) => {
    scene.emulator.fail({ operation: 'ProjectList', fault: 404, times: 100 });
    const { code, err } = await scene.run('report', '--all-projects');
    expect(code).toBe(1);
    expect(err).toMatch(/^error: Aiven returned 404 for the list of projects.*\n.*Check --url or AIVEN_WEB_URL/);
  }));

test('excludes --project', () =>
  withScene({ seed }, async (scene) => {
    const { code, err } = await scene.run('report', '--all-projects', '--project', project);
    expect([code, err]).toEqual([2, 'error: Pass either --all-projects or --project, not both.\n']);
  }));
