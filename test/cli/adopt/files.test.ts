import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { readAdoptedFiles, replaceFile } from '../../../src/cli/adopt';
import { formatFile } from '../../../src/cli/adopt/manifest';
import { temporaryFolder } from '../../support/temporary';

const read = (path: string) => readFileSync(path, 'utf8');

test('writes through a link, and keeps the mode of its target', () => {
  const folder = temporaryFolder();
  const [link, target] = [join(folder, 'adopted.ts'), join(folder, 'real.ts')];
  writeFileSync(target, 'old');
  chmodSync(target, 0o640);
  symlinkSync('real.ts', link);
  replaceFile(link, 'new', 'old');
  expect([read(target), statSync(target).mode & 0o777]).toEqual(['new', 0o640]);
  expect(readdirSync(folder, { withFileTypes: true }).map((entry) => entry.isSymbolicLink())).toEqual([true, false]);
});

test('writes through a link whose target does not exist yet', () => {
  const folder = temporaryFolder();
  symlinkSync('real.ts', join(folder, 'adopted.ts'));
  replaceFile(join(folder, 'adopted.ts'), 'new', undefined);
  expect(read(join(folder, 'real.ts'))).toBe('new');
});

test.each([
  ['was changed', 'old', 'changed by someone'],
  ['was created', undefined, 'changed by someone'],
  ['was deleted', 'old', undefined],
])('does not replace a file that %s since it was read', (_, before, now) => {
  const folder = temporaryFolder();
  const path = join(folder, 'adopted.ts');
  if (now !== undefined) writeFileSync(path, now);
  expect(() => replaceFile(path, 'new', before)).toThrow('was changed while this command ran');
  expect(readdirSync(folder).map((name) => read(join(folder, name)))).toEqual(now === undefined ? [] : [now]);
});

test('writes nothing while another run writes, and ignores the lock of a killed run', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'adopted.ts');
  const lock = `${path}.lock`;
  writeFileSync(lock, '');
  expect(() => replaceFile(path, 'new', undefined)).toThrow(`Another run is writing "${path}"`);
  expect(readdirSync(folder)).toEqual(['adopted.ts.lock']);
  utimesSync(lock, 1, 1);
  replaceFile(path, 'new', undefined);
  expect(readdirSync(folder)).toEqual(['adopted.ts']);
});

test.each([
  ['CRLF', 'a\r\nb\r\n', 'new\r\nline\r\n'],
  ['LF', 'a\nb\n', 'new\nline\n'],
  ['mixed', 'a\r\nb\n', 'new\nline\n'],
])('keeps line endings: %s', (_, before, after) => {
  const path = join(temporaryFolder(), 'adopted.tf');
  writeFileSync(path, before);
  replaceFile(path, 'new\nline\n', before);
  expect(read(path)).toBe(after);
});

const generated = formatFile('//', '', { entries: [] }, 'code\n');

test('reads the generated files of one language by number', () => {
  const folder = temporaryFolder();
  for (const name of ['adopted-10.ts', 'adopted-2.ts', 'adopted.ts']) writeFileSync(join(folder, name), generated);
  for (const name of ['adopted.tf', 'adopted-1.ts', 'adopted-02.ts', 'adopted-2.test.ts', 'xadopted.ts', '.x.ts']) {
    writeFileSync(join(folder, name), 'not generated');
  }
  symlinkSync('nowhere', join(folder, 'adopted-3.ts'));
  const files = readAdoptedFiles(folder, 'ts');
  expect(files.map(({ name, number }) => [name, number])).toEqual([
    ['adopted.ts', 1],
    ['adopted-2.ts', 2],
    ['adopted-10.ts', 10],
  ]);
  expect(readAdoptedFiles(join(folder, 'nowhere'), 'ts')).toEqual([]);
});

test('a renamed file still counts, as an edited one', () => {
  const folder = temporaryFolder();
  for (const name of ['adopted-2.ts', 'keys.ts', '.hidden.ts']) writeFileSync(join(folder, name), generated);
  mkdirSync(join(folder, 'folder.ts'));
  expect(readAdoptedFiles(folder, 'ts').map(({ name, number, isEdited }) => [name, number, isEdited])).toEqual([
    ['keys.ts', 0, true],
    ['adopted-2.ts', 2, false],
  ]);
});

test.each(['adopted.ts', 'adopted-2.ts'])('refuses %s without a valid header', (name) => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, generated.replace('sha256:', 'sha256 '));
  expect(() => readAdoptedFiles(dirname(path), 'ts')).toThrow(
    `"${path}" has no valid "aiven-byok adopt" header, so it was not changed.`,
  );
});
