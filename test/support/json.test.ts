/** Parsing and formatting JSON without rounding numbers. */

import { ExactNumber, parseJson, stringifyJson } from '../../src/support/json';

test.each([
  '{"a":9223372036854775807,"b":[-18446744073709551616]}',
  '{"a":0.1234567890123456789,"b":{"c":-12345678901234567890.5}}',
  '[1e400,1E5,-1e-400]',
  '{"a":[1,-2.5,"x",true,null,{}],"b":"12345678901234567890","c":"\\"\\u00e9,1234567890123456789"}',
])('keeps every digit and every other value: %s', (text) => {
  expect(stringifyJson(parseJson(text))).toBe(text.replace('\\u00e9', 'é'));
});

test('numbers that JavaScript represents are numbers, before and after a large number', () => {
  expect(parseJson('{"a":9007199254740993,"b":1.5,"c":[-7]}')).toEqual({
    a: new ExactNumber('9007199254740993'),
    b: 1.5,
    c: [-7],
  });
  expect(parseJson('{"a": 999999999999999, "b": 0.25}')).toEqual({ a: 999999999999999, b: 0.25 });
});

test('formats bigints and exact numbers as numbers, with indentation, and drops undefined', () => {
  const value = { a: 2n ** 64n, b: [new ExactNumber('1e999')], c: undefined };
  expect(stringifyJson(value)).toBe('{"a":18446744073709551616,"b":[1e999]}');
  expect(stringifyJson({ a: 1n }, 2)).toBe('{\n  "a": 1\n}');
});

test.each(['{', '[9223372036854775807', '{"a":1e}', '{"a":01234567890123456}'])('rejects %s', (text) => {
  expect(() => parseJson(text)).toThrow();
});
