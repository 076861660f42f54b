/** Values in messages. */

import { listBounded, quote, quoteList } from '../../src/support/quote';

test('puts a value in double quotes', () => {
  expect(quote('orders')).toBe('"orders"');
});

test('escapes quotes and control characters', () => {
  expect(quote('a"b\n\u001b')).toBe('"a\\"b\\n\\u001b"');
});

test('cuts off text past 160 characters', () => {
  expect(quote('x'.repeat(160))).toBe(`"${'x'.repeat(160)}"`);
  expect(quote('x'.repeat(161))).toBe(`"${'x'.repeat(160)}…"`);
});

test('quotes each value of a list', () => {
  expect(quoteList(['a', 'b"'])).toBe('"a", "b\\""');
});

test('lists the first items and counts the others', () => {
  expect(listBounded(['a', 'b'])).toBe('a, b');
  expect(listBounded(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
});
