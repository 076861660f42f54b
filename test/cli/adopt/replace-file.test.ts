import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../../src/cli/adopt';
import { temporaryFolder } from '../../support/temporary';

const read = (path: string) => readFileSync(path, 'utf8');

test('a link stays one: what it leads to is written, with the mode that it has', () => {
  const folder = temporaryFolder();
  const [link, target] = [join(folder, 'adopted.ts'), join(folder, 'real.ts')];
  writeFileSync(target, 'old');
  chmodSync(target, 0o640);
  symlinkSync('real.ts', link);
  replaceFile(link, 'new', 'old');
  expect([read(target), statSync(target).mode & 0o777]).toEqual(['new', 0o640]);
  expect(readdirSync(folder, { withFileTypes: true }).map((entry) => entry.isSymbolicLink())).toEqual([true, false]);
});

test('a link that leads to nothing yet is followed too', () => {
  const folder = temporaryFolder();
  symlinkSync('real.ts', join(folder, 'adopted.ts'));
  replaceFile(join(folder, 'adopted.ts'), 'new', undefined);
  expect(read(join(folder, 'real.ts'))).toBe('new');
});

test.each([
  ['was changed', 'old', 'somebody else'],
  ['came', undefined, 'somebody else'],
  ['went', 'old', undefined],
])('a file that %s meanwhile stays as it is', (_, before, now) => {
  const folder = temporaryFolder();
  const path = join(folder, 'adopted.ts');
  if (now !== undefined) writeFileSync(path, now);
  expect(() => replaceFile(path, 'new', before)).toThrow('was changed while this command ran');
  expect(readdirSync(folder).map((name) => read(join(folder, name)))).toEqual(now === undefined ? [] : [now]);
});

test('while another run writes, nothing is written; what a killed one left is in nobody\u2019s way', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'adopted.ts');
  const beside = `${path}.new`;
  writeFileSync(beside, 'of the other run');
  expect(() => replaceFile(path, 'new', undefined)).toThrow('is written by another run');
  expect(read(beside)).toBe('of the other run');
  utimesSync(beside, 1, 1);
  replaceFile(path, 'new', undefined);
  expect(readdirSync(folder)).toEqual(['adopted.ts']);
});
