/** Planning by tables: what is planned for a configuration over a prior state. */

import { type Attributes, Dynamic, type Schema, unknown, type Value } from '../../../src/plugin';
import { type AdjustPlan, computePlan } from '../../../src/plugin/core/plan';
import { proposedState } from '../../support/terraform/core';

type Case = {
  readonly attributes: Attributes;
  readonly blocks?: Schema['blocks'];
  readonly prior?: { [name: string]: Value };
  readonly config: { [name: string]: Value };
  readonly planned: { [name: string]: Value };
  readonly replace?: unknown[];
  readonly adjust?: AdjustPlan;
};

function plan({ attributes, blocks, prior, config, adjust }: Omit<Case, 'planned'>) {
  const schema: Schema = { attributes, blocks };
  const proposed = proposedState(schema, prior ?? null, config);
  return computePlan(schema, { prior: prior ?? null, config, proposed }, adjust);
}

const id = { type: 'string', computed: true, useStateForUnknown: true } as const;
const etag = { type: 'string', computed: true } as const;
const name = { type: 'string', required: true } as const;
const color = { type: 'string', optional: true, computed: true } as const;
const mode = { type: 'string', optional: true, computed: true, default: 'auto' } as const;
const code = {
  type: 'string',
  optional: true,
  semanticEquals: (a: string, b: string) => a.toLowerCase() === b.toLowerCase(),
} as const;

