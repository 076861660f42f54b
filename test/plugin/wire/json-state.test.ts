import { Decimal, Dynamic, type Type } from '../../../src/plugin/value/value';
import { decodeJsonState } from '../../../src/plugin/wire/json-state';
import { ValueError } from '../../../src/plugin/wire/status';

const decode = (type: Type, json: string) => decodeJsonState(type, Buffer.from(json));

test('numbers keep every digit at any depth', () => {
  const type: Type = ['object', { a: 'number', b: ['list', 'number'], c: 'number' }];
  expect(decode(type, '{"a":9007199254740993,"b":[0.1,-1.5e3,0.123456789012345678901234567891],"c": 12 }')).toEqual({
    a: 9007199254740993n,
    b: [0.1, -1500, new Decimal('0.123456789012345678901234567891')],
    c: 12,
  });
});

test('digits inside strings are not numbers, whatever stands before them', () => {
  const type: Type = ['map', 'string'];
  const state = { 'a 12': 'x "13" \\', '14': '\\" 15', c: '16\\', d: 'ü 17 "' };
  expect(decode(type, JSON.stringify(state, null, 2))).toEqual(state);
});

test('attributes of another schema are dropped, missing ones are null', () => {
  expect(decode(['object', { a: 'string', b: 'bool' }], '{"a":"x","gone":{"deep":[1]}}')).toEqual({ a: 'x', b: null });
});

test('a dynamic value stands there with its type', () => {
  const type: Type = ['object', { d: 'dynamic', e: 'dynamic' }];
  expect(decode(type, '{"d":{"type":["tuple",["number","string"]],"value":[1e30,"x"]},"e":null}')).toEqual({
    d: new Dynamic(['tuple', ['number', 'string']], [10n ** 30n, 'x']),
    e: null,
  });
});

test('a number in a string serves as a number, and a number as a string, as in Terraform', () => {
  expect(decode(['object', { a: 'number', b: 'string' }], '{"a":"12.5","b":12.50}')).toEqual({ a: 12.5, b: '12.50' });
});

test('a key named __proto__ is a key like any other', () => {
  const map = decode(['map', 'string'], '{"__proto__":"x"}') as object;
  expect(Object.entries(map)).toEqual([['__proto__', 'x']]);
});

test('a string of many megabytes with escapes is read', () => {
  const text = '"\\'.repeat(1_000_000);
  expect(decode(['object', { a: 'string', n: 'number' }], JSON.stringify({ a: text, n: 1 }))).toEqual({
    a: text,
    n: 1,
  });
});

test.each(['', '{', '{"a":}', '{"a":1e}', '[1,2', '"abc', '{"a": 01}', '\u0000'])(
  '%j is refused without being quoted',
  (json) => {
    expect(() => decode(['object', { a: 'number' }], json)).toThrow(new ValueError([], 'the state is not valid JSON.'));
  },
);

test('invalid UTF-8 is refused', () => {
  expect(() => decodeJsonState('string', Buffer.from([0x22, 0xc3, 0x28, 0x22]))).toThrow('not valid UTF-8');
});

test('a value of another type is refused with its place', () => {
  expect(() => decode(['object', { a: ['list', 'bool'] }], '{"a":[true,"x"]}')).toThrow(
    'a[1]: expected true or false.',
  );
});
