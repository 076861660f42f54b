/** PlanResourceChange. */

import { type AdjustPlan, computePlan } from '../core/plan';
import { copyMark, markPlanned, markPrior, replacedObject } from '../core/planned-mark';
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
      const versions = versionsOf(resource, request);
      const { prior, config } = versions;
      const { kept, replaces } = privateStateOf(request, prior);
      const { planned, requiresReplace } = planChange(instance, resource, versions, replaces, kept);
      const action = actionOf(resource, prior, planned, requiresReplace);
      const context = operation.resourceContext(planned ?? prior, kept);
      const again = instance.isApplying || request.plannedPrivate.length > 0;
      await resource.check?.({ config, prior, planned, action, replaces, again }, context);
      if (replaces === null || again) instance.warnings.release(operation.diagnostics);
      else instance.warnings.hold(operation.diagnostics);
      if (prior !== null && planned !== null) markPrior(kept, resource, prior);
      if (request.clientCapabilities?.storePlannedPrivate) markPlanned(kept);
      return {
        plannedState: toDynamicValue(resource.schema, planned),
        requiresReplace: requiresReplace
          .map((path) => toAttributePath(resource.schema, path))
          .filter((path): path is AttributePath => path !== undefined),
        plannedPrivate: kept.toBytes(),
        plannedIdentity: resource.identity && request.priorIdentity,
      };
    });
  };
}

interface Versions {
  readonly prior: ObjectValue | null;
  readonly config: ObjectValue | null;
  /** Null for a destroy: core rejects any other plan than null for it. */
  readonly proposed: ObjectValue | null;
}

function versionsOf({ schema }: Resource, request: PlanResourceChangeRequest): Versions {
  const prior = fromDynamicValue(schema, request.priorState);
  const proposed = fromDynamicValue(schema, request.proposedNewState);
  return { prior, proposed, config: proposed && requireObject(schema, request.config, 'config') };
}

/** A new object has no private data yet: what core sends with it is that of the object that it replaces. */
function privateStateOf(request: PlanResourceChangeRequest, prior: ObjectValue | null) {
  const sent = PrivateState.fromBytes(request.priorPrivate);
  if (prior !== null) return { kept: sent, replaces: null };
  const { plannedPrivate } = request;
  const earlier = plannedPrivate.length > 0 ? PrivateState.fromBytes(plannedPrivate) : sent;
  const kept = new PrivateState();
  copyMark(earlier, kept);
  return { kept, replaces: replacedObject(kept) };
}

function planChange(
  instance: ProviderInstance,
  resource: Resource,
  { prior, config, proposed }: Versions,
  replaces: ObjectValue | null,
  kept: PrivateState,
): { readonly planned: ObjectValue | null; readonly requiresReplace: readonly Path[] } {
  if (proposed === null || config === null) return { planned: null, requiresReplace: [] };
  const { plan } = resource;
  const adjust: AdjustPlan | undefined =
    plan && ((input) => plan.call(resource, { ...input, replaces }, kept, instance.session) ?? input.planned);
  return computePlan(resource.schema, { prior, config, proposed }, adjust);
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