const cases: { [sentence: string]: Case } = {
  'a create leaves what is computed unknown': {
    attributes: { id, name, etag, color },
    config: { name: 'a', id: null, etag: null, color: null },
    planned: { name: 'a', id: unknown, etag: unknown, color: unknown },
  },
  'without a change everything stays as it is': {
    attributes: { id, name, etag },
    prior: { id: '1', name: 'a', etag: 'x' },
    config: { id: null, name: 'a', etag: null },
    planned: { id: '1', name: 'a', etag: 'x' },
  },
  'a change leaves computed attributes unknown, but for those that keep their state': {
    attributes: { id, name, etag, color },
    prior: { id: '1', name: 'a', etag: 'x', color: 'red' },
    config: { id: null, name: 'b', etag: null, color: null },
    planned: { id: '1', name: 'b', etag: unknown, color: unknown },
  },
  'an optional and computed attribute that is configured is planned as configured': {
    attributes: { name, color },
    prior: { name: 'a', color: 'red' },
    config: { name: 'b', color: 'blue' },
    planned: { name: 'b', color: 'blue' },
  },
  'a kept state may be null': {
    attributes: { id, name },
    prior: { id: null, name: 'a' },
    config: { id: null, name: 'b' },
    planned: { id: null, name: 'b' },
  },
  'a default stands in for what is not configured': {
    attributes: { name, mode },
    config: { name: 'a', mode: null },
    planned: { name: 'a', mode: 'auto' },
  },
  'a default undoes what was configured before': {
    attributes: { name, mode, etag },
    prior: { name: 'a', mode: 'manual', etag: 'x' },
    config: { name: 'a', mode: null, etag: null },
    planned: { name: 'a', mode: 'auto', etag: unknown },
  },
  'a default that the state already has is no change': {
    attributes: { name, mode, etag },
    prior: { name: 'a', mode: 'auto', etag: 'x' },
    config: { name: 'a', mode: null, etag: null },
    planned: { name: 'a', mode: 'auto', etag: 'x' },
  },
  'an unknown configuration wins over a default': {
    attributes: { name, mode },
    config: { name: 'a', mode: unknown },
    planned: { name: 'a', mode: unknown },
  },
  'an unknown configuration is not replaced by the state': {
    attributes: { name, it: { type: 'string', optional: true, computed: true, useStateForUnknown: true } },
    prior: { name: 'a', it: 'x' },
    config: { name: 'a', it: unknown },
    planned: { name: 'a', it: unknown },
  },
  'a write-only value never reaches the plan': {
    attributes: { name, password: { type: 'string', optional: true, writeOnly: true } },
    prior: { name: 'a', password: null },
    config: { name: 'a', password: 'secret' },
    planned: { name: 'a', password: null },
  },
  'a value that means the same as the prior one is no change': {
    attributes: { code, etag },
    prior: { code: 'ABC', etag: 'x' },
    config: { code: 'abc', etag: null },
    planned: { code: 'ABC', etag: 'x' },
  },
  'a value that means something else is a change': {
    attributes: { code, etag },
    prior: { code: 'ABC', etag: 'x' },
    config: { code: 'abd', etag: null },
    planned: { code: 'abd', etag: unknown },
  },
  'meaning is not asked of nulls and unknown values': {
    attributes: { code, more: code },
    prior: { code: 'ABC', more: null },
    config: { code: unknown, more: 'x' },
    planned: { code: unknown, more: 'x' },
  },
  'sets have no order, numbers no representation': {
    attributes: { set: { type: ['set', 'number'], optional: true }, etag },
    prior: { set: [1, 2n], etag: 'x' },
    config: { set: [2, 1], etag: null },
    planned: { set: [2, 1], etag: 'x' },
  },
  'unknown elements of a collection stay unknown': {
    attributes: {
      list: { type: ['list', 'string'], optional: true },
      map: { type: ['map', 'string'], optional: true },
    },
    config: { list: ['a', unknown], map: { k: unknown } },
    planned: { list: ['a', unknown], map: { k: unknown } },
  },
  'a dynamic attribute may change its type': {
    attributes: { any: { type: 'dynamic', optional: true }, etag },
    prior: { any: new Dynamic('string', 'x'), etag: 'x' },
    config: { any: new Dynamic(['tuple', ['number']], [1]), etag: null },
    planned: { any: new Dynamic(['tuple', ['number']], [1]), etag: unknown },
  },
  'nested objects: defaults, unknown and kept state in each': {
    attributes: {
      list: { optional: true, nested: { nesting: 'list', attributes: { name, id, etag, mode } } },
    },
    prior: { list: [{ name: 'a', id: '1', etag: 'x', mode: 'auto' }] },
    config: {
      list: [
        { name: 'a', id: null, etag: null, mode: null },
        { name: 'b', id: null, etag: null, mode: 'manual' },
      ],
    },
    planned: {
      list: [
        { name: 'a', id: '1', etag: unknown, mode: 'auto' },
        { name: 'b', id: unknown, etag: unknown, mode: 'manual' },
      ],
    },
  },
  'nested maps go by their keys': {
    attributes: { map: { optional: true, nested: { nesting: 'map', attributes: { name, id } } } },
    prior: { map: { x: { name: 'a', id: '1' }, y: { name: 'b', id: '2' } } },
    config: { map: { y: { name: 'c', id: null }, z: { name: 'd', id: null } } },
    planned: { map: { y: { name: 'c', id: '2' }, z: { name: 'd', id: unknown } } },
  },
  'nested sets go by what is configured of an element': {
    attributes: { set: { optional: true, nested: { nesting: 'set', attributes: { name, id, etag, color } } }, etag },
    prior: {
      set: [
        { name: 'a', id: '1', etag: 'x', color: 'red' },
        { name: 'b', id: '2', etag: 'y', color: 'blue' },
      ],
      etag: 'x',
    },
    config: {
      set: [
        { name: 'b', id: null, etag: null, color: 'blue' },
        { name: 'c', id: null, etag: null, color: null },
      ],
      etag: null,
    },
    planned: {
      set: [
        { name: 'b', id: '2', etag: unknown, color: 'blue' },
        { name: 'c', id: unknown, etag: unknown, color: unknown },
      ],
      etag: unknown,
    },
  },
  'a nested attribute that is computed as a whole is unknown as a whole': {
    attributes: { name, nodes: { computed: true, nested: { nesting: 'list', attributes: { id } } } },
    prior: { name: 'a', nodes: [{ id: '1' }] },
    config: { name: 'b', nodes: null },
    planned: { name: 'b', nodes: unknown },
  },
  'a nested attribute that keeps its state keeps all that is in it': {
    attributes: {
      name,
      nodes: { computed: true, useStateForUnknown: true, nested: { nesting: 'list', attributes: { id, etag } } },
    },
    prior: { name: 'a', nodes: [{ id: '1', etag: 'x' }] },
    config: { name: 'b', nodes: null },
    planned: { name: 'b', nodes: [{ id: '1', etag: 'x' }] },
  },
  'the default of a nested attribute is taken as it is': {
    attributes: {
      name,
      owner: {
        optional: true,
        computed: true,
        default: { name: 'me', etag: 'none' },
        nested: { nesting: 'single', attributes: { name, etag } },
      },
    },
    config: { name: 'a', owner: null },
    planned: { name: 'a', owner: { name: 'me', etag: 'none' } },
  },
  'blocks are filled in like nested attributes, blocks in them too': {
    attributes: { name },
    blocks: {
      single: { nesting: 'single', attributes: { name, id } },
      absent: { nesting: 'single', attributes: { id } },
      list: {
        nesting: 'list',
        attributes: { name, id },
        blocks: { inner: { nesting: 'list', attributes: { name, etag } } },
      },
    },
    prior: {
      name: 'a',
      single: { name: 's', id: '1' },
      absent: null,
      list: [{ name: 'l', id: '2', inner: [{ name: 'i', etag: 'x' }] }],
    },
    config: {
      name: 'b',
      single: { name: 's', id: null },
      absent: null,
      list: [{ name: 'l', id: null, inner: [{ name: 'i', etag: null }] }],
    },
    planned: {
      name: 'b',
      single: { name: 's', id: '1' },
      absent: null,
      list: [{ name: 'l', id: '2', inner: [{ name: 'i', etag: unknown }] }],
    },
  },
  'a block that is not known yet stays unknown': {
    attributes: { name },
    blocks: { list: { nesting: 'list', attributes: { name, id } } },
    config: { name: 'a', list: unknown },
    planned: { name: 'a', list: unknown },
  },
  'a change of a replacing attribute replaces, a new one does not on create': {
    attributes: {
      name: { ...name, requiresReplace: true },
      size: { type: 'number', optional: true, requiresReplace: true },
    },
    prior: { name: 'a', size: 1 },
    config: { name: 'b', size: 1 },
    planned: { name: 'b', size: 1 },
    replace: [['name']],
  },
  'a value that is not known yet may replace': {
    attributes: { name: { ...name, requiresReplace: true } },
    prior: { name: 'a' },
    config: { name: unknown },
    planned: { name: unknown },
    replace: [['name']],
  },
  'a function decides about the replacement': {
    attributes: {
      size: {
        type: 'number',
        optional: true,
        requiresReplace: ({ prior, planned }) => Number(planned) < Number(prior),
      },
      more: {
        type: 'number',
        optional: true,
        requiresReplace: ({ prior, planned }) => Number(planned) < Number(prior),
      },
    },
    prior: { size: 5, more: 5 },
    config: { size: 4, more: 6 },
    planned: { size: 4, more: 6 },
    replace: [['size']],
  },
  'a replacing attribute inside a list names its place, inside a set the set': {
    attributes: {
      list: {
        optional: true,
        nested: { nesting: 'list', attributes: { name: { ...name, requiresReplace: true } } },
      },
      set: {
        optional: true,
        nested: { nesting: 'set', attributes: { name: { ...name, requiresReplace: true }, etag } },
      },
    },
    prior: { list: [{ name: 'a' }, { name: 'b' }], set: [{ name: 'a', etag: 'x' }] },
    config: { list: [{ name: 'a' }, { name: 'c' }], set: [{ name: 'b', etag: null }] },
    planned: { list: [{ name: 'a' }, { name: 'c' }], set: [{ name: 'b', etag: unknown }] },
    replace: [
      ['list', 1, 'name'],
      ['set', 'name'],
    ],
  },
  'the author adjusts what the configuration leaves open': {
    attributes: { name, id: color },
    config: { name: 'a', id: null },
    planned: { name: 'a', id: 'id-of-a' },
    adjust: ({ planned }) => ({ ...planned, id: `id-of-${planned.name}` }),
  },
  'a replacement follows from the adjusted plan': {
    attributes: { name, zone: { ...color, requiresReplace: true, useStateForUnknown: true } },
    prior: { name: 'a', zone: 'a-zone' },
    config: { name: 'b', zone: null },
    planned: { name: 'b', zone: 'b-zone' },
    replace: [['zone']],
    adjust: ({ planned }) => ({ ...planned, zone: `${planned.name}-zone` }),
  },
};

describe('planning', () => {
  test.each(Object.entries(cases))('%s', (_, { planned, replace = [], ...given }) => {
    expect(plan(given)).toEqual({ planned, requiresReplace: replace });
  });

  test('the author may not reach into the plan, the configuration or the state that the framework holds', () => {
    const prior = { tags: ['a'] };
    const config = { tags: ['b'] };
    plan({
      attributes: { tags: { type: ['list', 'string'], optional: true } },
      prior,
      config,
      adjust: (input) => {
        const planned = { ...input.planned };
        for (const object of [input.prior, input.config, input.planned]) (object?.tags as string[])[0] = 'c';
        return { ...planned, tags: ['b'] };
      },
    });
    expect([prior, config]).toEqual([{ tags: ['a'] }, { tags: ['b'] }]);
  });
});
