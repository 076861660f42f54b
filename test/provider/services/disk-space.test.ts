import {
  checkDiskSpace,
  formatDiskSpace,
  parseDiskSpace,
  sameDiskSpace,
} from '../../../src/provider/services/disk-space';

test.each([
  ['80GiB', 81_920],
  ['80 GB', 81_920],
  ['80g', 81_920],
  ['1.5TiB', 1_572_864],
  ['512MiB', 512],
  ['0GiB', 0],
  ['80', undefined],
  ['0.3MiB', undefined],
  ['-1GiB', undefined],
  ['', undefined],
])('%j is %s MiB', (text, size) => {
  expect(parseDiskSpace(text)).toBe(size);
});

test('formats whole GiB as GiB, and parses the result to the same size', () => {
  expect([81_920, 512, 1536].map(formatDiskSpace)).toEqual(['80GiB', '512MiB', '1536MiB']);
  for (const size of [0, 1, 1023, 1024, 1536, 1_572_864]) expect(parseDiskSpace(formatDiskSpace(size))).toBe(size);
});

test('two spellings of one size are equal, and an invalid size equals only itself', () => {
  expect(sameDiskSpace('80GiB', '81920MiB')).toBe(true);
  expect(sameDiskSpace('80GiB', '81GiB')).toBe(false);
  expect(sameDiskSpace('', '')).toBe(true);
  expect(sameDiskSpace('', 'much')).toBe(false);
});

test('rejects an invalid size with the value and the expected form, and accepts an unset one', () => {
  expect(checkDiskSpace('much')).toBe(
    '"much" is not a disk size; expected a number and MiB, GiB or TiB, such as "80GiB".',
  );
  expect(checkDiskSpace('')).toBeUndefined();
});
