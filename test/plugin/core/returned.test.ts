import { Decimal, Dynamic, type Schema, unknown, type Value } from '../../../src/plugin';
import { checkApplied, checkKnown, completeReturned } from '../../../src/plugin/core/returned';

const schema = {
  attributes: {
    text: { type: 'string', optional: true, computed: true, semanticEquals: (a, b) => a.trim() === b.trim() },
    count: { type: 'number', optional: true, computed: true },
    secret: { type: 'string', optional: true, computed: true, sensitive: true },
    once: { type: 'string', optional: true, writeOnly: true },
    list: { type: ['list', 'string'], optional: true, computed: true },
    set: { type: ['set', 'string'], optional: true, computed: true },
    map: { type: ['map', 'number'], optional: true, computed: true },
    object: { type: ['object', { a: 'string', b: ['set', 'number'] }], optional: true, computed: true },
    any: { type: 'dynamic', optional: true, computed: true },
    hidden: {
      computed: true,
      sensitive: true,
      nested: { nesting: 'single', attributes: { a: { type: 'string', computed: true } } },
    },
    nodes: {
      optional: true,
      computed: true,
      nested: {
        nesting: 'list',
        attributes: {
          name: { type: 'string', required: true },
          key: { type: 'string', computed: true, sensitive: true },
        },
      },
    },
    rules: {
      optional: true,
      computed: true,
      nested: {
        nesting: 'set',
        attributes: { port: { type: 'number', required: true }, id: { type: 'string', computed: true } },
      },
    },
  },
  blocks: {
    one: { nesting: 'single', attributes: { a: { type: 'string', optional: true } } },
    tag: { nesting: 'list', attributes: { a: { type: 'string', optional: true } } },
  },
} as const satisfies Schema;

const empty = completeReturned(schema, {}, null);
/** A value inside so many lists. */
const nest = (levels: number): Value => (levels === 0 ? 'x' : [nest(levels - 1)]);
const state = (part: { [name: string]: Value }) => ({ ...empty, ...part });

describe('a returned state', () => {
  test('is completed with null, and with empty lists of blocks', () => {
    expect(empty).toMatchObject({ text: null, nodes: null, one: null, tag: [] });
  });

  test('is completed with the prior state, in nested objects too', () => {
    const before = state({ text: 'a', count: 1, nodes: [{ name: 'n', key: 'k' }] });
    expect(completeReturned(schema, { count: 2, nodes: [{ name: 'm' }, { name: 'o' }] }, before)).toMatchObject({
      text: 'a',
      count: 2,
      nodes: [
        { name: 'm', key: 'k' },
        { name: 'o', key: null },
      ],
    });
  });

  test('treats undefined as missing', () => {
    expect(completeReturned(schema, { text: undefined }, state({ text: 'a' }))).toMatchObject({ text: 'a' });
  });

  test('keeps the prior value when the new one is semantically equal', () => {
    expect(completeReturned(schema, { text: 'a ' }, state({ text: ' a' }))).toMatchObject({ text: ' a' });
    expect(completeReturned(schema, { text: 'b ' }, state({ text: ' a' }))).toMatchObject({ text: 'b ' });
  });

  test('has null for write-only attributes', () => {
    expect(completeReturned(schema, { once: 'x' }, null)).toMatchObject({ once: null });
  });

  test('gives bare dynamic values their type', () => {
    const { any } = completeReturned(schema, { any: { a: [1, 'x'] } }, null);
    expect(any).toEqual(new Dynamic(['object', { a: ['tuple', ['number', 'string']] }], { a: [1, 'x'] }));
  });

  test.each([
    ['a string', 'text', 'The value: expected an object, got a string'],
    ['an object with an unknown attribute', { nome: 1 }, 'Attribute nome: the schema has no such attribute'],
    ['a number for a string', { text: 1 }, 'Attribute text: expected a string, got a number'],
    ['NaN', { count: Number.NaN }, 'Attribute count: expected a number, got NaN'],
    [
      'a malformed decimal',
      { count: new Decimal('1.2.3') },
      'Attribute count: expected a number, got a malformed number',
    ],
    ['a lone surrogate', { text: '\ud800' }, 'Attribute text: the string is not valid Unicode'],
    ['a lone surrogate in a key', { map: { '\udc00': 1 } }, 'Attribute map: a key is not valid Unicode'],
    [
      'a dynamic value that is nested too deeply',
      { any: nest(300) },
      'Attribute any: the value is nested more than 200 levels deep',
    ],
    ['a list for a map', { map: [] }, 'Attribute map: expected a map, got a list'],
    ['a wrong element', { list: ['a', 1] }, 'Attribute list[1]: expected a string, got a number'],
    ['a wrong value of a map', { map: { k: true } }, 'Attribute map.k: expected a number, got a bool'],
    [
      'a wrong attribute of an object',
      { object: { a: 'x', c: 1 } },
      'Attribute object.c: the type has no such attribute',
    ],
    [
      'a wrong attribute in a nested object',
      { nodes: [{ name: [] }] },
      'Attribute nodes[0].name: expected a string, got a list',
    ],
    ['a list for a single block', { one: [] }, 'Attribute one: expected an object, got a list'],
    ['a date', { text: new Date(0) }, 'Attribute text: expected a string, got an object'],
  ])('that contains %s is rejected with the attribute', (_, returned, detail) => {
    expect(() => completeReturned(schema, returned, null)).toThrow(detail);
  });
});

