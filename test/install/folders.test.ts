import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolders } from '../../src/install';
import { temporaryFolder } from '../support/temporary';

test('makes what is missing, and leaves what is there', () => {
  const folder = join(temporaryFolder(), 'a', 'b', 'c');
  makeFolders(folder);
  makeFolders(folder);
  expect(statSync(folder).isDirectory()).toBe(true);
});

test('says which part of a path is no folder', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(() => makeFolders(file)).toThrow(`${file} is not a folder`);
  expect(() => makeFolders(join(file, 'below', 'it'))).toThrow(`${file} is not a folder`);
});

test('is content with a folder that somebody else makes meanwhile', () => {
  const folder = join(temporaryFolder(), 'a');
  mkdirSync(folder);
  expect(() => makeFolders(folder)).not.toThrow();
});

(process.platform === 'linux' ? test : test.skip)('ends where the system takes no folder', () => {
  expect(() => makeFolders('/proc/aiven-byok/plugins')).toThrow(/ENOENT|EACCES|EPERM|EROFS/);
});
