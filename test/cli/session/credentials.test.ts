/** Sources of the token and the project. The token is never printed. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/temporary';
import { project, type Scene, withScene } from '../scene';

const tokens = ['of-option', 'of-aiven-token', 'of-auth-token', 'of-avn'];

/** A home folder with the files of avn. */
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

/** The token and the project that a command used. */
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

test('options override environment variables, which override the files of avn', () =>
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

test('finds the files of avn through its environment variables', () =>
  withProjects(async (scene) => {
    const folder = avnHome('.');
    expect(await used(scene, { AIVEN_CONFIG_DIR: folder })).toBe('of-avn in of-avn');
    const files = {
      AIVEN_CREDENTIALS_FILE: join(folder, 'aiven-credentials.json'),
      AIVEN_CLIENT_CONFIG: join(folder, 'aiven-client.json'),
    };
    expect(await used(scene, files)).toBe('of-avn in of-avn');
  }));

test('ignores a token that is not a string', () =>
  withScene({}, async (scene) => {
    const file = join(temporaryFolder(), 'credentials.json');
    writeFileSync(file, '{"auth_token": 7}');
    const env = { AIVEN_TOKEN: '', AIVEN_CREDENTIALS_FILE: file };
    const { code, err } = await scene.runIn({ env }, 'cmks', 'list');
    expect(code).toBe(1);
    expect(err).toContain(`No API token found: "${file}" has no "auth_token".\n`);
  }));

test('reads a token from stdin', () =>
  withProjects(async (scene) => {
    expect(await used(scene, {}, ['--token-file', '-', '--project', project], 'of-option\n')).toBe(
      `of-option in ${project}`,
    );
  }));

describe('prints what is missing or invalid, and what to do', () => {
  const bad = join(__filename);

  test.each<[string, Record<string, string>, string[], number, string[]]>([
    ['no token', { AIVEN_TOKEN: '' }, [], 1, ['No API token found.', 'set AIVEN_TOKEN']],
    ['no project', { AIVEN_PROJECT: '' }, [], 2, ['No project given.', 'Pass --project']],
    ['an invalid project name', {}, ['--project', 'a/b'], 2, ['"a/b" is not a valid Aiven project name']],
    [
      'a credentials file that does not exist',
      { AIVEN_TOKEN: '', AIVEN_CREDENTIALS_FILE: '/nowhere' },
      [],
      1,
      ['No API token found: AIVEN_CREDENTIALS_FILE is "/nowhere", which does not exist.\n'],
    ],
    [
      'a credentials file that is a folder',
      { AIVEN_TOKEN: '', AIVEN_CREDENTIALS_FILE: __dirname },
      [],
      1,
      [`Cannot read the file "${__dirname}": it is a folder, not a file.\n`],
    ],
    [
      'a token file that does not exist',
      {},
      ['--token-file', '/nowhere'],
      1,
      ['Cannot read the token file "/nowhere": no such file or directory.\n'],
    ],
    ['an empty --token-file', {}, ['--token-file', ''], 2, ['--token-file is empty.\n']],
    ['an empty token file', {}, ['--token-file', '/dev/null'], 1, ['There is no token in "/dev/null".']],
    ['an avn file that is not JSON', { AIVEN_TOKEN: '', AIVEN_CREDENTIALS_FILE: bad }, [], 1, ['is not valid JSON']],
    ['an invalid AIVEN_WEB_URL', { AIVEN_WEB_URL: 'nonsense' }, [], 2, ['"nonsense" is not the URL of an Aiven API']],
    ['an empty AIVEN_WEB_URL', { AIVEN_WEB_URL: '' }, [], 2, ['AIVEN_WEB_URL is empty; unset it']],
    ['plain HTTP to another machine', {}, ['--url', 'http://api.example'], 2, ['over plain http']],
    ['an invalid --url', { AIVEN_TOKEN: '' }, ['--url', 'notaurl'], 2, ['Invalid --url: "notaurl" is not']],
    [
      'a --url with another protocol',
      { AIVEN_TOKEN: '' },
      ['--url', 'ftp://x'],
      2,
      ['Invalid --url: "ftp://x" is not'],
    ],
    ['a project that does not exist', {}, ['--project', 'nobody'], 1, ['Check the project name.']],
  ])('%s', (_, env, argv, code, messages) =>
    withScene({}, async (scene) => {
      const ended = await scene.runIn({ env }, 'cmks', 'list', ...argv);
      expect(ended).toMatchObject({ code, out: '' });
      for (const message of messages) expect(ended.err).toContain(message);
      expect(ended.err.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
    }),
  );

  test('a token that Aiven rejects', () =>
    withScene({ tokens: ['other'] }, async (scene) => {
      const { code, err } = await scene.run('cmks', 'list');
      expect(code).toBe(1);
      expect(err).toContain('Create a token in the Aiven Console');
    }));

  test('an API that cannot be reached', () =>
    withScene({}, async (scene) => {
      const { code, err } = await scene.run('cmks', 'list', '--url', 'http://127.0.0.1:1');
      expect(code).toBe(1);
      expect(err).toContain('Check --url or AIVEN_WEB_URL');
    }));
});

test('never prints the token, not even with --debug', () =>
  withScene({}, async (scene) => {
    scene.emulator.fail({ fault: 500, times: 100 });
    const { code, out, err } = await scene.run('cmks', 'list', '--debug');
    expect(code).toBe(1);
    expect(err).toContain('CMKList');
    expect(out + err).not.toContain(scene.env.AIVEN_TOKEN);
  }));
