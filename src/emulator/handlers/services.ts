/** The operations on services (docs/internals/api.md#services). */

import { createServiceRecord } from '../account/new-service';
import { applyDueChanges, assignCmk, powerOff, powerOn, startDeletion, startMove } from '../account/service-lifecycle';
import { ignoresCmkId, isUnavailablePlan } from '../account/service-outcome';
import { serviceTypes } from '../account/service-types';
import { requireFreeStaticIp } from '../account/static-ips';
import type { ProjectRecord, ServiceRecord } from '../account/store';
import { mergeConfig } from '../account/user-config';
import { conflict, featureNotEnabled, forbidden, invalidRequest, notFound } from '../api-error';
import { type JsonObject, readBody, readBoolean, requireText } from '../input';
import type { Call, Handlers } from './handler';
import { createFields, readChange, readStaticIps, readTags, type ServiceChange, updateFields } from './service-input';
import { toWireService } from './service-response';

export function requireService({ project, serviceName }: Pick<Call, 'project' | 'serviceName'>): ServiceRecord {
  const service = project.services.get(serviceName);
  if (service === undefined) throw notFound('Service does not exist');
  return service;
}

function rejectUnavailablePlan(plan: string | undefined): void {
  if (plan !== undefined && isUnavailablePlan(plan)) throw invalidRequest(`Plan "${plan}" is not available`);
}

function requireFeature(project: ProjectRecord, cmkId: string | null | undefined): void {
  if (!project.byok && typeof cmkId === 'string') throw featureNotEnabled();
}

/** Undocumented, so an option (docs/internals/api.md#undocumented-behavior). */
function rejectFirstKey({ account }: Call, service: ServiceRecord, cmkId: string | null | undefined): void {
  if (account.settings.firstKeyForExisting === 'refused' && service.cmk_id === null && typeof cmkId === 'string') {
    throw invalidRequest('A customer managed key can be set only when the service is created');
  }
}

/** The wording is Aiven's, from issues of its own provider (docs/internals/api.md#errors). */
function rejectIfProtected(terminationProtection: boolean): void {
  if (terminationProtection) {
    throw forbidden('Service is protected against termination and shutdown. Remove termination protection first.');
  }
}

/** Whether the response includes secrets (docs/internals/api.md#secrets). */
function includesSecrets({ project, query }: Call): boolean {
  const wanted = query.get('include_secrets') === 'true';
  if (wanted && project.deny !== 'writes' && project.deny.includes('secrets')) {
    throw forbidden('You do not have the permission to read secrets in this project');
  }
  return wanted;
}

/** The key of a new service: the requested one, otherwise the project's default (docs/internals/api.md#cmk_id). */
function cmkForNewService(
  project: ProjectRecord,
  serviceName: string,
  requested: string | null | undefined,
): string | null {
  if (requested !== undefined && !ignoresCmkId(serviceName)) return requested;
  return [...project.cmks.values()].find((cmk) => cmk.default_cmk && cmk.status !== 'deleted')?.id ?? null;
}

/** A guess, after the names that Aiven's console accepts. */
const validName = /^[a-z][a-z0-9-]{0,62}[a-z0-9]$|^[a-z]$/;

function readIdentity(input: JsonObject, project: ProjectRecord): { serviceName: string; serviceType: string } {
  const serviceName = requireText(input, 'service_name', 1, 64);
  const serviceType = requireText(input, 'service_type');
  if (!validName.test(serviceName)) {
    throw invalidRequest(
      'service_name must be 1 to 64 lowercase letters, digits and hyphens, and must start with a letter',
    );
  }
  if (!Object.hasOwn(serviceTypes, serviceType)) {
    throw invalidRequest(`service_type must be one of ${Object.keys(serviceTypes).join(', ')}`);
  }
  if (project.services.has(serviceName)) throw conflict(`Service "${serviceName}" already exists in the project`);
  return { serviceName, serviceType };
}

