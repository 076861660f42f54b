/** PlanResourceChange. */

import { type AdjustPlan, planChange } from '../core/plan';
import { typeOfBlock } from '../core/schema-type';
import type { Path } from '../path';
import { PrivateState } from '../private-state';
import type { PlanAction, Resource } from '../resource';
import { isSame } from '../value/compare';
import type { ObjectValue } from '../value/value';
import type { AttributePath, PlanResourceChangeRequest, PlanResourceChangeResponse } from '../wire/messages';
import type { Call } from '../wire/service';
import { toAttributePath } from './diagnostic-messages';
import { Operation, respond } from './operation';
import type { Session } from './session';
import { fromDynamicValue, requireObject, toDynamicValue } from './values';

export function planResourceChange(session: Session) {
  return (request: PlanResourceChangeRequest, call: Call): Promise<PlanResourceChangeResponse> => {
    const operation = new Operation(session, `plan ${request.typeName}`, call);
    const schema = session.findResource(request.typeName)?.schema;
    return respond(operation, schema, async () => {
      const resource = session.resource(request.typeName);
      const privateState = PrivateState.fromBytes(request.priorPrivate);
      const { config, planned, prior, requiresReplace } = planFor(resource, request, privateState);
      const action = actionOf(resource, prior, planned, requiresReplace);
      const context = operation.resourceContext(planned ?? prior, privateState);
      // In an apply, and only there, Terraform (1.9 and later) allows deferral without having been asked to.
      const again = request.clientCapabilities?.deferralAllowed === true;
      await resource.check?.({ config, prior, planned, action, again }, context);
      return {
        plannedState: toDynamicValue(resource.schema, planned),
        requiresReplace: requiresReplace
          .map((path) => toAttributePath(resource.schema, path))
          .filter((path): path is AttributePath => path !== undefined),
        plannedPrivate: privateState.toBytes(),
        plannedIdentity: resource.identity && request.priorIdentity,
      };
    });
  };
}

interface Plan {
  readonly prior: ObjectValue | null;
  readonly config: ObjectValue | null;
  readonly planned: ObjectValue | null;
  readonly requiresReplace: readonly Path[];
}

/** A destroy proposes null, and nothing else may be planned for it. */
function planFor(resource: Resource, request: PlanResourceChangeRequest, privateState: PrivateState): Plan {
  const { schema } = resource;
  const prior = fromDynamicValue(schema, request.priorState);
  const proposed = fromDynamicValue(schema, request.proposedNewState);
  if (proposed === null) {
    return { prior, config: null, planned: null, requiresReplace: [] };
  }
  const config = requireObject(schema, request.config, 'config');
  const { plan } = resource;
  const adjust: AdjustPlan | undefined = plan && ((input) => plan.call(resource, input, privateState) ?? input.planned);
  return { prior, config, ...planChange(schema, { prior, config, proposed }, adjust) };
}

function actionOf(
  resource: Resource,
  prior: ObjectValue | null,
  planned: ObjectValue | null,
  requiresReplace: readonly Path[],
): PlanAction {
  if (planned === null) return 'delete';
  if (prior === null) return 'create';
  if (requiresReplace.length > 0) return 'replace';
  return isSame(typeOfBlock(resource.schema), prior, planned) ? 'none' : 'update';
}
