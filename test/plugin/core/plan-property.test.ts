/** Planning over random schemas and configurations: what must hold for all of them. fast-check prints the seed of a failure. */

import fc from 'fast-check';
import {
  type Attribute,
  type Attributes,
  type NestedBlock,
  type Schema,
  type Type,
  unknown,
  type Value,
} from '../../../src/plugin';
import type { Nested } from '../../../src/plugin/core/elements';
import { computePlan } from '../../../src/plugin/core/plan';
import { checkApplied } from '../../../src/plugin/core/returned';
import { checkSchema } from '../../../src/plugin/core/schema-check';
import { typeOfAttribute, typeOfBlock } from '../../../src/plugin/core/schema-type';
import { asObject, isSame, isWhollyKnown } from '../../../src/plugin/value/compare';
import { isUnknown, type ObjectValue } from '../../../src/plugin/value/value';
import { proposedState } from '../../support/terraform/core';

const leafType = fc.constantFrom<Type>(
  'string',
  'number',
  'bool',
  ['list', 'string'],
  ['set', 'string'],
  ['map', 'number'],
);

type Flags = Pick<Attribute, 'required' | 'optional' | 'computed' | 'useStateForUnknown' | 'requiresReplace'>;

const flags = fc.constantFrom<Flags>(
  { required: true },
  { optional: true },
  { computed: true },
  { computed: true, useStateForUnknown: true },
  { optional: true, computed: true },
  { optional: true, computed: true, useStateForUnknown: true },
  { required: true, requiresReplace: true },
);

const nesting = fc.constantFrom('single', 'list', 'set', 'map' as const);

const attribute = (depth: number): fc.Arbitrary<Attribute> => {
  const leaf = fc.record({ type: leafType, flags }).map(({ type, flags: own }) => ({ type, ...own }) as Attribute);
  if (depth === 0) return leaf;
  const nested = fc
    .record({ nesting, attributes: attributes(depth - 1), flags })
    .map(({ flags: own, ...nestedIn }) => ({ nested: nestedIn, ...own }) as Attribute);
  return fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 1, arbitrary: nested });
};

const names = (first: string) => fc.constantFrom(...['a', 'b', 'c', 'd'].map((name) => `${first}_${name}`));

const attributes = (depth: number): fc.Arbitrary<Attributes> =>
  fc.dictionary(names('attr'), attribute(depth), { minKeys: 1, maxKeys: 4 });

const blockType = (depth: number): fc.Arbitrary<NestedBlock> =>
  fc.record({
    nesting: fc.constantFrom('single', 'list', 'set' as const),
    attributes: attributes(depth),
    blocks: depth === 0 ? fc.constant(undefined) : fc.dictionary(names('block'), blockType(depth - 1), { maxKeys: 1 }),
  });

const schemas: fc.Arbitrary<Schema> = fc
  .record({
    attributes: attributes(2),
    blocks: fc.dictionary(names('block'), blockType(1), { maxKeys: 2 }),
  })
  .map((schema) => distinct(schema));

/** In a set, what is configured of an element has to tell it from the others, or there would be no telling which is which. */
const distinct = <B extends { attributes: Attributes; nesting?: string; blocks?: Schema['blocks'] }>(
  block: B,
  inSet = false,
): B => ({
  ...block,
  attributes: Object.fromEntries(
    Object.entries(block.attributes).map(([name, own]) => [
      name,
      {
        ...own,
        computed: inSet && own.optional ? undefined : own.computed,
        ...(own.nested ? { nested: distinct(own.nested, inSet || own.nested.nesting === 'set') } : {}),
      } as Attribute,
    ]),
  ),
  blocks:
    block.blocks &&
    Object.fromEntries(
      Object.entries(block.blocks).map(([name, own]) => [name, distinct(own, inSet || own.nesting === 'set')]),
    ),
});

/** A configuration of a schema, from a stream of choices: the schema decides what may be there. */
function configOf(
  block: { attributes: Attributes; blocks?: Schema['blocks'] },
  choose: Choose,
  mayBeUnknown: boolean,
): ObjectValue {
  const config: ObjectValue = {};
  for (const [name, own] of Object.entries(block.attributes)) {
    const isSet = own.required || (own.optional && choose(3) > 0);
    if (!isSet) config[name] = null;
    else if (mayBeUnknown && choose(5) === 0) config[name] = unknown;
    else
      config[name] = own.nested ? nestedConfig(own.nested, choose, mayBeUnknown) : someOf(typeOfAttribute(own), choose);
  }
  for (const [name, nested] of Object.entries(block.blocks ?? {})) {
    const isAbsent = nested.nesting === 'single' && choose(3) === 0;
    config[name] = isAbsent ? null : nestedConfig(nested, choose, mayBeUnknown);
  }
  return config;
}

