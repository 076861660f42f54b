import { Encoder } from '@msgpack/msgpack';
import * as fc from 'fast-check';
import { Decimal, Dynamic, type Type, unknown, type Value } from '../../../src/plugin/value/value';
import { decodeValue, encodeValue } from '../../../src/plugin/wire/msgpack';
import { Code, ValueError } from '../../../src/plugin/wire/status';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const pack = (tree: unknown) => new Encoder({ useBigInt64: true, maxDepth: 100_000 }).encode(tree);
const trip = (type: Type, value: Value) => decodeValue(type, encodeValue(type, value));

function failure(run: () => unknown): ValueError {
  try {
    run();
  } catch (error) {
    if (error instanceof ValueError) return error;
    throw error;
  }
  throw new Error('The value was accepted.');
}

describe('unknown values', () => {
  test.each([
    ['plain', 'd4 00 00'],
    ['not null, with a prefix', 'c7 09 0c 82 01 c2 02 a4 7072652d'],
    ['not null', 'c7 03 0c 81 01 c2'],
    ['of an unknown extension', 'd5 63 0000'],
    ['of a negative extension', 'd6 ff 00000000'],
  ])('are decoded: %s', (_, bytes) => {
    expect(decodeValue('string', hex(bytes))).toBe(unknown);
    expect(decodeValue(['object', { a: ['list', 'number'] }], Buffer.concat([hex('81 a1 61'), hex(bytes)]))).toEqual({
      a: unknown,
    });
  });

  test('are encoded without refinement, at any depth', () => {
    expect(encodeValue('number', unknown)).toEqual(new Uint8Array(hex('d4 00 00')));
    expect(trip(['list', ['map', 'string']], [{ a: unknown }, unknown])).toEqual([{ a: unknown }, unknown]);
    expect(trip('dynamic', unknown)).toBe(unknown);
  });
});

describe('numbers', () => {
  test.each([0, -1, 2 ** 53 - 1, 0.1, -1.5e-7, 2n ** 53n + 1n, 2n ** 64n - 1n, -(2n ** 63n), 10n ** 30n, Infinity])(
    '%s survives',
    (value) => {
      expect(trip('number', value)).toBe(value);
    },
  );

  test('a decimal of thirty digits survives', () => {
    const decimal = new Decimal('0.123456789012345678901234567891');
    expect(trip('number', decimal)).toEqual(decimal);
  });

  test('a decimal is decoded from text', () => {
    expect(decodeValue('number', pack('0.1'))).toBe(0.1);
    expect(decodeValue('number', pack(9007199254740993n))).toBe(9007199254740993n);
    expect(decodeValue('number', hex('cb 4340000000000001'))).toBe(9007199254740994n);
  });

  test('a fraction is encoded as decimal text, which keeps the number that the user wrote', () => {
    expect(encodeValue('number', 0.1)).toEqual(pack('0.1'));
    expect(encodeValue('number', 1e30)).toEqual(pack(`1${'0'.repeat(30)}`));
    expect(encodeValue('number', new Decimal('1.50'))).toEqual(pack('1.5'));
  });
});

describe('objects', () => {
  const type: Type = [
    'object',
    { name: 'string', rules: ['list', ['object', { port: 'number' }]], tags: ['map', 'bool'] },
  ];

  test('have null for a missing attribute', () => {
    expect(trip(type, { name: 'a', rules: [{}] })).toEqual({ name: 'a', rules: [{ port: null }], tags: null });
  });

  test.each([
    [{ name: 5 }, ['name'], 'name: expected a string in valid UTF-8.'],
    [{ rules: [{ port: 1 }, { port: 'x' }] }, ['rules', 1, 'port'], 'rules[1].port: expected a number.'],
    [{ tags: { 'a b': 1 } }, ['tags', 'a b'], 'tags["a b"]: expected true or false.'],
    [{ rules: [{ prot: 1 }] }, ['rules', 0, 'prot'], 'rules[0].prot: the type has no such attribute.'],
    [{ rules: 'x' }, ['rules'], 'rules: expected a list.'],
    [{ tags: [] }, ['tags'], 'tags: expected an object or a map.'],
  ])('that do not fit their type are rejected with the path: %j', (tree, path, message) => {
    const error = failure(() => decodeValue(type, pack(tree)));
    expect(error).toMatchObject({ path, message, code: Code.invalidArgument });
  });
});

