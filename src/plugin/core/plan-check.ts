/** Checks a plan by core's rules before core does, for a message that names the attribute and the rule. */

import { DiagnosticError } from '../diagnostics';
import { formatPath, type Path } from '../path';
import type { Attribute, Block } from '../schema';
import { asObject, isSame } from '../value/compare';
import { isUnknown, type ObjectValue, type Value } from '../value/value';
import { entriesOf } from './block-entries';
import type { Nested } from './elements';
import { typeOfAttribute, typeOfNested } from './schema-type';

interface PlanVersions {
  readonly prior: ObjectValue | null;
  readonly config: ObjectValue;
  readonly planned: ObjectValue;
}

/** Returns one error for each violated rule, and none for a plan that core accepts. Never shows values. */
export function checkPlan(block: Block, versions: PlanVersions, path: Path = []): DiagnosticError[] {
  const { prior, config, planned } = versions;
  const at = (name: string): Position => ({
    path: [...path, name],
    prior: prior?.[name] ?? null,
    config: config[name] ?? null,
    planned: planned[name] ?? null,
  });
  const { attributes, blocks } = entriesOf(block);
  return [
    ...attributes.flatMap(([name, attribute]) => checkAttribute(attribute, at(name))),
    ...blocks.flatMap(([name, nested]) => checkBlock(nested, at(name))),
  ];
}

interface Position {
  readonly path: Path;
  readonly prior: Value;
  readonly config: Value;
  readonly planned: Value;
}

function checkAttribute(attribute: Attribute, position: Position): DiagnosticError[] {
  const { path, prior, config, planned } = position;
  const type = typeOfAttribute(attribute);
  if (attribute.writeOnly) {
    return planned === null ? [] : [violation(path, 'a write-only attribute must be null in a plan')];
  }
  if (isSame(type, planned, config) || (prior !== null && config !== null && isSame(type, planned, prior))) return [];
  if (config === null) {
    return attribute.computed ? [] : [violation(path, 'it is neither configured nor computed, so it must be null')];
  }
  if (attribute.nested !== undefined && !isUnknown(config)) return checkNested(attribute.nested, position);
  return [violation(path, 'the planned value must be the configured or the prior value')];
}

function checkBlock(nested: Nested, position: Position): DiagnosticError[] {
  const { path, config, planned } = position;
  if (isUnknown(config)) {
    return isUnknown(planned)
      ? []
      : [violation(path, 'the block is unknown in the configuration, so it must be unknown in the plan')];
  }
  return checkNested(nested, position);
}

function checkNested(nested: Nested, { path, prior, config, planned }: Position): DiagnosticError[] {
  if (isSame(typeOfNested(nested), planned, config)) return [];
  if (isUnknown(planned)) return [violation(path, 'it is configured, so only its attributes may be unknown')];
  if (planned === null) return [violation(path, 'it is configured, so it must not be null')];
  if (config === null) return [violation(path, 'it is not configured, so it must be null')];
  const check = (parts: Omit<Position, 'path' | 'prior'> & { prior: Value | undefined }, step: Path) =>
    checkElement(nested, { ...parts, prior: parts.prior ?? null, path: [...path, ...step] });
  if (nested.nesting === 'single') return check({ prior, config, planned }, []);
  if (nested.nesting === 'map') {
    const [before, configured, next] = [asObject(prior), config as ObjectValue, planned as ObjectValue];
    const keys = Object.keys(configured);
    if (keys.length !== Object.keys(next).length || keys.some((key) => !Object.hasOwn(next, key))) {
      return [violation(path, 'it must have the configured keys')];
    }
    return keys.flatMap((key) =>
      check({ prior: before?.[key], config: configured[key] as Value, planned: next[key] as Value }, [key]),
    );
  }
  const [configured, next] = [config as Value[], planned as Value[]];
  if (configured.length !== next.length) {
    return [
      violation(path, `it must have as many elements as configured: expected ${configured.length}, got ${next.length}`),
    ];
  }
  // Elements of a set cannot be matched. Core does not compare them either.
  if (nested.nesting === 'set') return [];
  const before = Array.isArray(prior) ? prior : [];
  return configured.flatMap((part, index) =>
    check({ prior: before[index], config: part, planned: next[index] as Value }, [index]),
  );
}

function checkElement(nested: Nested, { path, prior, config, planned }: Position): DiagnosticError[] {
  const [configured, next] = [asObject(config), asObject(planned)];
  if (configured === null || next === null) {
    return config === planned ? [] : [violation(path, 'the planned value must be the configured value')];
  }
  return checkPlan(nested, { prior: asObject(prior), config: configured, planned: next }, path);
}

function violation(path: Path, rule: string): DiagnosticError {
  return new DiagnosticError(
    'Provider produced an invalid plan',
    `Attribute ${formatPath(path)}: ${rule}. This is a bug in the provider.`,
    path,
  );
}
