/** Finds mistakes in a provider's schemas before Terraform meets them: some would crash it, others it takes in silence. */

import type { Provider } from '../provider';
import type { Attribute, Block, Schema } from '../schema';
import type { ObjectValue, Type } from '../value/value';
import { conformToSchema } from './conform';

type SchemaKind = 'provider' | 'resource' | 'data source' | 'list';

/** Arguments that Terraform itself has at the root of such a block. */
const reserved: { readonly [kind in SchemaKind]: readonly string[] } = {
  provider: ['alias', 'version'],
  resource: ['connection', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider', 'provisioner'],
  'data source': ['connection', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider', 'provisioner'],
  list: [],
};

const namePattern = /^[a-z_][a-z0-9_]*$/;

/** One sentence for each mistake; none for a sound provider. */
export function checkProvider(provider: Provider): string[] {
  const { resources = [], dataSources = [] } = provider;
  return [
    ...checkSchema('provider', provider.name, provider.schema),
    ...checkTypes('Resource', provider.name, resources),
    ...checkTypes('Data source', provider.name, dataSources),
    ...resources.flatMap(({ type, schema, update }) => [
      ...checkSchema('resource', type, schema),
      ...(update === undefined ? checkReplaceable(type, schema) : []),
    ]),
    ...resources.flatMap(({ type, identity }) =>
      Object.entries(identity?.attributes ?? {}).flatMap(([name, attribute]) => {
        const at = `${type}: identity attribute ${name}`;
        return [
          ...(namePattern.test(name) ? [] : [`${at}: ${nameRule}.`]),
          ...(attribute.requiredForImport === attribute.optionalForImport
            ? [`${at} must be either required or optional for an import.`]
            : []),
          ...(isIdentityType(attribute.type) ? [] : [`${at} must be a string, number or bool, or a list of them.`]),
        ];
      }),
    ),
    ...resources.flatMap(({ type, identity, list }) => [
      ...(list === undefined ? [] : checkSchema('list', `list ${type}`, list.schema)),
      ...(list !== undefined && identity === undefined ? [`${type} has a list, so it must have an identity.`] : []),
    ]),
    ...dataSources.flatMap(({ type, schema }) => checkSchema('data source', type, schema)),
  ];
}

const nameRule = 'a name consists of lower-case letters, digits and underscores, and does not begin with a digit';

function checkTypes(noun: string, prefix: string, list: readonly { readonly type: string }[]): string[] {
  return list.flatMap(({ type }, index) => [
    ...(type.startsWith(`${prefix}_`) && namePattern.test(type)
      ? []
      : [`${noun} "${type}" must be named ${prefix}_….`]),
    ...(list.findIndex((other) => other.type === type) === index ? [] : [`${noun} ${type} is listed twice.`]),
  ]);
}

/** The mistakes in one schema. */
export function checkSchema(kind: SchemaKind, type: string, schema: Schema): string[] {
  const version = schema.version ?? 0;
  const names = [...Object.keys(schema.attributes), ...Object.keys(schema.blocks ?? {})];
  return [
    ...(Number.isSafeInteger(version) && version >= 0
      ? []
      : [`${type}: version must be a whole number from 0, got ${version}.`]),
    ...names
      .filter((name) => reserved[kind].includes(name))
      .map((name) => `${type}: "${name}" is reserved by Terraform.`),
    ...checkBlock(kind, schema, type, { inCollection: false, inSet: false }),
  ];
}

interface Surroundings {
  readonly inCollection: boolean;
  readonly inSet: boolean;
}

function checkBlock(kind: SchemaKind, block: Block, at: string, around: Surroundings): string[] {
  const blocks = Object.entries(block.blocks ?? {});
  return [
    ...Object.entries(block.attributes).flatMap(([name, attribute]) =>
      checkAttribute(kind, name, attribute, `${at}.${name}`, around),
    ),
    ...blocks.flatMap(([name, nested]) => {
      const place = `${at}.${name}`;
      const { minItems = 0, maxItems = 0 } = nested;
      return [
        ...(namePattern.test(name) ? [] : [`${place}: ${nameRule}.`]),
        ...(Object.hasOwn(block.attributes, name) ? [`${place} is both an attribute and a block.`] : []),
        ...(nested.nesting === 'single' && (minItems || maxItems)
          ? [`${place}: a single block has no item limits.`]
          : []),
        ...(minItems < 0 || maxItems < 0 || (maxItems > 0 && minItems > maxItems)
          ? [`${place}: minItems ${minItems} and maxItems ${maxItems} do not go together.`]
          : []),
        ...checkBlock(kind, nested, place, inside(around, nested.nesting)),
      ];
    }),
  ];
}

const inside = (around: Surroundings, nesting: string): Surroundings => ({
  inCollection: around.inCollection || nesting !== 'single',
  inSet: around.inSet || nesting === 'set',
});

function checkAttribute(
  kind: SchemaKind,
  name: string,
  attribute: Attribute,
  at: string,
  around: Surroundings,
): string[] {
  const { required, optional, computed, writeOnly, nested, default: fallback } = attribute;
  const problems: string[] = [];
  const rule = (isBroken: boolean | undefined, sentence: string) => {
    if (isBroken) problems.push(`${at} ${sentence}.`);
  };
  rule(!namePattern.test(name), `is badly named: ${nameRule}`);
  rule(!required && !optional && !computed, 'must be required, optional or computed');
  rule(required && (optional || computed), 'is required, so it cannot be optional or computed');
  rule(
    (kind === 'provider' || kind === 'list') && computed,
    `cannot be computed: a ${kind} block is only configuration`,
  );
  rule((attribute.type === undefined) === (nested === undefined), 'must have either a type or nested attributes');
  rule(fallback !== undefined && !(computed && optional), 'has a default, so it must be optional and computed');
  rule(fallback !== undefined && kind !== 'resource', 'has a default, which only resources can have');
  rule(fallback !== undefined && nested === undefined && !fits(attribute, fallback), 'has a default of another type');
  rule(writeOnly && computed, 'is write-only, so it cannot be computed');
  rule(writeOnly && around.inSet, 'is write-only, which is not possible inside a set');
  rule(writeOnly && kind !== 'resource', 'is write-only, which only resources can have');
  if (attribute.type !== undefined) {
    rule(!isType(attribute.type), 'has a type that Terraform does not know');
    const isDynamic = hasDynamic(attribute.type);
    rule(
      isDynamic && (around.inCollection || attribute.type !== 'dynamic'),
      'is dynamic, which is not possible inside a collection',
    );
  }
  if (nested !== undefined) {
    const children = Object.values(nested.attributes);
    rule(
      writeOnly && children.some((child) => !child.writeOnly),
      'is write-only, so all that is in it must be write-only too',
    );
    rule(computed && children.some((child) => child.writeOnly), 'is computed, so nothing in it can be write-only');
    problems.push(...checkBlock(kind, nested, at, inside(around, nested.nesting)));
  }
  return problems;
}

function fits(attribute: Attribute, value: unknown): boolean {
  try {
    conformToSchema({ attributes: { value: attribute } }, { value } as ObjectValue, null);
    return true;
  } catch {
    return false;
  }
}

/** Without `update`, a change that does not replace the resource could not be carried out. */
function checkReplaceable(type: string, schema: Schema): string[] {
  return Object.entries(schema.attributes)
    .filter(([, attribute]) => (attribute.required || attribute.optional) && !attribute.requiresReplace)
    .map(([name]) => `${type}.${name} can change in place, but the resource has no update.`);
}

const isIdentityType = (type: Type) => isPrimitive(Array.isArray(type) && type[0] === 'list' ? type[1] : type);

const isPrimitive = (type: Type): boolean => type === 'string' || type === 'number' || type === 'bool';

function isType(type: Type): boolean {
  if (typeof type === 'string') return isPrimitive(type) || type === 'dynamic';
  if (!Array.isArray(type) || type.length !== 2) return false;
  if (type[0] === 'tuple') return Array.isArray(type[1]) && type[1].every(isType);
  if (type[0] === 'object') return typeof type[1] === 'object' && Object.values(type[1]).every(isType);
  return ['list', 'set', 'map'].includes(type[0]) && isType(type[1]);
}

function hasDynamic(type: Type): boolean {
  if (typeof type === 'string') return type === 'dynamic';
  if (type[0] === 'tuple') return type[1].some(hasDynamic);
  return type[0] === 'object' ? Object.values(type[1]).some(hasDynamic) : hasDynamic(type[1]);
}
