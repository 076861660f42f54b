import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
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

test('says why a folder cannot be made, without the words of a system call', () => {
  const folder = temporaryFolder();
  const link = join(folder, 'link');
  symlinkSync(join(folder, 'nowhere'), link);
  expect(() => makeFolders(link)).toThrow(`the folder ${link} cannot be made: a link to nowhere has its name`);
  const long = join(folder, 'n'.repeat(300));
  expect(() => makeFolders(long)).toThrow(`the folder ${long} cannot be made: name too long`);
});

(process.platform === 'linux' ? test : test.skip)('ends where the system takes no folder', () => {
  expect(() => makeFolders('/proc/aiven-byok/plugins')).toThrow(
    /^the folder \/proc\/aiven-byok cannot be made: (\/proc takes no folders|permission denied|operation not permitted|read-only file system)$/,
  );
});