describe('an applied state', () => {
  const problems = (planned: { [name: string]: Value }, applied: { [name: string]: Value }) =>
    checkApplied(schema, state(planned), state(applied), 'create').map(({ detail }) =>
      detail.replace(/^After the create, attribute /, '').replace(/\. Either .*/, ''),
    );

  const fitting: [string, { [name: string]: Value }, { [name: string]: Value }][] = [
    ['what is the same', { text: 'a', count: 1 }, { text: 'a', count: 1 }],
    ['anything for what was unknown', { text: unknown, nodes: unknown }, { text: 'x', nodes: [] }],
    ['a number in another representation', { count: 1 }, { count: 1n }],
    ['a decimal in another spelling', { count: new Decimal('0.10') }, { count: 0.1 }],
    ['a set in another order', { set: ['a', 'b'] }, { set: ['b', 'a'] }],
    [
      'unknown parts of collections',
      { list: ['a', unknown], map: { k: unknown } },
      { list: ['a', 'b'], map: { k: 1 } },
    ],
    ['unknown parts of objects', { nodes: [{ name: 'a', key: unknown }] }, { nodes: [{ name: 'a', key: 'k' }] }],
    [
      'unknown parts of a set',
      {
        rules: [
          { port: 1, id: unknown },
          { port: 2, id: 'x' },
        ],
      },
      {
        rules: [
          { port: 2, id: 'x' },
          { port: 1, id: 'y' },
        ],
      },
    ],
    [
      'unknown parts of a dynamic value',
      { any: new Dynamic(['tuple', ['dynamic', 'string']], [unknown, 'a']) },
      { any: new Dynamic(['tuple', ['number', 'string']], [1, 'a']) },
    ],
    ['a set inside an object', { object: { a: 'x', b: [1, 2] } }, { object: { a: 'x', b: [2, 1] } }],
  ];
  test.each(fitting)('may have %s', (_, planned, applied) => {
    expect(problems(planned, applied)).toEqual([]);
  });

  const differing: [string, { [name: string]: Value }, { [name: string]: Value }, string[]][] = [
    ['another text', { text: 'a' }, { text: 'b' }, ['text is "b", but was planned as "a"']],
    ['null for a text', { text: 'a' }, { text: null }, ['text is null, but was planned as "a"']],
    ['a text for null', { text: null }, { text: 'a' }, ['text is "a", but was planned as null']],
    [
      'a sensitive value, unseen',
      { secret: 'hunter2' },
      { secret: 'hunter3' },
      ['secret differs from the plan (sensitive values)'],
    ],
    [
      'a sensitive value deep down, unseen',
      { nodes: [{ name: 'a', key: 'hunter2' }] },
      { nodes: [{ name: 'a', key: 'hunter3' }] },
      ['nodes[0].key differs from the plan (sensitive values)'],
    ],
    [
      'anything in a sensitive object, unseen',
      { hidden: { a: 'hunter2' } },
      { hidden: { a: 'hunter3' } },
      ['hidden.a differs from the plan (sensitive values)'],
    ],
    ['an element', { list: ['a', 'b'] }, { list: ['a', 'c'] }, ['list[1] is "c", but was planned as "b"']],
    [
      'an element more',
      { list: ['a'] },
      { list: ['a', 'b'] },
      ['list is a collection of 2 elements, but was planned as a collection of 1 element'],
    ],
    ['a key more', { map: { a: 1 } }, { map: { a: 1, b: 2 } }, ['map.b is 2, but was planned as null']],
    [
      'an element of a set',
      { set: ['a'] },
      { set: ['b'] },
      ['set is a collection of 1 element, but was planned as a collection of 1 element'],
    ],
    [
      'an element of a set with unknown parts',
      { rules: [{ port: 1, id: unknown }] },
      { rules: [{ port: 2, id: 'x' }] },
      ['rules is a collection of 1 element, but was planned as a collection of 1 element'],
    ],
    ['a block', { one: { a: 'x' } }, { one: null }, ['one is null, but was planned as another object']],
    [
      'an attribute of a block',
      { tag: [{ a: 'x' }] },
      { tag: [{ a: 'y' }] },
      ['tag[0].a is "y", but was planned as "x"'],
    ],
    ['several', { text: 'a', count: 1 }, { text: 'b', count: 2 }, [expect.anything(), expect.anything()] as string[]],
  ];
  test.each(differing)('may not have %s', (_, planned, applied, expected) => {
    expect(problems(planned, applied)).toEqual(expected);
  });

  test('may have nothing unknown, at any depth', () => {
    const left = { text: unknown, list: [unknown], nodes: [{ name: 'a', key: unknown }], tag: [{ a: unknown }] };
    expect(checkKnown(schema, state(left), 'update').map(({ path }) => path)).toEqual([
      ['text'],
      ['list'],
      ['nodes', 0, 'key'],
      ['tag', 0, 'a'],
    ]);
    expect(checkKnown(schema, empty, 'update')).toEqual([]);
  });
});
