/** Where token and project come from, and that a token is shown nowhere. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/temporary';
import { project, type Scene, withScene } from '../scene';

const tokens = ['of-option', 'of-aiven-token', 'of-auth-token', 'of-avn'];

/** A home folder as `avn` leaves it. */
function avnHome(folder = '.config/aiven'): string {
  const home = temporaryFolder();
  mkdirSync(join(home, folder), { recursive: true });
  writeFileSync(
    join(home, folder, 'aiven-credentials.json'),
    JSON.stringify({ auth_token: 'of-avn', user_email: 'x' }),
  );
  writeFileSync(join(home, folder, 'aiven-client.json'), JSON.stringify({ default_project: 'of-avn' }));
  return home;
}

/** The token and project that a command used: the emulator knows one project of each name and accepts one token only. */
async function used(
  scene: Scene,
  env: Record<string, string>,
  argv: string[] = [],
  input = '',
): Promise<string | undefined> {
  for (const token of tokens) {
    scene.emulator.settings.tokens = [token];
    const clean = { AIVEN_TOKEN: '', AIVEN_PROJECT: '' };
    const { code } = await scene.runIn({ env: { ...clean, ...env }, input }, 'cmks', 'list', ...argv);
    if (code === 0) return `${token} in ${scene.emulator.requests.at(-1)?.project}`;
  }
  return undefined;
}

const withProjects = (use: (scene: Scene) => Promise<void>) =>
  withScene({ seed: { projects: ['of-option', 'of-variable', 'of-avn', project] } }, use);

test('options beat variables, and those beat the files of avn', () =>
  withProjects(async (scene) => {
    const file = join(temporaryFolder(), 'token');
    writeFileSync(file, 'of-option\n');
    const HOME = avnHome();
    const variables = {
      AIVEN_TOKEN: 'of-aiven-token',
      AIVEN_AUTH_TOKEN: 'of-auth-token',
      AIVEN_PROJECT: 'of-variable',
    };
    const options = ['--token-file', file, '--project', 'of-option'];
    expect(await used(scene, { HOME, ...variables }, options)).toBe('of-option in of-option');
    expect(await used(scene, { HOME, ...variables })).toBe('of-aiven-token in of-variable');
    expect(await used(scene, { HOME, ...variables, AIVEN_TOKEN: '' })).toBe('of-auth-token in of-variable');
    expect(await used(scene, { HOME })).toBe('of-avn in of-avn');
  }));

test('the files of avn may lie where its variables say', () =>
  withProjects(async (scene) => {
    const folder = avnHome('.');
    expect(await used(scene, { AIVEN_CONFIG_DIR: folder })).toBe('of-avn in of-avn');
    const files = {
      AIVEN_CREDENTIALS_FILE: join(folder, 'aiven-credentials.json'),
      AIVEN_CLIENT_CONFIG: join(folder, 'aiven-client.json'),
    };
    expect(await used(scene, files)).toBe('of-avn in of-avn');
  }));

test('a token that is no text is none', () =>
  withScene({}, async (scene) => {
    const file = join(temporaryFolder(), 'credentials.json');
    writeFileSync(file, '{"auth_token": 7}');
    const env = { AIVEN_TOKEN: '', AIVEN_CREDENTIALS_FILE: file };
    const { code, err } = await scene.runIn({ env }, 'cmks', 'list');
    expect(code).toBe(1);
    expect(err).toContain(`There is no token for the Aiven API: ${file} has no text "auth_token".\n`);
  }));

test('a token may come through stdin', () =>
  withProjects(async (scene) => {
    expect(await used(scene, {}, ['--token-file', '-', '--project', project], 'of-option\n')).toBe(
      `of-option in ${project}`,
    );
  }));

describe('what is missing or wrong is told with what to do', () => {
  const bad = join(__filename);

  test.each<[string, Record<string, string>, string[], number, string[]]>([
    ['no token', { AIVEN_TOKEN: '' }, [], 1, ['There is no token for the Aiven API.', 'Set AIVEN_TOKEN']],
    ['no project', { AIVEN_PROJECT: '' }, [], 2, ['No project is named.', 'Give --project']],
    ['a project of no such name', {}, ['--project', 'a/b'], 2, ['"a/b" is not a valid Aiven project name']],
    [
      'credentials that are not there',
      { AIVEN_TOKEN: '', AIVEN_CREDENTIALS_FILE: '/nowhere' },
      [],
      1,
      ['There is no token for the Aiven API: AIVEN_CREDENTIALS_FILE names /nowhere, which is not there.\n'],
    ],
    [
      'credentials that are a folder',
      { AIVEN_TOKEN: '', AIVEN_CREDENTIALS_FILE: __dirname },
      [],
      1,
      [`The file ${__dirname} cannot be read: illegal operation on a directory.\n`],
    ],
    [
      'a token file that is not there',
      {},
      ['--token-file', '/nowhere'],
      1,
      ['The token file /nowhere cannot be read: no such file or directory.\n'],
    ],
    ['a token file of no name', {}, ['--token-file', ''], 2, ['--token-file is empty.\n']],
    ['an empty token file', {}, ['--token-file', '/dev/null'], 1, ['There is no token in /dev/null.']],
    ['a file of avn that is no JSON', { AIVEN_TOKEN: '', AIVEN_CREDENTIALS_FILE: bad }, [], 1, ['is not JSON']],
    ['a URL that is none', { AIVEN_WEB_URL: 'nonsense' }, [], 2, ['"nonsense" is not the URL of an Aiven API']],
    ['plain http to another machine', {}, ['--url', 'http://api.example'], 2, ['over plain http']],
    ['a --url that is none', { AIVEN_TOKEN: '' }, ['--url', 'notaurl'], 2, ["got 'notaurl'."]],
    ['a --url of another kind', { AIVEN_TOKEN: '' }, ['--url', 'ftp://x'], 2, ["got 'ftp://x'."]],
    ['a project that is not there', {}, ['--project', 'nobody'], 1, ["Check the project's name: "]],
  ])('%s', (_, env, argv, code, messages) =>
    withScene({}, async (scene) => {
      const ended = await scene.runIn({ env }, 'cmks', 'list', ...argv);
      expect(ended).toMatchObject({ code, out: '' });
      for (const message of messages) expect(ended.err).toContain(message);
      expect(ended.err.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
    }),
  );

  test('a token that Aiven does not know', () =>
    withScene({ tokens: ['other'] }, async (scene) => {
      const { code, err } = await scene.run('cmks', 'list');
      expect(code).toBe(1);
      expect(err).toContain('Tokens are made in the Aiven Console');
    }));

  test('an API that is not there', () =>
    withScene({}, async (scene) => {
      const { code, err } = await scene.run('cmks', 'list', '--url', 'http://127.0.0.1:1');
      expect(code).toBe(1);
      expect(err).toContain('Check --url or AIVEN_WEB_URL');
    }));
});

test('the token is shown nowhere, not even with --debug', () =>
  withScene({}, async (scene) => {
    scene.emulator.fail({ fault: 500, times: 100 });
    const { code, out, err } = await scene.run('cmks', 'list', '--debug');
    expect(code).toBe(1);
    expect(err).toContain('CMKList');
    expect(out + err).not.toContain(scene.env.AIVEN_TOKEN);
  }));
