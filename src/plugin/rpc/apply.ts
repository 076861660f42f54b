/** ApplyResourceChange: creates, updates or deletes, and keeps the right state when that fails. */

import { conformToSchema } from '../core/conform';
import { clearMarks } from '../core/planned-mark';
import { checkApplied, checkKnown, completeReturned } from '../core/returned';
import { mapAttributes } from '../core/walk';
import { PrivateState } from '../private-state';
import type { Resource } from '../resource';
import { toIdentityData } from '../translate/identity';
import { fromDynamicValue, toDynamicValue } from '../translate/values';
import { withoutUnknown } from '../value/compare';
import type { ObjectValue } from '../value/value';
import type { ApplyResourceChangeRequest, ApplyResourceChangeResponse } from '../wire/messages';
import type { Call } from '../wire/service';
import { Operation, respond } from './operation';
import type { ProviderInstance } from './provider-instance';
import { nullIfGone } from './read';

export function applyResourceChange(instance: ProviderInstance) {
  return (request: ApplyResourceChangeRequest, call: Call): Promise<ApplyResourceChangeResponse> => {
    const operation = new Operation(instance, `apply ${request.typeName}`, call);
    instance.isApplying = true;
    const schema = instance.findResource(request.typeName)?.schema;
    return respond(operation, schema, async () => {
      const resource = instance.resource(request.typeName);
      const prior = fromDynamicValue(resource.schema, request.priorState);
      const planned = fromDynamicValue(resource.schema, request.plannedState);
      const verb = planned === null ? 'delete' : prior === null ? 'create' : 'update';
      operation.name = `${verb} ${resource.type}`;
      const privateState = PrivateState.fromBytes(request.plannedPrivate);
      clearMarks(privateState);
      const state =
        planned === null
          ? await deleteObject(operation, resource, prior, privateState)
          : await createOrUpdate(operation, resource, {
              prior,
              planned,
              config: fromDynamicValue(resource.schema, request.config),
              privateState,
            });
      return {
        newState: toDynamicValue(resource.schema, state),
        private: state === null ? undefined : privateState.toBytes(),
        newIdentity: toIdentityData(resource, state),
      };
    });
  };
}

/** Returns null once the object is deleted, and the prior state when that fails. */
async function deleteObject(
  operation: Operation,
  resource: Resource,
  prior: ObjectValue | null,
  privateState: PrivateState,
): Promise<ObjectValue | null> {
  if (prior === null) return null;
  try {
    operation.signal.throwIfAborted();
    await nullIfGone(operation.instance, () => resource.delete(prior, operation.resourceContext(prior, privateState)));
    return operation.diagnostics.hasErrors ? prior : null;
  } catch (error) {
    operation.fail(error);
    return prior;
  }
}

interface Change {
  readonly prior: ObjectValue | null;
  readonly planned: ObjectValue;
  readonly config: ObjectValue | null;
  readonly privateState: PrivateState;
}

/** Returns the new state. After a failure: the state saved with `saveState`, else the prior state. */
async function createOrUpdate(operation: Operation, resource: Resource, change: Change): Promise<ObjectValue | null> {
  const { schema } = resource;
  const { prior, planned, privateState } = change;
  const known = withoutUnknown(planned) as ObjectValue;
  let saved: ObjectValue | undefined;
  const context = operation.resourceContext(planned, privateState, (partial) => {
    const merged = { ...saved, ...partial };
    conformToSchema(schema, merged, prior ?? known);
    saved = merged;
  });
  const plan = withWriteOnly(resource, change);
  let returned: Partial<ObjectValue>;
  try {
    operation.signal.throwIfAborted();
    returned =
      prior === null ? await resource.create(plan, context) : ((await resource.update?.(plan, prior, context)) ?? {});
  } catch (error) {
    operation.fail(error);
    return saved === undefined ? prior : storable(completeReturned(schema, saved, prior ?? known));
  }
  const verb = prior === null ? 'create' : 'update';
  try {
    const state = completeReturned(schema, { ...saved, ...returned }, known);
    for (const problem of [...checkKnown(schema, state, verb), ...checkApplied(schema, planned, state, verb)]) {
      operation.diagnostics.addThrown(problem, '');
    }
    return storable(state);
  } catch (error) {
    // The object exists whatever the provider returned, so keep it in the state.
    operation.fail(error);
    return storable(completeReturned(schema, saved ?? {}, prior ?? known));
  }
}

const storable = (state: ObjectValue): ObjectValue => withoutUnknown(state) as ObjectValue;

/** Adds write-only values, which only the configuration has, where the schema has them. */
function withWriteOnly({ schema }: Resource, { config, planned }: Change): ObjectValue {
  return mapAttributes(schema, { prior: null, config, planned }, (place) =>
    place.attribute.writeOnly ? place.config : place.planned,
  );
}
