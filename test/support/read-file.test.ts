/** Reading files that users name, on a real file system. */

import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFile, readText } from '../../src/support/read-file';
import { namedPipe, temporaryFolder } from './temporary';

function written(content: string | Buffer): string {
  const path = join(temporaryFolder(), 'file');
  writeFileSync(path, content);
  return path;
}

test('reads a file, and the file that a link points to', () => {
  const link = join(temporaryFolder(), 'link');
  symlinkSync(written('text'), link);
  expect(readFile(link).toString()).toBe('text');
});

test('refuses whatever would never end, and says what it is', () => {
  const folder = temporaryFolder();
  expect(() => readFile(namedPipe())).toThrow(/^it is a named pipe, not a file$/);
  expect(() => readFile(folder)).toThrow(/^it is a folder, not a file$/);
  expect(() => readFile('/dev/zero')).toThrow(/^it is a device, not a file$/);
  symlinkSync('/dev/zero', join(folder, 'link'));
  expect(() => readFile(join(folder, 'link'))).toThrow(/^it is a device, not a file$/);
});

test('reads an empty text from /dev/null', () => {
  expect(readText('/dev/null')).toBe('');
});

test('a text may begin with a byte order mark', () => {
  expect(readText(written('\ufeff{"a": 1}'))).toBe('{"a": 1}');
});

test.each(['fffe', 'feff'])('refuses UTF-16, as PowerShell writes it', (mark) => {
  const path = written(Buffer.concat([Buffer.from(mark, 'hex'), Buffer.from('{}', 'utf16le')]));
  expect(() => readText(path)).toThrow(/^it is encoded in UTF-16, but must be UTF-8$/);
});

test('refuses bytes that are not UTF-8, such as Latin-1', () => {
  const path = written(Buffer.from('[{"reason": "läuft aus"}]', 'latin1'));
  expect(() => readText(path)).toThrow(/^it is not encoded in UTF-8$/);
  expect(readText(path, { lossy: true })).toBe('[{"reason": "l\ufffduft aus"}]');
});
