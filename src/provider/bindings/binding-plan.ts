/** Checks a plan of a binding: what it does to the service's key, compared with what Aiven shows and what else is planned. */

import { formatServiceImportId, sameCmkId } from '../../aiven';
import { isPermissionDenied, type Service } from '../../client';
import { type CheckInput, type ConfigOf, isUnknown, type ResourceContext } from '../../plugin';
import { callOptions } from '../call-options';
import { checkKey } from '../keys/find-cmk';
import { listOfProject } from '../missing-project';
import type { PlannedService } from '../planned-objects';
import { keyBeforeDrift, warnAboutMoveBack } from '../services/key/key-drift';
import { warnAboutMisfit } from '../services/key/key-fit';
import { reportKeyLoss } from '../services/key/key-loss';
import { bindingType, isDeleted, isKeyed, recordService, warnAboutOthers } from '../services/key/planned-services';
import type { Session } from '../settings';
import type { BindingState, bindingSchema } from './binding-schema';

type BindingConfig = ConfigOf<typeof bindingSchema>;
type Check = CheckInput<BindingState, BindingConfig>;
type Context = ResourceContext<Session>;

export async function checkBinding(check: Check, ctx: Context): Promise<void> {
  const { action, again, prior, planned, replaces } = check;
  const detaches = prior !== null && prior.on_destroy !== 'keep' && !sameCmkId(prior.cmk_id, null);
  const others = recordService(check, { type: bindingType, namesKey: planned !== null, detaches }, ctx);
  warnAboutOthers(check, bindingType, others, ctx);
  if (prior !== null && (action === 'delete' || action === 'replace')) checkDetach(prior, action, others.ofLeft, ctx);
  if (planned === null) return;
  const { project, cmk_id: cmkId, service_name: serviceName } = planned;
  const before = action === 'replace' ? undefined : prior?.cmk_id;
  const key = await checkKey({ project, cmkId, before, user: `the binding of service "${serviceName}"` }, ctx);
  if (action === 'none') return;
  if (action === 'create') markReplacement(planned, ctx);
  if (action === 'update' && prior !== null) {
    warnAboutMoveBack({ service_name: prior.service_name, actual: prior.cmk_id, planned: cmkId }, ctx);
  }
  if (key === undefined || sameCmkId(before, key.cmkId)) return;
  const service = await serviceAtStart(planned, ctx);
  if (service === undefined) return;
  warnAboutMisfit(key, service, ctx);
  const isSuccessor = replaces?.project === project && replaces.service_name === serviceName;
  if (action === 'create' && !again && !isSuccessor && sameCmkId(service.cmkId, key.cmkId)) {
    warnAboutExistingKey(project as string, service, ctx);
  }
}

/** In private data of a planned delete: the service keeps its key, because another resource of the plan names one. */
const keepsKey = 'keeps_key';
/** In private data of a planned create: its service. A replacement deletes the old object with the same private data. */
const creates = 'creates';

/** Whether a delete must leave the service on its key. */
export function keepsServiceKey(state: BindingState, kept: Context['private']): boolean {
  return kept.get(keepsKey) === true || kept.get(creates) === importIdOf(state);
}

/** To be called when the binding exists: later deletes are not part of its creation. */
export function forgetCreation(kept: Context['private']): void {
  kept.set(creates, undefined);
}

function markReplacement({ project, service_name: serviceName }: BindingConfig, ctx: Context): void {
  if (isUnknown(project) || isUnknown(serviceName)) return;
  ctx.private.set(creates, formatServiceImportId({ project, serviceName }));
}

function checkDetach(
  prior: BindingState,
  action: 'delete' | 'replace',
  others: readonly PlannedService[],
  ctx: Context,
): void {
  const isGone = isDeleted(others);
  const isKept = isKeyed(others) || (ctx.session.forbidDetach && isGone);
  ctx.private.set(keepsKey, isKept ? true : undefined);
  if (isKept || isGone || prior.on_destroy === 'keep' || sameCmkId(prior.cmk_id, null)) return;
  // After a move outside of Terraform, the delete leaves the service where it is.
  if (keyBeforeDrift(ctx.private) !== undefined) return;
  const verb = action === 'delete' ? 'is destroyed' : 'moves to another service';
  reportKeyLoss(
    {
      ...prior,
      reason: `the binding ${verb} with on_destroy = "detach"`,
      wayOut:
        'To keep the key, apply on_destroy = "keep" first, or remove the binding from the state only: a removed block with destroy = false. If the binding was renamed, use a moved block. If the service is deleted as well, there is nothing to keep.',
    },
    ctx,
  );
}

function warnAboutExistingKey(project: string, service: Service, ctx: Context): void {
  const { serviceName, cmkId } = service;
  const id = formatServiceImportId({ project, serviceName });
  ctx.warn(
    `Service "${serviceName}" already uses key "${cmkId}"`,
    `The plan creates a binding for it. If the binding was renamed, use a moved block instead: a destroy of the old address may detach the service first. If the binding exists already, import it with the ID "${id}". If the service has this key because it is the default of the project, or if this plan replaces the binding, there is nothing to do.`,
  );
}

/** The service in the first list of this process; undefined if it does not exist yet or must not be listed. */
async function serviceAtStart({ project, service_name: name }: BindingConfig, ctx: Context) {
  if (isUnknown(project) || isUnknown(name)) return undefined;
  try {
    const { reads } = ctx.session.client;
    const services = await listOfProject(project, reads.servicesAtStart(project, callOptions(ctx)), ctx);
    return services?.find(({ serviceName }) => serviceName === name);
  } catch (error) {
    if (isPermissionDenied(error)) return undefined;
    throw error;
  }
}

const importIdOf = ({ project, service_name: serviceName }: BindingState) =>
  formatServiceImportId({ project, serviceName });
