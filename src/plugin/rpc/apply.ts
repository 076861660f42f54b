/** ApplyResourceChange: create, update or delete, told apart once, and what is kept of them when they fail. */

import { conformToSchema } from '../core/conform';
import { checkApplied, checkKnown, completeReturned } from '../core/returned';
import { mapAttributes } from '../core/walk';
import { PrivateState } from '../private-state';
import type { Resource } from '../resource';
import { withoutUnknown } from '../value/compare';
import type { ObjectValue } from '../value/value';
import type { ApplyResourceChangeRequest, ApplyResourceChangeResponse } from '../wire/messages';
import type { Call } from '../wire/service';
import { toIdentityData } from './identity';
import { Operation, respond } from './operation';
import { unlessGone } from './read';
import type { Session } from './session';
import { fromDynamicValue, toDynamicValue } from './values';

export function applyResourceChange(session: Session) {
  return (request: ApplyResourceChangeRequest, call: Call): Promise<ApplyResourceChangeResponse> => {
    const operation = new Operation(session, `apply ${request.typeName}`, call);
    const schema = session.findResource(request.typeName)?.schema;
    return respond(operation, schema, async () => {
      const resource = session.resource(request.typeName);
      const prior = fromDynamicValue(resource.schema, request.priorState);
      const planned = fromDynamicValue(resource.schema, request.plannedState);
      const verb = planned === null ? 'delete' : prior === null ? 'create' : 'update';
      operation.name = `${verb} ${resource.type}`;
      const privateState = PrivateState.fromBytes(request.plannedPrivate);
      const state =
        planned === null
          ? await deleteObject(operation, resource, prior, privateState)
          : await makeObject(operation, resource, {
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

/** Null once it is deleted; the prior state when that failed. */
async function deleteObject(
  operation: Operation,
  resource: Resource,
  prior: ObjectValue | null,
  privateState: PrivateState,
): Promise<ObjectValue | null> {
  if (prior === null) {
    return null;
  }
  try {
    operation.signal.throwIfAborted();
    await unlessGone(operation.session, () => resource.delete(prior, operation.resourceContext(prior, privateState)));
    return operation.diagnostics.hasErrors ? prior : null;
  } catch (reason) {
    operation.fail(reason);
    return prior;
  }
}

interface Change {
  readonly prior: ObjectValue | null;
  readonly planned: ObjectValue;
  readonly config: ObjectValue | null;
  readonly privateState: PrivateState;
}

/** The new state. After a failure: what was saved on the way, else what there was before. */
async function makeObject(operation: Operation, resource: Resource, change: Change): Promise<ObjectValue | null> {
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
  } catch (reason) {
    operation.fail(reason);
    return saved === undefined ? prior : storable(completeReturned(schema, saved, prior ?? known));
  }
  const verb = prior === null ? 'create' : 'update';
  try {
    const state = completeReturned(schema, { ...saved, ...returned }, known);
    for (const problem of [...checkKnown(schema, state, verb), ...checkApplied(schema, planned, state, verb)]) {
      operation.diagnostics.addThrown(problem, '');
    }
    return storable(state);
  } catch (reason) {
    // The object exists, whatever was returned: it must not be forgotten.
    operation.fail(reason);
    return storable(completeReturned(schema, saved ?? {}, prior ?? known));
  }
}

const storable = (state: ObjectValue): ObjectValue => withoutUnknown(state) as ObjectValue;

/** Write-only values are in the configuration alone; the author finds them where the schema has them. */
function withWriteOnly({ schema }: Resource, { config, planned }: Change): ObjectValue {
  return mapAttributes(schema, { prior: null, config, planned }, (place) =>
    place.attribute.writeOnly ? place.config : place.planned,
  );
}
