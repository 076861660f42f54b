/** Atomic file writing, on a real file system. */

import { execFileSync } from 'node:child_process';
import fs, {
  chmodSync,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createFile, writeFileAtomically } from '../../src/support/atomic-file';
import { temporaryFolder } from './temporary';

const read = (path: string) => readFileSync(path, 'utf8');
const mode = (path: string) => statSync(path).mode & 0o7777;

test('creates a file and leaves no temporary file', () => {
  const folder = temporaryFolder();
  writeFileAtomically(join(folder, 'state.json'), 'new');
  expect(readdirSync(folder)).toEqual(['state.json']);
  expect(read(join(folder, 'state.json'))).toBe('new');
});

test('replaces a file by another one instead of writing into it', () => {
  const path = join(temporaryFolder(), 'state.json');
  writeFileSync(path, 'a longer old text');
  const { ino } = statSync(path);
  writeFileAtomically(path, Buffer.from('new'));
  expect(read(path)).toBe('new');
  expect(statSync(path).ino).not.toBe(ino);
});

test('keeps the mode of the file that it replaces', () => {
  const path = join(temporaryFolder(), 'state.json');
  writeFileSync(path, 'old');
  chmodSync(path, 0o640);
  writeFileAtomically(path, 'new');
  expect(mode(path)).toBe(0o640);
});

test.each([0o600, 0o666, 0o755])('gives a new and a replaced file the mode %i, whatever the umask is', (wanted) => {
  const path = join(temporaryFolder(), 'state.json');
  writeFileAtomically(path, 'first', { mode: wanted });
  expect(mode(path)).toBe(wanted);
  chmodSync(path, 0o444);
  writeFileAtomically(path, 'second', { mode: wanted });
  expect(mode(path)).toBe(wanted);
});

test('writes the file that a symbolic link points to, and keeps the link', () => {
  const folder = temporaryFolder();
  const [link, target] = [join(folder, 'link'), join(folder, 'target')];
  writeFileSync(target, 'old');
  chmodSync(target, 0o640);
  symlinkSync('target', link);
  writeFileAtomically(link, 'new');
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect([read(target), mode(target)]).toEqual(['new', 0o640]);
  expect(readdirSync(folder).sort()).toEqual(['link', 'target']);
});

test('creates the file that a dangling link points to', () => {
  const folder = temporaryFolder();
  symlinkSync('target', join(folder, 'link'));
  writeFileAtomically(join(folder, 'link'), 'new');
  expect(read(join(folder, 'target'))).toBe('new');
});

test('writes to a device instead of replacing it', () => {
  const link = join(temporaryFolder(), 'null');
  symlinkSync('/dev/null', link);
  writeFileAtomically(link, 'new');
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
});

test('appends to an open file of this process, as of a shell that redirects', () => {
  const path = join(temporaryFolder(), 'log');
  const file = openSync(path, 'a+');
  writeFileSync(file, 'before, ');
  writeFileAtomically(`/dev/fd/${file}`, 'after');
  closeSync(file);
  expect(readFileSync(path, 'utf8')).toBe('before, after');
});

test('writes to a pipe, which has no path', () => {
  const path = join(temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  const pipe = openSync(path, 'r+');
  rmSync(path);
  writeFileAtomically(`/dev/fd/${pipe}`, 'text');
  const buffer = Buffer.alloc(4);
  readSync(pipe, buffer);
  closeSync(pipe);
  expect(buffer.toString()).toBe('text');
});

test('fails with the code of the file system when the folder does not exist', () => {
  const path = join(temporaryFolder(), 'missing', 'state.json');
  expect(() => writeFileAtomically(path, 'new')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
});

test('fails on a folder and leaves it as it is', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'state.json'));
  expect(() => writeFileAtomically(join(folder, 'state.json'), 'new')).toThrow(
    expect.objectContaining({ code: 'EISDIR' }),
  );
  expect(readdirSync(folder)).toEqual(['state.json']);
});

test('keeps the old file and removes the temporary one when writing fails', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'state.json');
  writeFileSync(path, 'old');
  expect(() => writeFileAtomically(path, 7 as unknown as string)).toThrow('must be of type string');
  expect(readdirSync(folder)).toEqual(['state.json']);
  expect(read(path)).toBe('old');
});

describe('on a full disk', () => {
  beforeEach(() => {
    jest.spyOn(fs, 'fsyncSync').mockImplementation(() => {
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    });
  });
  afterEach(() => jest.restoreAllMocks());

  test('keeps the old file and leaves no temporary file', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'state.json'), 'old');
    expect(() => writeFileAtomically(join(folder, 'state.json'), 'new')).toThrow('no space left');
    expect(readdirSync(folder)).toEqual(['state.json']);
    expect(read(join(folder, 'state.json'))).toBe('old');
  });

  test('leaves no part of a file that could not be created', () => {
    const folder = temporaryFolder();
    expect(() => createFile(join(folder, 'backup'), 'state')).toThrow('no space left');
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('writes an open file of the process between its other output', () => {
  const path = join(temporaryFolder(), 'log');
  const file = openSync(path, 'w');
  try {
    writeFileSync(file, 'before ');
    writeFileAtomically(`/dev/fd/${file}`, 'content ');
    writeFileSync(file, 'after');
  } finally {
    closeSync(file);
  }
  expect(read(path)).toBe('before content after');
});

test('creates a private file, and never writes to an existing one or through a link', () => {
  const folder = temporaryFolder();
  createFile(join(folder, 'backup'), 'state');
  expect(mode(join(folder, 'backup'))).toBe(0o600);
  symlinkSync('elsewhere', join(folder, 'link'));
  for (const name of ['backup', 'link']) expect(() => createFile(join(folder, name), 'x')).toThrow('EEXIST');
  expect(readdirSync(folder).sort()).toEqual(['backup', 'link']);
});
