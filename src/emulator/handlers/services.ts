/** Services: docs/api.md#services. */

import { randomBytes } from 'node:crypto';
import { fateOf, isRefusedPlan } from '../account/service-fate';
import { bind, powerOff, powerOn, settleProject, startDeletion, startMove } from '../account/service-life';
import { includedDiskSpace, serviceTypes } from '../account/service-types';
import type { ProjectRecord, ServiceRecord } from '../account/store';
import { conflict, forbidden, invalidRequest, notFound } from '../api-error';
import { isObject, type JsonObject, readBody, readBoolean, requireText } from '../input';
import type { Call, Handlers } from './handler';
import { createFields, readChange, type ServiceChange, updateFields } from './service-input';
import { redacted, renderService } from './service-view';

/** Used when a request names no cloud. A guess: the API fills it in (official schema: optional and computed). */
const defaultCloud = 'google-europe-west1';

function requireService({ project, serviceName }: Call): ServiceRecord {
  const service = project.services.get(serviceName);
  if (service === undefined) {
    throw notFound('Service does not exist');
  }
  return service;
}

function refusePlan(plan: string | undefined): void {
  if (plan !== undefined && isRefusedPlan(plan)) {
    throw invalidRequest(`Plan '${plan}' is not available`, 'invalid_plan');
  }
}

/** docs/api.md#errors: BYOK is an enterprise feature. */
function requireFeature(project: ProjectRecord, cmkId: string | null | undefined): void {
  if (!project.byok && typeof cmkId === 'string') {
    throw forbidden('Customer managed keys are not enabled for this project', 'feature_not_enabled');
  }
}

/** The wording is the API's own, as it stands in public reports against the official provider. */
function refuseWhenProtected(service: ServiceRecord): void {
  if (service.termination_protection) {
    throw forbidden('Service is protected against termination and shutdown. Remove termination protection first.');
  }
}

/** Secrets only with `include_secrets=true`, and only for who may read them (docs/api.md#secrets). */
function wantsSecrets({ project, query }: Call): boolean {
  const wanted = query.get('include_secrets') === 'true';
  if (wanted && project.deny !== 'writes' && project.deny.includes('secrets')) {
    throw forbidden('You do not have the permission to read secrets in this project');
  }
  return wanted;
}

/**
 * Settings given are merged into those there, objects key by key, anything else replaced; null takes a setting back; a
 * redacted secret sent back changes nothing (docs/api.md#secrets). The depth of the merge is a guess.
 */
export function mergeConfig(current: JsonObject, change: JsonObject): JsonObject {
  const merged = { ...current };
  for (const [name, value] of Object.entries(change)) {
    if (value === null) {
      delete merged[name];
    } else if (isObject(value)) {
      merged[name] = mergeConfig(isObject(merged[name]) ? merged[name] : {}, value);
    } else if (value !== redacted) {
      merged[name] = value;
    }
  }
  return merged;
}

/** The key for a new service: the one asked for, else the project's default: docs/api.md#cmk_id. */
function cmkForNew(project: ProjectRecord, asked: string | null | undefined): string | null {
  const byDefault = () => [...project.cmks.values()].find((cmk) => cmk.default_cmk && cmk.status !== 'deleted')?.id;
  return asked === undefined ? (byDefault() ?? null) : asked;
}

/** Guess, after the names that Aiven's console allows. */
const nameForm = /^[a-z][a-z0-9-]{0,62}[a-z0-9]$|^[a-z]$/;

function readIdentity(input: JsonObject, project: ProjectRecord): { serviceName: string; serviceType: string } {
  const serviceName = requireText(input, 'service_name', 1, 64);
  const serviceType = requireText(input, 'service_type');
  if (!nameForm.test(serviceName)) {
    throw invalidRequest('service_name must be 1 to 64 lower case letters, digits and dashes, a letter first');
  }
  if (!Object.hasOwn(serviceTypes, serviceType)) {
    throw invalidRequest(`service_type must be one of ${Object.keys(serviceTypes).join(', ')}`);
  }
  if (project.services.has(serviceName)) {
    // docs/api.md#errors: 409 with a message that says `already exists`.
    throw conflict(`Service '${serviceName}' already exists in the project`);
  }
  return { serviceName, serviceType };
}

