/** Keys that an object has twice. */

import { parseUniqueJson } from '../../src/support/json-keys';

test.each([
  '{"a": {"a": [{"a": 1}, {"a": 2}]}, "b": "\\"a\\": {"}',
  '["a", "a", {"": 1, " ": 2}]',
  '{"a\\\\": 1, "a": ":"}',
  '1',
])('parses a JSON text without such keys: %s', (text) => {
  expect(parseUniqueJson(text)).toEqual(JSON.parse(text));
});

test.each([
  ['{"Effect": "Deny", "Effect": "Allow"}', 'Effect'],
  ['{"a": [{"b": {}, "b"  : {}}]}', 'b'],
  ['{"Action": 1, "\\u0041ction": 2}', 'Action'],
  ['{"__proto__": 1, "__proto__": 2}', '__proto__'],
])('names a key that an object has twice: %s', (text, key) => {
  expect(() => parseUniqueJson(text)).toThrow(`has the key "${key}" twice in one object`);
});

test('throws a SyntaxError for what is not JSON', () => {
  expect(() => parseUniqueJson('{"a": 1')).toThrow(SyntaxError);
});
