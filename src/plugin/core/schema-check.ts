/** Finds mistakes in a provider's schemas. Terraform crashes on some of them, and silently accepts others. */

import type { ProviderFunction } from '../function';
import type { Provider } from '../provider';
import type { Attribute, Block, Schema } from '../schema';
import type { ObjectValue, Type } from '../value/value';
import { conformToSchema } from './conform';

type SchemaKind = 'provider' | 'resource' | 'data source' | 'ephemeral resource' | 'list';

/** Terraform's own arguments at the root of each kind of block. */
const reserved: { readonly [kind in SchemaKind]: readonly string[] } = {
  provider: ['alias', 'version'],
  resource: ['connection', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider', 'provisioner'],
  'data source': ['connection', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider', 'provisioner'],
  'ephemeral resource': ['connection', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider', 'provisioner'],
  list: [],
};

const namePattern = /^[a-z_][a-z0-9_]*$/;

/** Returns one sentence for each mistake. */
export function checkProvider(provider: Provider): string[] {
  const { resources = [], dataSources = [], ephemeralResources = [], functions = [] } = provider;
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
            ? [`${at} must be either required or optional for import.`]
            : []),
          ...(isIdentityType(attribute.type) ? [] : [`${at} must be a string, number or bool, or a list of them.`]),
        ];
      }),
    ),
    ...resources.flatMap(({ type, identity, list }) => [
      ...(list === undefined ? [] : checkSchema('list', `list ${type}`, list.schema)),
      ...(list !== undefined && identity === undefined
        ? [`${type} supports listing, so it must have an identity.`]
        : []),
    ]),
    ...dataSources.flatMap(({ type, schema }) => checkSchema('data source', type, schema)),
    ...checkTypes('Ephemeral resource', provider.name, ephemeralResources),
    ...ephemeralResources.flatMap(({ type, schema }) => checkSchema('ephemeral resource', type, schema)),
    ...checkFunctions(functions),
  ];
}

/** Terraform crashes on a missing type, and rejects the rest. */
function checkFunctions(functions: readonly ProviderFunction[]): string[] {
  const listed = functions.map(({ name }) => name);
  return functions.flatMap(({ name, parameters, variadic, returns }, index) => {
    const all = variadic === undefined ? parameters : [...parameters, variadic];
    const names = all.map((parameter) => parameter.name);
    return [
      ...(namePattern.test(name) ? [] : [`Function "${name}": ${nameRule}.`]),
      ...(listed.indexOf(name) === index ? [] : [`Function "${name}" is listed twice.`]),
      ...(isType(returns) ? [] : [`Function "${name}" returns an invalid type.`]),
      ...all.flatMap((parameter, position) => [
        ...(namePattern.test(parameter.name)
          ? []
          : [`Function "${name}", parameter "${parameter.name}": ${nameRule}.`]),
        ...(names.indexOf(parameter.name) === position
          ? []
          : [`Function "${name}" has two parameters "${parameter.name}".`]),
        ...(isType(parameter.type) ? [] : [`Function "${name}", parameter "${parameter.name}": the type is invalid.`]),
      ]),
    ];
  });
}

const nameRule = 'a name consists of lowercase letters, digits and underscores, and does not start with a digit';

function checkTypes(noun: string, prefix: string, list: readonly { readonly type: string }[]): string[] {
  return list.flatMap(({ type }, index) => [
    ...(type.startsWith(`${prefix}_`) && namePattern.test(type)
      ? []
      : [`${noun} "${type}" must start with "${prefix}_".`]),
    ...(list.findIndex((other) => other.type === type) === index ? [] : [`${noun} ${type} is listed twice.`]),
  ]);
}

/** Returns one sentence for each mistake in a schema. */
export function checkSchema(kind: SchemaKind, type: string, schema: Schema): string[] {
  const version = schema.version ?? 0;
  const names = [...Object.keys(schema.attributes), ...Object.keys(schema.blocks ?? {})];
  return [
    ...(Number.isSafeInteger(version) && version >= 0
      ? []
      : [`${type}: version must be a non-negative integer, got ${version}.`]),
    ...names
      .filter((name) => reserved[kind].includes(name))
      .map((name) => `${type}: "${name}" is reserved by Terraform.`),
    ...checkBlock(kind, schema, type, { inCollection: false, inSet: false }),
  ];
}

