/** Tables of configurations and their diagnostics. */

import { type Schema, timeoutsBlock, unknown, type Value } from '../../../src/plugin';
import { validateConfig } from '../../../src/plugin/core/validate';

const even = (value: unknown) => (Number(value) % 2 === 0 ? undefined : `${value} is odd; expected an even number.`);

const schema = {
  attributes: {
    name: { type: 'string', required: true },
    size: { type: 'number', optional: true, validators: [even] },
    id: { type: 'string', computed: true },
    both: { type: 'string', optional: true, computed: true },
    old: { type: 'string', optional: true, deprecated: 'Use name.' },
    token: {
      type: 'string',
      optional: true,
      sensitive: true,
      validators: [(value) => (value.length < 10 ? `"${value}" is too short.` : undefined)],
    },
    once: { type: 'string', optional: true, writeOnly: true },
    list: {
      type: ['list', 'number'],
      optional: true,
      validators: [(value: Value) => `${(value as Value[]).length} elements`],
    },
    broken: {
      type: 'string',
      optional: true,
      validators: [
        () => {
          throw new Error('a bug');
        },
      ],
    },
    nodes: {
      optional: true,
      nested: {
        nesting: 'list',
        attributes: {
          port: { type: 'number', required: true, validators: [even] },
          id: { type: 'string', computed: true },
        },
      },
    },
    zones: {
      optional: true,
      nested: { nesting: 'map', attributes: { port: { type: 'number', required: true, validators: [even] } } },
    },
    rules: {
      optional: true,
      nested: { nesting: 'set', attributes: { port: { type: 'number', required: true, validators: [even] } } },
    },
  },
  blocks: {
    timeouts: timeoutsBlock(['create']),
    disk: {
      nesting: 'list',
      deprecated: 'Use nodes.',
      attributes: { size: { type: 'number', required: true, validators: [even] } },
    },
  },
} as const satisfies Schema;

const base = { name: 'a', disk: [] };

const check = (config: { [name: string]: Value }, writeOnlyAllowed = true) =>
  validateConfig(schema, config, { writeOnlyAllowed }).list.map(
    ({ severity, summary, detail, path }) => `${severity} ${summary} | ${detail} | ${path?.join('.')}`,
  );

const required = 'error Missing Configuration for Required Attribute';
const readOnly = 'error Invalid Configuration for Read-Only Attribute';

const cases: [string, { [name: string]: Value }, string[]][] = [
  ['nothing against what is right', { ...base, size: 2, both: 'x' }, []],
  ['nothing against what is not known', { ...base, name: unknown, size: unknown, nodes: unknown, disk: unknown }, []],
  ['a required attribute that is missing', { disk: [] }, [`${required} | Set the attribute name. | name`]],
  [
    'a computed attribute that is set, known or not',
    { ...base, id: unknown },
    [`${readOnly} | Remove the attribute id from the configuration: it is read-only. | id`],
  ],
  ['what a validator says', { ...base, size: 3 }, ['error Invalid size | 3 is odd; expected an even number. | size']],
  ['a collection only once all of it is known', { ...base, list: [1, unknown] }, []],
  ['a collection that is known', { ...base, list: [1, 2] }, ['error Invalid list | 2 elements | list']],
  [
    'a sensitive value without the value',
    { ...base, token: 'hunter2' },
    ['error Invalid token | "(sensitive value)" is too short. | token'],
  ],
  ['a deprecated attribute in use', { ...base, old: 'x' }, ['warning Attribute Deprecated | Use name. | old']],
  ['a deprecated block in use', { ...base, disk: [{ size: 2 }] }, ['warning Block Deprecated | Use nodes. | disk']],
  ['a validator that fails itself', { ...base, broken: 'x' }, ['error Failed to check broken | a bug | undefined']],
  [
    'several problems together, at every depth',
    {
      ...base,
      nodes: [{ port: 1 }, { port: null, id: 'x' }],
      zones: { 'a b': { port: 3 } },
      rules: [{ port: 5 }],
      timeouts: { create: 'soon' },
      disk: [{ size: 7 }],
    },
    [
      'error Invalid nodes[0].port | 1 is odd; expected an even number. | nodes.0.port',
      `${required} | Set the attribute nodes[1].port. | nodes.1.port`,
      `${readOnly} | Remove the attribute nodes[1].id from the configuration: it is read-only. | nodes.1.id`,
      'error Invalid zones["a b"].port | 3 is odd; expected an even number. | zones.a b.port',
      'error Invalid rules.port | 5 is odd; expected an even number. | rules.port',
      expect.stringMatching(/^error Invalid timeouts\.create \| "soon" is not a duration/) as unknown as string,
      'warning Block Deprecated | Use nodes. | disk',
      'error Invalid disk[0].size | 7 is odd; expected an even number. | disk.0.size',
    ],
  ],
];

describe('validation says', () => {
  test.each(cases)('%s', (_, config, expected) => {
    expect(check(config)).toEqual(expected);
  });

  test('that a write-only attribute needs a newer Terraform than the one running', () => {
    expect(check({ ...base, once: 'x' })).toEqual([]);
    expect(check({ ...base, once: 'x' }, false)).toEqual([
      'error Write-Only Attribute Not Allowed | The attribute once is write-only, which requires Terraform 1.11 or later. Remove it, or upgrade Terraform. | once',
    ]);
  });

  test('to a validator where it is and what else is configured', () => {
    const seen: unknown[] = [];
    const judged = {
      attributes: {
        a: {
          optional: true,
          nested: {
            nesting: 'list',
            attributes: {
              b: {
                type: 'string',
                optional: true,
                validators: [(...given: unknown[]) => void seen.push(given) as undefined],
              },
            },
          },
        },
      },
    } as const satisfies Schema;
    const config = { a: [{ b: 'x' }] };
    validateConfig(judged, config);
    expect(seen).toEqual([['x', { path: ['a', 0, 'b'], config }]]);
  });
});
