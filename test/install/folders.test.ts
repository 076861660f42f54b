import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolders } from '../../src/install';
import { temporaryFolder } from '../support/temporary';

test('creates missing folders and keeps existing ones', () => {
  const folder = join(temporaryFolder(), 'a', 'b', 'c');
  makeFolders(folder);
  makeFolders(folder);
  expect(statSync(folder).isDirectory()).toBe(true);
});

test('names the part of the path that is not a folder', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(() => makeFolders(file)).toThrow(`"${file}" is not a folder`);
  expect(() => makeFolders(join(file, 'below', 'it'))).toThrow(`"${file}" is not a folder`);
});

test('accepts a folder that another process creates at the same time', () => {
  const folder = join(temporaryFolder(), 'a');
  mkdirSync(folder);
  expect(() => makeFolders(folder)).not.toThrow();
});

test('explains why a folder cannot be created', () => {
  const folder = temporaryFolder();
  const link = join(folder, 'link');
  symlinkSync(join(folder, 'nowhere'), link);
  expect(() => makeFolders(link)).toThrow(`cannot create the folder "${link}": a dangling symbolic link has this name`);
  const long = join(folder, 'n'.repeat(300));
  expect(() => makeFolders(long)).toThrow(`cannot create the folder "${long}": name too long`);
});

(process.platform === 'linux' ? test : test.skip)('fails on a file system that does not allow new folders', () => {
  expect(() => makeFolders('/proc/aiven-byok/plugins')).toThrow(
    /^cannot create the folder "\/proc\/aiven-byok": ("\/proc" does not allow new folders|permission denied|operation not permitted|read-only file system)$/,
  );
});