function newService(call: Call, serviceName: string, serviceType: string, change: ServiceChange): ServiceRecord {
  const stamp = call.world.clock.stamp();
  const plan = change.plan ?? '';
  return {
    service_name: serviceName,
    service_type: serviceType,
    plan,
    cloud_name: change.cloud_name ?? defaultCloud,
    state: 'REBUILDING',
    cmk_id: null,
    project_vpc_id: change.project_vpc_id ?? null,
    termination_protection: change.termination_protection ?? false,
    maintenance: { dow: 'sunday', time: '10:00:00', enabled: true, ...change.maintenance },
    disk_space_mb: change.disk_space_mb ?? includedDiskSpace(plan),
    password: `AVNS_${randomBytes(12).toString('base64url')}`,
    user_config: mergeConfig(serviceTypes[serviceType]?.defaults ?? {}, change.user_config ?? {}),
    tags: change.tags ?? {},
    tech_emails: change.tech_emails ?? [],
    static_ips: change.static_ips ?? [],
    create_time: stamp,
    update_time: stamp,
    fate: fateOf(serviceName),
    readyAt: null,
    goneAt: null,
  };
}

/** Takes a change over. Returns whether the service has to move for it: a guess for all but the key. */
function applyChange(call: Call, service: ServiceRecord, change: ServiceChange): boolean {
  const { project, world } = call;
  const { cmk_id, user_config, maintenance, ...plain } = change;
  const moved = (['plan', 'cloud_name', 'project_vpc_id', 'disk_space_mb'] as const).filter(
    (name) => plain[name] !== undefined && plain[name] !== service[name],
  );
  Object.assign(service, Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)));
  Object.assign(service.maintenance, maintenance);
  if (user_config !== undefined) {
    const defaults = serviceTypes[service.service_type]?.defaults ?? {};
    service.user_config = { ...defaults, ...mergeConfig(service.user_config, user_config) };
  }
  const rebound = cmk_id !== undefined && cmk_id !== service.cmk_id;
  if (rebound) {
    bind(project, service, cmk_id, world.settings, world.clock.now());
  }
  return rebound || moved.length > 0;
}

/** Brings the project up to the present before the answer, so that a delay of 0 shows at once. */
function answer(call: Call, service: ServiceRecord) {
  settleProject(call.project, call.world.clock.now());
  return { service: renderService(call.world, call.project, service) };
}

export const serviceHandlers = {
  ServiceList(call) {
    const secrets = wantsSecrets(call);
    const services = [...call.project.services.values()];
    return { services: services.map((service) => renderService(call.world, call.project, service, secrets)) };
  },

  ServiceCreate(call) {
    const { project, world } = call;
    const input = readBody(call.body, createFields);
    const { serviceName, serviceType } = readIdentity(input, project);
    requireText(input, 'plan');
    const change = readChange(input, project);
    refusePlan(change.plan);
    requireFeature(project, change.cmk_id);
    const service = newService(call, serviceName, serviceType, change);
    const now = world.clock.now();
    project.services.set(serviceName, service);
    startMove(service, 'REBUILDING', world.settings, now);
    bind(project, service, cmkForNew(project, change.cmk_id), world.settings, now);
    return answer(call, service);
  },

  ServiceGet(call) {
    const service = requireService(call);
    return { service: renderService(call.world, call.project, service, wantsSecrets(call)) };
  },

  ServiceUpdate(call) {
    const { project, world } = call;
    const service = requireService(call);
    const input = readBody(call.body, updateFields);
    const change = readChange(input, project);
    const powered = readBoolean(input, 'powered');
    refusePlan(change.plan);
    requireFeature(project, change.cmk_id);
    if (service.goneAt !== null) {
      throw conflict('Service is being deleted');
    }
    if (powered === false && service.state !== 'POWEROFF') {
      refuseWhenProtected({
        ...service,
        termination_protection: change.termination_protection ?? service.termination_protection,
      });
    }
    const now = world.clock.now();
    if (applyChange(call, service, change)) {
      startMove(service, 'REBALANCING', world.settings, now);
    }
    if (powered === false && service.state !== 'POWEROFF') {
      powerOff(project, service);
    } else if (powered === true && service.state === 'POWEROFF') {
      powerOn(project, service, world.settings, now);
    }
    service.update_time = world.clock.stamp();
    return answer(call, service);
  },

  ServiceDelete(call) {
    const { project, world } = call;
    const service = requireService(call);
    refuseWhenProtected(service);
    if (service.goneAt === null) {
      startDeletion(project, service, world.settings, world.clock.now());
    }
    settleProject(project, world.clock.now());
    return {};
  },
} satisfies Partial<Handlers>;
