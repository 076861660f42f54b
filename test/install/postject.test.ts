import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findPostject } from '../../src/install/postject';
import { temporaryFolder } from '../support/temporary';

/** A folder with this program. */
function folderWith(name: string, script: string, folder = temporaryFolder()): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
  return folder;
}

const find = (folders: readonly string[], project = temporaryFolder()) =>
  findPostject({ env: { PATH: folders.join(delimiter) }, signal: undefined }, project);

const remedy =
  'install it in your project with "npm install --save-dev postject@1.0.0-alpha.6", or build with Node.js 25.5 or later';

test('prefers the project, without starting npx', async () => {
  const project = temporaryFolder();
  const folder = join(project, 'node_modules', 'postject');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"name": "postject"}');
  expect(await find([], project)).toBe(join(folder, 'dist', 'cli.js'));
});

test('finds what npx puts on the PATH, and ignores the programs in node_modules/.bin', async () => {
  const [project, cache] = [temporaryFolder(), temporaryFolder()];
  mkdirSync(join(cache, 'postject', 'dist'), { recursive: true });
  writeFileSync(join(cache, 'postject', 'dist', 'cli.js'), '');
  const foreign = folderWith('npx', 'exit 1', join(project, 'node_modules', '.bin'));
  const npx = folderWith('npx', `echo ${join(cache, '.bin')}:/bin`);
  expect(await find([foreign, npx], project)).toBe(join(cache, 'postject', 'dist', 'cli.js'));
});

test('reports why npx could not download it, and what to do', async () => {
  const lines = [
    'npm error code ENOTFOUND',
    'npm error syscall getaddrinfo',
    'npm error errno ENOTFOUND',
    'npm error network request to https://registry.example.test/postject failed',
    'npm error network This is a problem related to network connectivity.',
    'npm error A complete log of this run can be found in: /home/ann/debug-0.log',
  ];
  const npx = folderWith('npx', `${lines.map((line) => `echo '${line}' >&2`).join('\n')}\nexit 1`);
  await expect(find([npx])).rejects.toThrow(
    `postject is not in this project, and could not be downloaded (network request to https://registry.example.test/postject failed); ${remedy}`,
  );
  await expect(find([])).rejects.toThrow(
    `postject is not in this project, and could not be downloaded (the command "npx" is not installed); ${remedy}`,
  );
});
