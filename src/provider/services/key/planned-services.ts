/** What a plan does to one service through several resources: service resources and bindings. Makes no request. */

import type { CheckInput, ResourceContext } from '../../../plugin';
import type { PlannedService } from '../../planned-objects';
import { nameOfService as nameOf, type ServiceName } from '../../service-turns';
import type { Session } from '../../settings';

type Check = Pick<CheckInput<ServiceName, ServiceName>, 'action' | 'prior' | 'planned'> & {
  readonly replaces: Partial<ServiceName> | null;
};

export const bindingType = 'aiven_cmk_service_association';

/** The other objects of the plan, so far, that concern the same service. */
export interface OtherObjects {
  /** For the service that the object leaves, by its deletion or by a move to another service. */
  readonly ofLeft: readonly PlannedService[];
  /** For the service that the object is planned for. */
  readonly ofPlanned: readonly PlannedService[];
}

type Effect = Pick<PlannedService, 'type' | 'namesKey' | 'detaches'>;

/** Records what the plan does. `effect.namesKey` is about the planned service, `effect.detaches` about the one that the object leaves. */
export function recordService(
  { action, prior, planned, replaces }: Check,
  effect: Effect,
  { session }: Pick<ResourceContext<Session>, 'session'>,
): OtherObjects {
  const { plannedServices, turns } = session;
  const [left, present] = [nameOf(prior), nameOf(planned)];
  const before = left ?? nameOf(replaces);
  const object = {
    ...effect,
    id: before === undefined ? null : `${effect.type} ${before}`,
    action,
    isReplacement: replaces !== null,
  };
  if (planned !== null && present !== undefined && effect.namesKey) turns.claim(planned);
  const isLeft = left !== undefined && left !== present;
  return {
    ofLeft: isLeft ? plannedServices.add(left, { ...object, action: 'delete', namesKey: false }) : [],
    ofPlanned: present === undefined ? [] : plannedServices.add(present, { ...object, detaches: false }),
  };
}

/** Warns when two resources of the configuration set the key of one service. */
export function warnAboutOthers(
  { planned }: Check,
  type: string,
  { ofPlanned }: OtherObjects,
  ctx: Pick<ResourceContext<Session>, 'warn'>,
): void {
  const other = ofPlanned.find((object) => object.action !== 'delete');
  if (planned === null || other === undefined) return;
  const serviceName = String(planned.service_name);
  const service = [type, other.type].find((one) => one !== bindingType);
  ctx.warn(
    `Two resources manage service "${serviceName}"`,
    service !== undefined && type !== other.type
      ? `This configuration has an ${service} and an ${bindingType} for it, and each of them may overwrite the key that the other sets. Set cmk_id in the ${service}, and remove the binding after an apply with on_destroy = "keep".`
      : `This configuration has an ${type} and an ${other.type} for it, and each of them overwrites what the other sets. Keep one, and remove the other from the state only: a removed block with destroy = false.`,
    ['service_name'],
  );
}

/** Whether another resource of the plan gives the service a key. */
export function isKeyed(others: readonly PlannedService[]): boolean {
  return others.some(({ namesKey }) => namesKey);
}

/** Whether the plan deletes the service itself. */
export function isDeleted(others: readonly PlannedService[]): boolean {
  return others.some(({ action, type }) => action === 'delete' && type !== bindingType);
}

/**
 * Whether this plan or this apply takes the service off its key through another resource. A resource that names a key for it then must
 * be applied, even if nothing else changes.
 */
export function isDetachedByOther(service: ServiceName, { plannedServices, turns }: Session): boolean {
  const name = nameOf(service);
  if (name === undefined) return false;
  return turns.hasDetached(service) || plannedServices.others(name).some(({ detaches }) => detaches);
}