describe('sets', () => {
  test('lose equal elements', () => {
    expect(trip(['set', 'string'], ['b', 'a', 'b'])).toEqual(['b', 'a']);
    expect(trip(['set', 'number'], [1, 1n, new Decimal('1.0'), 2n ** 70n, 2n ** 70n])).toEqual([1, 2n ** 70n]);
    expect(trip(['set', ['object', { a: 'string', b: 'string' }]], [{ a: 'x' }, { b: null, a: 'x' }])).toHaveLength(1);
  });

  test('keep every unknown element', () => {
    expect(trip(['set', 'string'], [unknown, unknown])).toEqual([unknown, unknown]);
  });
});

describe('dynamic values', () => {
  test('keep their type', () => {
    const value = new Dynamic(['map', 'number'], { a: 1 });
    expect(trip('dynamic', value)).toEqual(value);
    expect(trip('dynamic', new Dynamic('string', null))).toEqual(new Dynamic('string', null));
    expect(trip('dynamic', new Dynamic('bool', unknown))).toEqual(new Dynamic('bool', unknown));
  });

  test('are an array of the JSON type in bytes, and the value', () => {
    expect(encodeValue('dynamic', 'x')).toEqual(pack([Buffer.from('"string"'), 'x']));
    expect(encodeValue('dynamic', null)).toEqual(new Uint8Array([0xc0]));
  });

  test('get the type of the same literal when they have none', () => {
    expect(trip('dynamic', { a: [1, 'x', null], b: { c: true } })).toEqual(
      new Dynamic(['object', { a: ['tuple', ['number', 'string', 'dynamic']], b: ['object', { c: 'bool' }] }], {
        a: [1, 'x', null],
        b: { c: true },
      }),
    );
  });

  test.each(['"what"', '["list"]', '["object",["a"]]', '{', '["tuple",["nope"]]', '["list","string","x"]'])(
    'with the malformed type %s are rejected',
    (type) => {
      const error = failure(() => decodeValue('dynamic', pack([Buffer.from(type), 'x'])));
      expect(error.message).toMatch(/together with its type/);
    },
  );
});

test('a key named __proto__ is a key like any other', () => {
  const value = JSON.parse('{"__proto__": "x", "a": "y"}');
  for (const type of [
    ['map', 'string'],
    ['object', JSON.parse('{"__proto__": "string", "a": "string"}')],
  ] as Type[]) {
    expect(Object.entries(decodeValue(type, encodeValue(type, value)) as object).sort()).toEqual([
      ['__proto__', 'x'],
      ['a', 'y'],
    ]);
  }
  const dynamic = decodeValue('dynamic', encodeValue('dynamic', value)) as Dynamic;
  expect(JSON.stringify(dynamic.value)).toBe('{"__proto__":"x","a":"y"}');
});

