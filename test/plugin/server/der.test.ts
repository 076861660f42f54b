import { bitString, element, integer, objectIdentifier, time, utf8String } from '../../../src/plugin/server/der';

const hex = (bytes: Buffer) => bytes.toString('hex');

test.each([
  ['00', '020100'],
  ['0000', '020100'],
  ['7f', '02017f'],
  ['80', '02020080'],
  ['000080', '02020080'],
  ['00017f', '0202017f'],
])('the number %s is written in its shortest positive form', (bytes, encoded) => {
  expect(hex(integer(Buffer.from(bytes, 'hex')))).toBe(encoded);
});

test.each([
  [0, '0400'],
  [127, '047f'],
  [128, '048180'],
  [300, '0482012c'],
])('a length of %d is encoded in as few bytes as possible', (length, head) => {
  expect(hex(element(4, Buffer.alloc(length)))).toBe(head + '00'.repeat(length));
});

test('encodes identifiers, strings and times as in X.690', () => {
  expect(hex(objectIdentifier('1.2.840.10045.4.3.2'))).toBe('06082a8648ce3d040302');
  expect(hex(utf8String('a'))).toBe('0c0161');
  expect(hex(bitString(Buffer.from([0x84]), 2))).toBe('03020284');
  expect(time(new Date('2049-12-31T23:59:59.999Z')).subarray(2).toString()).toBe('491231235959Z');
  expect(time(new Date('2050-01-01T00:00:00Z')).subarray(2).toString()).toBe('20500101000000Z');
});
