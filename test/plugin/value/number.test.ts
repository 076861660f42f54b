import * as fc from 'fast-check';
import { formatNumber, parseNumber } from '../../../src/plugin/value/number';
import { Decimal } from '../../../src/plugin/value/value';

test.each([
  ['0', 0],
  ['-0', 0],
  ['1.0', 1],
  ['0.1', 0.1],
  ['-2.50', -2.5],
  ['1e3', 1000],
  ['15E-1', 1.5],
  ['9007199254740991', 9007199254740991],
  ['9007199254740993', 9007199254740993n],
  ['-18446744073709551616', -18446744073709551616n],
  ['1e22', 10000000000000000000000n],
  ['5e-324', 5e-324],
])('%s becomes the plainest value that holds it exactly', (text, value) => {
  expect(parseNumber(text)).toBe(value);
});

test.each([
  ['0.123456789012345678901234567890', '0.12345678901234567890123456789'],
  ['1234567890123456789012.5', '1234567890123456789012.5'],
  ['9007199254740991.5', '9007199254740991.5'],
  ['-1e-400', `-0.${'0'.repeat(399)}1`],
  ['1e999999999', '1e999999999'],
  ['1e-999999999', '1e-999999999'],
])('%s stays a decimal, in one form', (text, canonical) => {
  expect(parseNumber(text)).toEqual(new Decimal(canonical));
});

test.each(['', 'x', '1x', '.', 'e5', '1e', '0x10', 'NaN', 'Infinity', ' 1', '1_000', '--1'])(
  '%j is no number',
  (text) => {
    expect(parseNumber(text)).toBeUndefined();
  },
);

test('every number survives a round trip through text', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const parsed = parseNumber(formatNumber(value) as string);
      expect(Number(String(parsed))).toBe(value === 0 ? 0 : value);
    }),
  );
  fc.assert(
    fc.property(fc.bigInt(), (value) => {
      expect(BigInt(String(parseNumber(formatNumber(value) as string)))).toBe(value);
    }),
  );
});

test('a long run of digits takes no longer than its length', () => {
  const zeros = '0'.repeat(200_000);
  expect(parseNumber(`1${zeros}1.${zeros}1${zeros}`)).toBeInstanceOf(Decimal);
});

test('formats nothing for a value that is not a number', () => {
  expect(formatNumber(Number.NaN)).toBeUndefined();
  expect(formatNumber(new Decimal('1.2.3'))).toBeUndefined();
});