describe('malformed msgpack', () => {
  test.each([
    ['nothing', '', 'string'],
    ['a truncated string', 'a5 61', 'string'],
    ['bytes after a string', 'a1 61 00', 'string'],
    ['an array that announces four billion elements', 'dd ffffffff', ['list', 'string']],
    ['a map that announces four billion keys', 'df ffffffff', ['map', 'string']],
    ['a string that announces four gigabytes', 'db ffffffff', 'string'],
    ['an unassigned byte', 'c1', 'string'],
    ['invalid UTF-8', 'a2 c328', 'string'],
    ['a key in invalid UTF-8', '81 a2 c328 c0', ['map', 'string']],
    ['a key that is not a string', '81 01 c0', ['map', 'string']],
    ['text that is not a number', 'a1 78', 'number'],
    ['a list for an object', '90', ['object', {}]],
    ['an attribute that the type does not have', '81 a1 61 c0', ['object', {}]],
    ['a tuple of another length', '91 c0', ['tuple', []]],
    ['a number for a bool', '01', 'bool'],
  ])('is rejected: %s', (_, bytes, type) => {
    expect(failure(() => decodeValue(type as Type, hex(bytes))).code).toBe(Code.invalidArgument);
  });

  test('is rejected when it is nested too deeply', () => {
    const bytes = Buffer.concat([Buffer.alloc(100_000, 0x91), hex('c0')]);
    let type: Type = 'string';
    for (let level = 0; level < 1000; level++) type = ['list', type];
    expect(failure(() => decodeValue(type, bytes)).message).toMatch(/200 levels/);
    expect(failure(() => decodeValue('dynamic', bytes)).message).toMatch(/together with its type/);
  });

  test('is decoded or rejected with a ValueError: random bytes', () => {
    const type: Type = ['object', { a: ['list', 'dynamic'], b: ['map', 'number'], c: ['set', 'string'] }];
    const start = encodeValue(type, { a: [1, 'x', unknown], b: { k: 1.5 }, c: ['y'] });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(start.length - 1), fc.nat(255)), { maxLength: 5 }),
        fc.nat(),
        (flips, cut) => {
          const bytes = Buffer.from(start);
          for (const [index, byte] of flips) bytes[index] = byte;
          try {
            decodeValue(type, bytes.subarray(0, bytes.length - (cut % 3)));
          } catch (error) {
            expect(error).toBeInstanceOf(ValueError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('any value of any type', () => {
  const { type: anyType } = fc.letrec<{ type: Type }>((tie) => ({
    type: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<Type>('string', 'number', 'bool'),
      tie('type').map((element): Type => ['list', element]),
      tie('type').map((element): Type => ['map', element]),
      fc.array(tie('type'), { maxLength: 3 }).map((elements): Type => ['tuple', elements]),
      fc
        .dictionary(fc.constantFrom('a', 'b', 'c_d', 'ü'), tie('type'), { maxKeys: 3 })
        .map((attributes): Type => ['object', { ...attributes }]),
    ),
  }));
  const scalars = {
    string: fc.string({ unit: 'grapheme' }),
    bool: fc.boolean(),
    number: fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
    ),
    dynamic: fc.constant(null),
  };
  const anyValueOf = (type: Type): fc.Arbitrary<Value> => {
    const known = (): fc.Arbitrary<Value> => {
      if (typeof type === 'string') return scalars[type];
      if (type[0] === 'tuple') return fc.tuple(...type[1].map(anyValueOf));
      if (type[0] === 'object') {
        const attributes = Object.fromEntries(
          Object.entries(type[1]).map(([name, inner]) => [name, anyValueOf(inner)]),
        );
        return fc.record(attributes, { noNullPrototype: true });
      }
      if (type[0] === 'map') {
        const key = fc.oneof(fc.string(), fc.constant('__proto__'));
        return fc.dictionary(key, anyValueOf(type[1]), { maxKeys: 3, noNullPrototype: true });
      }
      return fc.array(anyValueOf(type[1]), { maxLength: 3 });
    };
    return fc.oneof({ weight: 8, arbitrary: known() }, fc.constant(null), fc.constant(unknown));
  };

  test('survives encoding and decoding, also as a dynamic value', () => {
    fc.assert(
      fc.property(
        anyType.chain((type) => anyValueOf(type).map((value) => ({ type, value }))),
        ({ type, value }) => {
          const plain = trip(type, value);
          expect(trip(type, plain)).toEqual(plain);
          // A float beyond 2^53 comes back as the integer that it is.
          if (!JSON.stringify(value, bigFloats)?.includes('big float')) expect(plain).toEqual(value);
          expect(trip('dynamic', new Dynamic(type, value))).toEqual(new Dynamic(type, plain));
        },
      ),
      { numRuns: 300 },
    );
  });
});

function bigFloats(_: string, value: unknown): unknown {
  const isBig = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
  return isBig ? 'big float' : value;
}
