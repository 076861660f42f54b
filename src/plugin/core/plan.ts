/** Computes the planned state from configuration and prior state, as a pure function, in the order of the official framework. */

import { throwAll } from '../diagnostics';
import type { Path } from '../path';
import type { PlanInput } from '../resource';
import type { Schema } from '../schema';
import { asObject, isSame } from '../value/compare';
import { isUnknown, type ObjectValue, unknown, type Value } from '../value/value';
import { conformToSchema } from './conform';
import { isEquivalent } from './equivalence';
import { checkPlan } from './plan-check';
import { typeOfAttribute, typeOfBlock } from './schema-type';
import { mapAttributes, type Place } from './walk';

export interface PlanRequest {
  /** Null on create. */
  readonly prior: ObjectValue | null;
  readonly config: ObjectValue;
  /** Core's merge: the configuration, and the prior value of computed attributes that are not configured. */
  readonly proposed: ObjectValue;
}

export interface PlannedChange {
  readonly planned: ObjectValue;
  /** The attributes whose change replaces the resource. Empty on create. */
  readonly requiresReplace: readonly Path[];
}

/** The author's adjustment, which may change attributes that are not configured. */
export type AdjustPlan = (input: Omit<PlanInput<ObjectValue, ObjectValue>, 'replaces'>) => ObjectValue;

/**
 * Plans a create or an update.
 *
 * @throws DiagnosticError (several in an AggregateError) when core would reject the adjusted plan.
 */
export function computePlan(schema: Schema, request: PlanRequest, adjust?: AdjustPlan): PlannedChange {
  const { prior, config } = request;
  let planned = mapAttributes(schema, { prior, config, planned: request.proposed }, applyDefaults);
  if (!isSame(typeOfBlock(schema), prior, planned)) {
    planned = mapAttributes(schema, { prior, config, planned }, markUnknown);
    planned = mapAttributes(schema, { prior, config, planned }, keepPriorForUnknown);
  }
  if (adjust !== undefined) {
    planned = conformToSchema(
      schema,
      adjust({ config: copyOf(config), prior: prior && copyOf(prior), planned: copyOf(planned) }),
      planned,
    );
  }
  throwAll(checkPlan(schema, { prior, config, planned }));
  return { planned, requiresReplace: prior === null ? [] : replacements(schema, { prior, config, planned }) };
}

/** Applies defaults, clears write-only attributes, and keeps prior values that are semantically equal. */
function applyDefaults(place: Place): Value {
  const { attribute, planned } = place;
  if (attribute.writeOnly) return null;
  if (attribute.default !== undefined && place.config === null && place.holder.config !== null) {
    return attribute.default as Value;
  }
  return isEquivalent(attribute, place.prior, planned) ? place.prior : planned;
}

/** Something changes, so every computed attribute may change too. */
function markUnknown({ attribute, holder, config, planned }: Place): Value {
  const isOpen = config === null && attribute.computed && attribute.default === undefined && !attribute.writeOnly;
  // An object that is not configured is unknown as a whole.
  return isOpen && holder.config !== null ? unknown : planned;
}

function keepPriorForUnknown({ attribute, holder, prior, config, planned }: Place): Value {
  const isKept = attribute.useStateForUnknown && holder.prior !== null && isUnknown(planned) && !isUnknown(config);
  return isKept ? prior : planned;
}

function replacements(
  schema: Schema,
  versions: { prior: ObjectValue; config: ObjectValue; planned: ObjectValue },
): Path[] {
  const paths = new Map<string, Path>();
  mapAttributes(schema, versions, (place) => {
    const { attribute, planned } = place;
    const { requiresReplace } = attribute;
    if (!requiresReplace) return planned;
    const { path, prior, config } = place;
    if (!isSame(typeOfAttribute(attribute), prior, planned)) {
      if (requiresReplace === true || requiresReplace({ prior, planned, config })) {
        paths.set(JSON.stringify(path), path);
      }
    }
    return planned;
  });
  return [...paths.values()];
}

/** A copy, so that the author's changes do not affect ours. */
function copyOf(object: ObjectValue): ObjectValue {
  const copy = (value: Value): Value => {
    if (Array.isArray(value)) return value.map(copy);
    const inner = asObject(value);
    return inner === null ? value : copyOf(inner);
  };
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, copy(value)]));
}
