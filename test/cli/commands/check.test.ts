/** `check`: one line per check, and how to fix what failed. */

import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { providerSource } from '../../../src/install';
import { version } from '../../../src/version';
import { onNode } from '../../support/on-node';
import { temporaryFolder } from '../../support/temporary';
import { project, refuseToken, type Scene, token, withScene } from '../scene';

interface Line {
  name: string;
  verdict: string;
  detail: string;
  remedy: string | null;
}

/** A folder with fake programs that print a version like Terraform. */
function programs(versions: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(versions)) {
    const file = join(folder, name);
    writeFileSync(
      file,
      `#!/bin/sh\n${refuseToken}\necho 'Warning: nothing'\necho '{ "terraform_version": "${text}" }'\n`,
    );
    chmodSync(file, 0o755);
  }
  return folder;
}

async function check(scene: Scene, env: Record<string, string> = {}, ...argv: string[]) {
  const PATH = env.PATH ?? programs({ terraform: '1.11.4' });
  const { code, out } = await scene.runIn(
    { env: { PROVIDER_AIVEN_ENABLE_BETA: '1', ...env, PATH } },
    'check',
    '--json',
    ...argv,
  );
  const lines = JSON.parse(out) as Line[];
  const verdicts = Object.fromEntries(lines.map(({ name, verdict }) => [name, verdict]));
  return { code, lines, verdicts, detail: (name: string) => lines.find((line) => line.name === name)?.detail };
}

test('a complete setup passes, with one request', () =>
  withScene({}, async (scene) => {
    const home = temporaryFolder();
    mkdirSync(join(home, '.terraform.d/plugins', ...providerSource.split('/'), version), { recursive: true });
    const { code, verdicts, lines } = await check(scene, { HOME: home });
    expect(code).toBe(0);
    expect(verdicts).toMatchObject({
      token: 'ok',
      api: 'ok',
      project: 'ok',
      byok: 'ok',
      node: 'ok',
      terraform: 'ok',
      cdktf: 'ok',
      provider: 'ok',
      beta: 'ok',
    });
    expect(lines.map(({ remedy }) => remedy)).toEqual(lines.map(() => null));
    expect(scene.operations).toEqual(['CMKList']);
  }));

test.each<[string, object, Record<string, string>, string, Record<string, string>]>([
  [
    'no token',
    {},
    { AIVEN_TOKEN: '' },
    'token',
    { token: 'failed', api: 'skipped', project: 'skipped', byok: 'skipped' },
  ],
  ['a wrong token', { tokens: ['other'] }, {}, 'token', { token: 'failed', api: 'ok', project: 'skipped' }],
  ['no project', {}, { AIVEN_PROJECT: '' }, 'project', { token: 'ok', api: 'skipped', project: 'failed' }],
  [
    'a project that does not exist',
    {},
    { AIVEN_PROJECT: 'nobody' },
    'project',
    { api: 'ok', project: 'failed', byok: 'skipped' },
  ],
  ['no BYOK', { seed: { projects: [{ name: project, byok: false }] } }, {}, 'byok', { project: 'ok', byok: 'failed' }],
  ['no permission', { seed: { projects: [{ name: project, deny: ['CMKList'] }] } }, {}, 'byok', { byok: 'failed' }],
  ['an API that cannot be reached', {}, { AIVEN_WEB_URL: 'http://127.0.0.1:1' }, 'api', { token: 'ok', api: 'failed' }],
  ['an invalid URL', {}, { AIVEN_WEB_URL: 'x' }, 'api', { api: 'failed' }],
])('%s exits with code 3 and says how to fix it', (_, options, env, name, verdicts) =>
  withScene(options, async (scene) => {
    const found = await check(scene, env);
    expect(found.code).toBe(3);
    expect(found.verdicts).toMatchObject(verdicts);
    expect(found.lines.find((line) => line.name === name)?.remedy).toMatch(/\.$/);
  }),
);

test.each([
  ['an old Terraform fails', { terraform: '1.4.7' }, 'terraform', 'failed', 3],
  ['a beta version of Terraform passes', { terraform: '1.16.0-beta1' }, 'terraform', 'ok', 0],
  ['OpenTofu without Terraform passes', { tofu: '1.9.0' }, 'tofu', 'ok', 0],
  ['neither of them is a warning', {}, 'terraform', 'warning', 0],
])('%s', (_, versions, name, verdict, code) =>
  withScene({}, async (scene) => {
    const found = await check(scene, { PATH: programs(versions as Record<string, string>) });
    expect([found.verdicts[name], found.code]).toEqual([verdict, code]);
  }),
);

test.each(['', 'false', 'FALSE'])('the beta flag %j is off: a warning, or a failure with --strict', (value) =>
  withScene({}, async (scene) => {
    const env = { PROVIDER_AIVEN_ENABLE_BETA: value };
    const found = await check(scene, env);
    expect([found.code, found.verdicts.beta]).toEqual([0, 'warning']);
    expect((await check(scene, env, '--strict')).code).toBe(3);
  }),
);

test('warns about a provider of another version, and one that is hidden from Terraform', () =>
  withScene({}, async (scene) => {
    const home = temporaryFolder();
    mkdirSync(join(home, '.terraform.d/plugins', ...providerSource.split('/'), '0.0.1'), { recursive: true });
    expect((await check(scene, { HOME: home })).detail('provider')).toBe('only 0.0.1 installed');
    writeFileSync(join(home, '.terraformrc'), 'provider_installation {\n  direct {}\n}\n');
    expect((await check(scene, { HOME: home })).detail('provider')).toContain('.terraformrc" hides it');
  }));

test.each([
  ['22.23.5', 'ok', null],
  ['24.12.0', 'warning', expect.stringContaining('Run it with Node.js 20 or 22.')],
])('on Node %s, the verdict on cdktf-cli is %s', (node, verdict, remedy) =>
  withScene({}, (scene) =>
    onNode(node, async () => {
      const { lines } = await check(scene);
      expect(lines).toContainEqual(expect.objectContaining({ name: 'cdktf', verdict, remedy }));
    }),
  ),
);

test('does not blame the network if another server responds', () =>
  withScene({}, async (scene) => {
    scene.emulator.fail({ fault: 'bad-json', times: 100 });
    const { lines, verdicts } = await check(scene);
    expect(verdicts).toMatchObject({ api: 'failed', project: 'skipped' });
    const { detail = '', remedy = '' } = lines.find(({ name }) => name === 'api') ?? {};
    expect(detail).toMatch(/^Aiven returned 200 for project "acme-prod", but /);
    expect(remedy).toBe(
      'The response is not from the Aiven API. Check --url or AIVEN_WEB_URL, and whether a proxy responds instead.',
    );
  }));

test('does not split an environment variable on a terminal of 40 columns', () =>
  withScene({}, async (scene) => {
    const env = { NO_COLOR: '1', PATH: programs({}), PROVIDER_AIVEN_ENABLE_BETA: '' };
    const { out } = await scene.runIn({ isTTY: true, columns: 40, env }, 'check');
    expect(out).toContain('PROVIDER_AIVEN_ENABLE_BETA=1');
  }));

test.each([40, 80])('stays within a terminal of %d columns', (columns) =>
  withScene({}, async (scene) => {
    const env = { NO_COLOR: '1', PATH: programs({}) };
    const { out } = await scene.runIn({ isTTY: true, columns, env }, 'check');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(out).toContain('ok       token      from AIVEN_TOKEN');
    expect(out).not.toContain(token);
  }),
);