interface Enclosing {
  readonly inCollection: boolean;
  readonly inSet: boolean;
}

function checkBlock(kind: SchemaKind, block: Block, at: string, enclosing: Enclosing): string[] {
  const blocks = Object.entries(block.blocks ?? {});
  return [
    ...Object.entries(block.attributes).flatMap(([name, attribute]) =>
      checkAttribute(kind, name, attribute, `${at}.${name}`, enclosing),
    ),
    ...blocks.flatMap(([name, nested]) => {
      const place = `${at}.${name}`;
      const { minItems = 0, maxItems = 0 } = nested;
      return [
        ...(namePattern.test(name) ? [] : [`${place}: ${nameRule}.`]),
        ...(Object.hasOwn(block.attributes, name) ? [`${place} is both an attribute and a block.`] : []),
        ...(nested.nesting === 'single' && (minItems || maxItems)
          ? [`${place}: a single block cannot have item limits.`]
          : []),
        ...(minItems < 0 || maxItems < 0 || (maxItems > 0 && minItems > maxItems)
          ? [`${place}: minItems ${minItems} and maxItems ${maxItems} contradict each other.`]
          : []),
        ...checkBlock(kind, nested, place, inside(enclosing, nested.nesting)),
      ];
    }),
  ];
}

const inside = (enclosing: Enclosing, nesting: string): Enclosing => ({
  inCollection: enclosing.inCollection || nesting !== 'single',
  inSet: enclosing.inSet || nesting === 'set',
});

function checkAttribute(
  kind: SchemaKind,
  name: string,
  attribute: Attribute,
  at: string,
  enclosing: Enclosing,
): string[] {
  const { required, optional, computed, writeOnly, nested, default: fallback } = attribute;
  const problems: string[] = [];
  const rule = (isBroken: boolean | undefined, sentence: string) => {
    if (isBroken) problems.push(`${at} ${sentence}.`);
  };
  rule(!namePattern.test(name), `has an invalid name: ${nameRule}`);
  rule(!required && !optional && !computed, 'must be required, optional or computed');
  rule(required && (optional || computed), 'is required, so it cannot be optional or computed');
  rule(
    (kind === 'provider' || kind === 'list') && computed,
    `cannot be computed: a ${kind} block only has configuration`,
  );
  rule((attribute.type === undefined) === (nested === undefined), 'must have either a type or nested attributes');
  rule(fallback !== undefined && !(computed && optional), 'has a default, so it must be optional and computed');
  rule(fallback !== undefined && kind !== 'resource', 'has a default, which only resources support');
  rule(fallback !== undefined && nested === undefined && !fits(attribute, fallback), 'has a default of another type');
  rule(writeOnly && computed, 'is write-only, so it cannot be computed');
  rule(writeOnly && enclosing.inSet, 'is write-only, which Terraform does not allow in a set');
  rule(writeOnly && kind !== 'resource', 'is write-only, which only resources support');
  if (attribute.type !== undefined) {
    rule(!isType(attribute.type), 'has an invalid type');
    const isDynamic = hasDynamic(attribute.type);
    rule(
      isDynamic && (enclosing.inCollection || attribute.type !== 'dynamic'),
      'is dynamic, which Terraform does not allow in a collection',
    );
  }
  if (nested !== undefined) {
    const children = Object.values(nested.attributes);
    rule(
      writeOnly && children.some((child) => !child.writeOnly),
      'is write-only, so all of its attributes must be write-only',
    );
    rule(
      computed && children.some((child) => child.writeOnly),
      'is computed, so none of its attributes can be write-only',
    );
    problems.push(...checkBlock(kind, nested, at, inside(enclosing, nested.nesting)));
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

/** Without `update`, every change must replace the resource. */
function checkReplaceable(type: string, schema: Schema): string[] {
  return Object.entries(schema.attributes)
    .filter(([, attribute]) => (attribute.required || attribute.optional) && !attribute.requiresReplace)
    .map(([name]) => `${type}.${name} can change in place, but the resource has no "update".`);
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