/** Applies a change. Returns whether the service moves because of it: a guess, except for the key. */
function applyChange(call: Call, service: ServiceRecord, change: ServiceChange): boolean {
  const { project, account } = call;
  const { cmk_id, user_config, maintenance, ...plain } = change;
  const changesNodes = (['plan', 'cloud_name', 'project_vpc_id', 'disk_space_mb'] as const).some(
    (name) => plain[name] !== undefined && plain[name] !== service[name],
  );
  Object.assign(service, Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)));
  Object.assign(service.maintenance, maintenance);
  if (user_config !== undefined) {
    const defaults = serviceTypes[service.service_type]?.defaults ?? {};
    service.user_config = { ...defaults, ...mergeConfig(service.user_config, user_config) };
  }
  const changesKey = cmk_id !== undefined && cmk_id !== service.cmk_id && !ignoresCmkId(service.service_name);
  if (changesKey) assignCmk(project, service, cmk_id, account.settings, account.clock.now());
  return changesKey || changesNodes;
}

/** Builds the response of a write. Changes without a delay take effect before it. */
function respondWith(call: Call, service: ServiceRecord) {
  applyDueChanges(call.project, call.account.clock.now());
  return { service: toWireService(call.account, call.project, service) };
}

export const serviceHandlers = {
  ServiceList(call) {
    const secrets = includesSecrets(call);
    const services = [...call.project.services.values()];
    return { services: services.map((service) => toWireService(call.account, call.project, service, secrets)) };
  },

  ServiceCreate(call) {
    const { project, account } = call;
    const input = readBody(call.body, createFields);
    const { serviceName, serviceType } = readIdentity(input, project);
    const plan = requireText(input, 'plan');
    const change = readChange(input, project);
    rejectUnavailablePlan(change.plan);
    requireFeature(project, change.cmk_id);
    const { cloud_name: cloud, cmk_id: cmkId, ...settings } = change;
    const addresses = (readStaticIps(input) ?? []).map((id) => requireFreeStaticIp(project, id));
    const service = createServiceRecord(
      { ...settings, service_name: serviceName, service_type: serviceType, plan, cloud, tags: readTags(input) },
      account.clock.timestamp(),
    );
    const now = account.clock.now();
    for (const address of addresses) address.service_name = serviceName;
    project.services.set(serviceName, service);
    startMove(service, 'REBUILDING', account.settings, now);
    assignCmk(project, service, cmkForNewService(project, serviceName, cmkId), account.settings, now);
    return respondWith(call, service);
  },

  ServiceGet(call) {
    const service = requireService(call);
    return { service: toWireService(call.account, call.project, service, includesSecrets(call)) };
  },

  ServiceUpdate(call) {
    const { project, account } = call;
    const service = requireService(call);
    const input = readBody(call.body, updateFields);
    const change = readChange(input, project);
    const powered = readBoolean(input, 'powered');
    rejectUnavailablePlan(change.plan);
    requireFeature(project, change.cmk_id);
    if (service.deletedAt !== null) throw conflict('Service is being deleted');
    rejectFirstKey(call, service, change.cmk_id);
    if (powered === false && service.state !== 'POWEROFF') {
      rejectIfProtected(change.termination_protection ?? service.termination_protection);
    }
    const now = account.clock.now();
    if (applyChange(call, service, change)) startMove(service, 'REBALANCING', account.settings, now);
    if (powered === false && service.state !== 'POWEROFF') {
      powerOff(project, service);
    } else if (powered === true && service.state === 'POWEROFF') {
      powerOn(project, service, account.settings, now);
    }
    service.update_time = account.clock.timestamp();
    return respondWith(call, service);
  },

  ServiceDelete(call) {
    const { project, account } = call;
    const service = requireService(call);
    rejectIfProtected(service.termination_protection);
    if (service.deletedAt === null) startDeletion(project, service, account.settings, account.clock.now());
    applyDueChanges(project, account.clock.now());
    return {};
  },
} satisfies Partial<Handlers>;
