/** PlanResourceChange. */

import { type AdjustPlan, computePlan } from '../core/plan';
import { typeOfBlock } from '../core/schema-type';
import type { Path } from '../path';
import { PrivateState } from '../private-state';
import type { PlanAction, Resource } from '../resource';
import { toAttributePath } from '../translate/diagnostics';
import { fromDynamicValue, requireObject, toDynamicValue } from '../translate/values';
import { isSame } from '../value/compare';
import type { ObjectValue } from '../value/value';
import type { AttributePath, PlanResourceChangeRequest, PlanResourceChangeResponse } from '../wire/messages';
import type { Call } from '../wire/service';
import { Operation, respond } from './operation';
import type { ProviderInstance } from './provider-instance';

export function planResourceChange(instance: ProviderInstance) {
  return (request: PlanResourceChangeRequest, call: Call): Promise<PlanResourceChangeResponse> => {
    const operation = new Operation(instance, `plan ${request.typeName}`, call);
    const schema = instance.findResource(request.typeName)?.schema;
    return respond(operation, schema, async () => {
      const resource = instance.resource(request.typeName);
      const privateState = PrivateState.fromBytes(request.priorPrivate);
      const { config, planned, prior, requiresReplace } = planRequest(resource, request, privateState);
      const action = actionOf(resource, prior, planned, requiresReplace);
      const context = operation.resourceContext(planned ?? prior, privateState);
      // Terraform 1.9 and later allows deferral only when it plans again inside an apply.
      const isReplan = request.clientCapabilities?.deferralAllowed === true;
      await resource.check?.({ config, prior, planned, action, again: isReplan }, context);
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

/** Core proposes null for a destroy, and rejects any other plan for it. */
function planRequest(resource: Resource, request: PlanResourceChangeRequest, privateState: PrivateState): Plan {
  const { schema } = resource;
  const prior = fromDynamicValue(schema, request.priorState);
  const proposed = fromDynamicValue(schema, request.proposedNewState);
  if (proposed === null) return { prior, config: null, planned: null, requiresReplace: [] };
  const config = requireObject(schema, request.config, 'config');
  const { plan } = resource;
  const adjust: AdjustPlan | undefined = plan && ((input) => plan.call(resource, input, privateState) ?? input.planned);
  return { prior, config, ...computePlan(schema, { prior, config, proposed }, adjust) };
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
