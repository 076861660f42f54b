import fc from 'fast-check';
import { formatFile, type ManifestEntry, parseFile } from '../../../src/cli/adopt/manifest';
import { hostileText } from './hostile';

const entries: ManifestEntry[] = [
  { type: 'aiven_cmk', project: 'acme-prod', id: '1b671a64-40d5-491e-99b0-da01ff1f3341', name: 'orders' },
  { type: 'aiven_pg', project: 'acme-prod', id: 'orders', name: 'orders', key: '1b671a64-40d5-491e-99b0-da01ff1f3341' },
  { type: 'aiven_pg', project: 'acme-prod', id: 'old', name: 'old', isRemoved: true },
];
const file = formatFile('#', '# Introduction\n', { entries, providerName: 'byok' }, 'locals {}\n');

test('the header lists one object per line', () => {
  expect(file.replace(/[0-9a-f]{64}/, 'CHECKSUM')).toBe(`# Introduction
# aiven-byok adopt sha256:CHECKSUM
# provider-name byok
# aiven_cmk acme-prod 1b671a64-40d5-491e-99b0-da01ff1f3341 orders
# aiven_pg acme-prod orders orders 1b671a64-40d5-491e-99b0-da01ff1f3341
# aiven_pg acme-prod old old removed

locals {}
`);
});

test('a file is read back as it was written', () => {
  expect(parseFile(file)).toEqual({ entries, providerName: 'byok', isEdited: false });
});

test('CRLF line endings and a byte order mark from Git or an editor: only the first is no edit', () => {
  expect(parseFile(file.replaceAll('\n', '\r\n'))).toEqual({ entries, providerName: 'byok', isEdited: false });
  expect(parseFile(`\ufeff${file}`)?.isEdited).toBe(true);
});

test.each([
  ['code', 'locals', 'output'],
  ['the introduction', 'Introduction', 'Mine'],
  ['the manifest', '# aiven_pg acme-prod old old removed\n', ''],
  ['the checksum', 'sha256:', `sha256:${'0'.repeat(64)}`],
  ['the end', '{}\n', '{}'],
])('a change of %s makes the file edited', (_, from, to) => {
  const text = file.replace(from, to).replace(/(0{64})[0-9a-f]{64}/, '$1');
  expect(text).not.toBe(file);
  expect(parseFile(text)?.isEdited).toBe(true);
});

test.each([
  ['has no header', 'locals {}\n'],
  ['is empty', ''],
  ['lost its checksum', file.replace(/sha256:.*/, '')],
  ['has a manifest line with too few words', file.replace(' acme-prod 1b671a64-40d5-491e-99b0-da01ff1f3341', '')],
  ['has a manifest line with too many words', file.replace('removed', 'removed and more')],
])('a file that %s is not ours', (_, text) => {
  expect(parseFile(text)).toBeUndefined();
});

test('no name breaks out of the header', () => {
  const word = hostileText.filter((text) => text !== '');
  fc.assert(
    fc.property(word, word, word, (project, id, name) => {
      const entry = { type: 'aiven_pg', project, id, name };
      const text = formatFile('//', '', { entries: [entry] }, 'code\n');
      expect(text).toMatch(
        /^\/\/ aiven-byok adopt sha256:[0-9a-f]{64}\n\/\/ [\x21-\x7e]+( [\x21-\x7e]+){3}\n\ncode\n$/,
      );
      const plain = (value: string) => Buffer.from(value).toString();
      const expected = { ...entry, project: plain(project), id: plain(id), name: plain(name) };
      expect(parseFile(text)).toEqual({ entries: [expected], isEdited: false });
    }),
  );
});
