/** Completes what an operation returned, and checks it against the plan. */

import { DiagnosticError } from '../diagnostics';
import { formatPath, type Path } from '../path';
import type { Block, Schema } from '../schema';
import { asObject, isSame, isWhollyKnown } from '../value/compare';
import { Decimal, Dynamic, isUnknown, type ObjectValue, type Type, type Value } from '../value/value';
import { entriesOf } from './block-entries';
import { conformToSchema } from './conform';
import type { Nested } from './elements';
import { isEquivalent } from './equivalence';
import { typeOfAttribute, typeOfNested } from './schema-type';
import { mapAttributes } from './walk';

/**
 * Completes what an operation returned with `fallback`, and clears write-only attributes. Keeps the fallback's value where the two are
 * semantically equal.
 *
 * @throws DiagnosticError when the result does not fit the schema.
 */
export function completeReturned(schema: Schema, returned: unknown, fallback: ObjectValue | null): ObjectValue {
  const complete = conformToSchema(schema, returned, fallback);
  const versions = { prior: fallback, config: fallback, planned: complete };
  return mapAttributes(schema, versions, (place) => {
    const { attribute, planned } = place;
    if (attribute.writeOnly) return null;
    return isEquivalent(attribute, place.prior, planned) ? place.prior : planned;
  });
}

/** Returns one error for each attribute that is still unknown. */
export function checkKnown(block: Block, object: ObjectValue, operation: string): DiagnosticError[] {
  const problems: DiagnosticError[] = [];
  const report = (path: Path) =>
    problems.push(
      new DiagnosticError(
        'Provider returned an unknown value',
        `Attribute ${formatPath(path)} is still unknown after the ${operation}. The provider must return a value or null. This is a bug in the provider.`,
        path,
      ),
    );
  const versions = { prior: null, config: null, planned: object };
  mapAttributes(block, versions, (place) => {
    const { attribute, planned } = place;
    if (attribute.nested === undefined ? !isWhollyKnown(planned) : isUnknown(planned)) report(place.path);
    return planned;
  });
  for (const [name, nested] of entriesOf(block).blocks) {
    if (isUnknown(object[name]) || (nested.nesting !== 'single' && object[name] === null)) report([name]);
  }
  return problems;
}

/** Returns one error for each attribute that differs from the plan. Hides sensitive values. */
export function checkApplied(
  block: Block,
  planned: ObjectValue,
  applied: ObjectValue,
  operation: string,
): DiagnosticError[] {
  return compareObjects(block, planned, applied, { operation, path: [], sensitive: false });
}

interface Comparison {
  readonly operation: string;
  readonly path: Path;
  readonly sensitive: boolean;
}

function compareObjects(block: Block, planned: ObjectValue, applied: ObjectValue, at: Comparison): DiagnosticError[] {
  const below = (name: string, sensitive = false) => ({
    ...at,
    path: [...at.path, name],
    sensitive: at.sensitive || sensitive,
  });
  const { attributes, blocks } = entriesOf(block);
  return [
    ...attributes.flatMap(([name, attribute]) => {
      const [before, after] = [planned[name] ?? null, applied[name] ?? null];
      const place = below(name, attribute.sensitive);
      return attribute.nested === undefined
        ? compareValues(typeOfAttribute(attribute), before, after, place)
        : compareNested(attribute.nested, before, after, place);
    }),
    ...blocks.flatMap(([name, nested]) =>
      compareNested(nested, planned[name] ?? null, applied[name] ?? null, below(name)),
    ),
  ];
}

function compareNested(nested: Nested, planned: Value, applied: Value, at: Comparison): DiagnosticError[] {
  const [before, after] = [asObject(planned), asObject(applied)];
  if (nested.nesting === 'single' && before !== null && after !== null) {
    return compareObjects(nested, before, after, at);
  }
  return compareParts(typeOfNested(nested), planned, applied, at, (left, right, place) => {
    const [leftObject, rightObject] = [asObject(left), asObject(right)];
    return leftObject !== null && rightObject !== null
      ? compareObjects(nested, leftObject, rightObject, place)
      : compareValues('dynamic', left, right, place);
  });
}

function compareValues(type: Type, planned: Value, applied: Value, at: Comparison): DiagnosticError[] {
  if (planned instanceof Dynamic && applied instanceof Dynamic && !isWhollyKnown(planned)) {
    return compareValues(planned.type, planned.value, applied.value, at);
  }
  return compareParts(type, planned, applied, at, (left, right, place) =>
    compareValues(partType(type, place.path.at(-1)), left, right, place),
  );
}

function partType(type: Type, step: string | number | undefined): Type {
  if (typeof type === 'string') return type;
  if (type[0] === 'tuple') return type[1][step as number] ?? 'dynamic';
  return type[0] === 'object' ? (type[1][step as string] ?? 'dynamic') : type[1];
}

type ComparePart = (planned: Value, applied: Value, at: Comparison) => DiagnosticError[];

/** Compares collections element by element, so that errors name the element, and unknown elements may have any value. */
function compareParts(
  type: Type,
  planned: Value,
  applied: Value,
  at: Comparison,
  compare: ComparePart,
): DiagnosticError[] {
  // `checkKnown` reports values that are unknown after the operation.
  if (isUnknown(planned) || isUnknown(applied) || isSame(type, planned, applied)) return [];
  if (planned === null || applied === null || typeof type === 'string') return [differs(planned, applied, at)];
  if (type[0] === 'set') {
    const [left, right] = [planned as Value[], applied as Value[]];
    const isKept = (part: Value) => right.some((candidate) => compare(part, candidate, at).length === 0);
    const fits = !isWhollyKnown(planned) && right.length <= left.length && left.every(isKept);
    return fits ? [] : [differs(planned, applied, at)];
  }
  if (Array.isArray(planned) && Array.isArray(applied)) {
    if (planned.length !== applied.length) return [differs(planned, applied, at)];
    return planned.flatMap((part, index) =>
      compare(part, applied[index] ?? null, { ...at, path: [...at.path, index] }),
    );
  }
  const [left, right] = [asObject(planned), asObject(applied)];
  if (left === null || right === null) return [differs(planned, applied, at)];
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].flatMap((name) => {
    const place = { ...at, path: [...at.path, name] };
    if (!Object.hasOwn(left, name) || !Object.hasOwn(right, name)) {
      return [differs(left[name] ?? null, right[name] ?? null, place)];
    }
    return compare(left[name] ?? null, right[name] ?? null, place);
  });
}

function differs(planned: Value, applied: Value, { operation, path, sensitive }: Comparison): DiagnosticError {
  const values = sensitive
    ? 'differs from the plan (sensitive values)'
    : `is ${show(applied)}, but was planned as ${show(planned)}`;
  return new DiagnosticError(
    'Inconsistent result after apply',
    `After the ${operation}, attribute ${formatPath(path)} ${values}. Either something else changed it at the same time, or this is a bug in the provider.`,
    path,
  );
}

function show(value: Value): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) {
    return value.length === 1 ? 'a collection of 1 element' : `a collection of ${value.length} elements`;
  }
  if (typeof value === 'string') return JSON.stringify(value.length > 200 ? `${value.slice(0, 200)}…` : value);
  if (typeof value !== 'object' || value instanceof Decimal) return String(value);
  return 'another object';
}