type Choose = (count: number) => number;

function nestedConfig(nested: Nested, choose: Choose, mayBeUnknown: boolean): Value {
  // Elements of a set that are unknown in part may turn out to be one and the same.
  const element = () => configOf(nested, choose, mayBeUnknown && nested.nesting !== 'set');
  if (nested.nesting === 'single') return element();
  const elements = Array.from({ length: choose(4) }, element);
  if (nested.nesting === 'map') return Object.fromEntries(elements.map((part, index) => [`key ${index}`, part]));
  if (nested.nesting === 'list') return elements;
  const type = typeOfBlock(nested);
  return elements.filter((part, index) => elements.findIndex((other) => isSame(type, part, other)) === index);
}

function someOf(type: Type, choose: Choose): Value {
  if (type === 'string') return `text ${choose(4)}`;
  if (type === 'number') return choose(4);
  if (type === 'bool') return choose(2) === 1;
  if (type[0] === 'map') return { k: choose(4) };
  return [`element ${choose(4)}`];
}

/** What an API might make of a plan: something known for all that is unknown. */
function filled(type: Type, value: Value): Value {
  if (isUnknown(value)) return someOf(type, () => 0);
  if (typeof type === 'string' || value === null) return value;
  if (type[0] === 'object') {
    const object = asObject(value) ?? {};
    return Object.fromEntries(
      Object.entries(type[1]).map(([name, part]) => [name, filled(part, object[name] ?? null)]),
    );
  }
  if (type[0] === 'map') {
    return Object.fromEntries(Object.entries(asObject(value) ?? {}).map(([key, part]) => [key, filled(type[1], part)]));
  }
  return (value as Value[]).map((part) => filled(type[1] as Type, part));
}

/** An unknown nested attribute becomes nothing at all: there is no telling what it would hold. */
function settled(block: { attributes: Attributes; blocks?: Schema['blocks'] }, object: ObjectValue): ObjectValue {
  const all = { ...block.blocks };
  const result = { ...object };
  for (const [name, own] of Object.entries(block.attributes)) {
    if (own.nested) all[name] = own.nested as NestedBlock;
    else result[name] = filled(typeOfAttribute(own), result[name] ?? null);
  }
  for (const [name, nested] of Object.entries(all) as [string, Nested][]) {
    const value = result[name] ?? null;
    if (isUnknown(value)) result[name] = nested.nesting === 'single' ? null : nested.nesting === 'map' ? {} : [];
    else if (nested.nesting === 'single') result[name] = value && settled(nested, value as ObjectValue);
    else if (Array.isArray(value)) result[name] = value.map((part) => settled(nested, part as ObjectValue));
    else if (value !== null) {
      const entries = Object.entries(value as ObjectValue);
      result[name] = Object.fromEntries(entries.map(([key, part]) => [key, settled(nested, part as ObjectValue)]));
    }
  }
  return result;
}

const chooser = (numbers: readonly number[]): Choose => {
  let next = 0;
  return (count) => (numbers[next++ % numbers.length] as number) % count;
};

const choices = fc.array(fc.nat(59), { minLength: 7, maxLength: 60 });

describe('for any schema and configuration', () => {
  test('a create is a plan that core accepts, and what follows from it conforms and plans no change', () => {
    fc.assert(
      fc.property(schemas, choices, (schema, numbers) => {
        fc.pre(checkSchema('resource', 'r', schema).length === 0);
        const config = configOf(schema, chooser(numbers), false);
        const { planned, requiresReplace } = computePlan(schema, {
          prior: null,
          config,
          proposed: proposedState(schema, null, config),
        });
        expect(requiresReplace).toEqual([]);
        const state = settled(schema, planned);
        expect(isWhollyKnown(state)).toBe(true);
        expect(checkApplied(schema, planned, state, 'create')).toEqual([]);
        const again = computePlan(schema, { prior: state, config, proposed: proposedState(schema, state, config) });
        expect(isSame(typeOfBlock(schema), again.planned, state)).toBe(true);
        expect(again.requiresReplace).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('an update, with unknown values anywhere, is a plan that core accepts and that conforms', () => {
    fc.assert(
      fc.property(schemas, choices, choices, (schema, before, after) => {
        const first = configOf(schema, chooser(before), false);
        const create = { prior: null, config: first, proposed: proposedState(schema, null, first) };
        const state = settled(schema, computePlan(schema, create).planned);
        const config = configOf(schema, chooser(after), true);
        const { planned } = computePlan(schema, {
          prior: state,
          config,
          proposed: proposedState(schema, state, config),
        });
        expect(checkApplied(schema, planned, settled(schema, planned), 'update')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
