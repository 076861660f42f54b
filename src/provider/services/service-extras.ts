/** Tags and static IP addresses: Aiven takes them in ServiceCreate, and changes them by operations of their own. */

import { type CallOptions, isPermissionDenied } from '../../client';
import { isUnknown, type ResourceContext } from '../../plugin';
import { callOptions } from '../call-options';
import type { Session } from '../settings';
import { equalJson } from './json-value';
import type { ServicePlan, ServiceState } from './service-state';

export interface ExtraChanges {
  /** All tags; undefined if they stay as they are. */
  tags: Record<string, string> | undefined;
  /** IDs of static IP addresses. */
  added: string[];
  removed: string[];
}

type Tags = readonly { readonly key: string; readonly value: string }[];

export const toTags = (tags: Tags): Record<string, string> =>
  Object.fromEntries(tags.map(({ key, value }) => [key, value]));

export function changedExtras(plan: ServicePlan, prior: ServiceState): ExtraChanges {
  const tags = toTags(plan.tag);
  const before = prior.static_ips ?? [];
  const wanted = plan.static_ips === null || isUnknown(plan.static_ips) ? before : plan.static_ips;
  return {
    tags: equalJson(tags, toTags(prior.tag)) ? undefined : tags,
    added: wanted.filter((id) => !before.includes(id)).sort(),
    removed: before.filter((id) => !wanted.includes(id)).sort(),
  };
}

export const changesStaticIps = ({ added, removed }: ExtraChanges): boolean => added.length + removed.length > 0;

/**
 * The IDs of the service's static IP addresses. Undefined if nothing needs them, so that a plan asks for the list only where the
 * state has addresses or the service was just imported. Also undefined for a token that may not read them.
 */
export async function readStaticIps(
  project: string,
  serviceName: string,
  state: Partial<ServiceState>,
  ctx: ResourceContext<Session, Partial<ServiceState>>,
): Promise<string[] | undefined> {
  const isImport = !state.plan;
  if (!isImport && (state.static_ips ?? []).length === 0) return undefined;
  try {
    const addresses = await ctx.session.client.reads.staticIps(project, callOptions(ctx));
    return addresses.filter((address) => address.serviceName === serviceName).map(({ id }) => id);
  } catch (error) {
    if (isPermissionDenied(error) && isImport) return undefined;
    throw error;
  }
}

interface Named {
  readonly project: string;
  readonly service_name: string;
}

/** Before the service is updated: its settings may need the new addresses. */
export async function addExtras(
  { project, service_name: serviceName }: Named,
  { tags, added }: ExtraChanges,
  call: CallOptions,
  { session: { client } }: Pick<ResourceContext<Session>, 'session'>,
): Promise<void> {
  for (const id of added) await client.staticIps.associate(project, id, serviceName, call);
  if (tags !== undefined) await client.services.replaceTags(project, serviceName, tags, call);
}

/** After the service was updated. Waits until the service has its addresses. */
export async function finishExtras(
  { project, service_name: serviceName }: Named,
  wanted: readonly string[],
  { removed }: ExtraChanges,
  call: CallOptions,
  { session: { client } }: Pick<ResourceContext<Session>, 'session'>,
): Promise<void> {
  for (const id of removed) await client.staticIps.dissociate(project, id, call);
  await client.staticIps.waitUntilSettled(project, serviceName, wanted, call);
}
