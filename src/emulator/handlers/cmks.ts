/** Customer managed keys: docs/api.md#customer-managed-keys. */

import { randomUUID } from 'node:crypto';
import type { WireCloud, WireCmk } from '../../api/wire';
import type { CmkRecord, ProjectRecord } from '../account/store';
import type { World } from '../account/world';
import { conflict, invalidRequest } from '../api-error';
import { type JsonObject, readBody, readBoolean, readPathCmkId, requireText, unknownCmk } from '../input';
import type { Call, Handlers } from './handler';

/** What a key reference of each cloud begins with; the rest is the cloud's business. docs/api.md#key-fields. */
const referenceForms: Record<WireCloud, { form: RegExp; expected: string }> = {
  aws: { form: /^arn:aws[a-z-]*:kms:/, expected: 'a KMS key ARN (arn:aws:kms:...)' },
  azure: { form: /^https:\/\//, expected: 'a Key Vault key identifier (https://...)' },
  gcp: { form: /^projects\/.+\/cryptoKeys\//s, expected: 'a KMS resource name (projects/.../cryptoKeys/...)' },
  oci: { form: /^ocid1\.key\./, expected: 'a key OCID (ocid1.key....)' },
};

/** The specification names gcp, oci and aws; the OpenAPI has azure as well. */
export const isCloud = (text: string): text is WireCloud => Object.hasOwn(referenceForms, text);

/** The OpenAPI declares `provider` and `status` on the create response only: docs/api.md#key-fields. */
function renderCmk(world: World, cmk: CmkRecord, created = false): WireCmk {
  const { id, provider, resource, default_cmk, status, created_at, updated_at } = cmk;
  return world.settings.shape === 'full' || created
    ? { id, provider, resource, default_cmk, status, created_at, updated_at }
    : { id, resource, default_cmk, created_at, updated_at };
}

/** The key of the path, deleted or not. */
function findCmk(call: Call): CmkRecord {
  const cmk = call.project.cmks.get(readPathCmkId(call.cmkId));
  if (cmk === undefined) {
    throw unknownCmk(call.cmkId);
  }
  return cmk;
}

/** The key of the path, unless it is deleted. */
export function requireCmk(call: Call): CmkRecord {
  const cmk = findCmk(call);
  if (cmk.status === 'deleted') {
    throw unknownCmk(call.cmkId);
  }
  return cmk;
}

function readNewCmk(body: unknown, world: World): Pick<CmkRecord, 'provider' | 'resource' | 'default_cmk'> {
  const input: JsonObject = readBody(body, ['provider', 'resource', 'default_cmk']);
  const provider = requireText(input, 'provider');
  if (!isCloud(provider)) {
    throw invalidRequest(`provider must be one of ${Object.keys(referenceForms).join(', ')}`);
  }
  // docs/api.md#key-fields: a key identifier of at most 512 characters.
  const resource = requireText(input, 'resource', 1, 512);
  const { form, expected } = referenceForms[provider];
  if (world.settings.checkReferences && !form.test(resource)) {
    throw invalidRequest(`resource must be ${expected} for provider ${provider}`);
  }
  return { provider, resource, default_cmk: readBoolean(input, 'default_cmk') ?? false };
}

/** Undocumented, so switchable: whether setting a second default clears the first. */
function clearOtherDefaults(world: World, project: ProjectRecord, keep: CmkRecord): void {
  if (world.settings.secondDefault === 'keeps') {
    return;
  }
  for (const cmk of project.cmks.values()) {
    if (cmk.default_cmk && cmk !== keep) {
      cmk.default_cmk = false;
      cmk.updated_at = world.clock.stamp();
    }
  }
}

function refuseDuplicate(world: World, project: ProjectRecord, provider: WireCloud, resource: string): void {
  if (world.settings.duplicates === 'allowed') {
    return;
  }
  for (const cmk of project.cmks.values()) {
    if (cmk.status !== 'deleted' && cmk.provider === provider && cmk.resource === resource) {
      throw conflict('CMK with this provider and resource already exists in the project');
    }
  }
}

export const cmkHandlers = {
  CMKList({ project, world }) {
    const now = world.clock.now();
    const cmks = [...project.cmks.values()].filter((cmk) => cmk.listedFrom <= now);
    return { cmks: cmks.map((cmk) => renderCmk(world, cmk)) };
  },

  CMKCreate({ project, body, world }) {
    const input = readNewCmk(body, world);
    refuseDuplicate(world, project, input.provider, input.resource);
    const now = world.clock.now();
    const stamp = world.clock.stamp();
    const cmk: CmkRecord = {
      ...input,
      id: randomUUID(),
      // docs/api.md#key-fields: a new key is `current`. `old` comes from the sentinel or from the store.
      status: input.resource.includes('status-old') ? 'old' : 'current',
      created_at: stamp,
      updated_at: stamp,
      listedFrom: now + world.settings.listLag,
      foundFrom: now + world.settings.getLag,
    };
    project.cmks.set(cmk.id, cmk);
    if (cmk.default_cmk) {
      clearOtherDefaults(world, project, cmk);
    }
    return { cmk: renderCmk(world, cmk, true) };
  },

  CMKGet(call) {
    const cmk = findCmk(call);
    if (cmk.foundFrom > call.world.clock.now()) {
      throw unknownCmk(call.cmkId);
    }
    return { cmk: renderCmk(call.world, cmk) };
  },

  CMKUpdate(call) {
    const { body, project, world } = call;
    const cmk = requireCmk(call);
    const wanted = readBoolean(readBody(body, ['default_cmk']), 'default_cmk');
    if (wanted !== undefined && wanted !== cmk.default_cmk) {
      cmk.default_cmk = wanted;
      cmk.updated_at = world.clock.stamp();
    }
    if (wanted === true) {
      clearOtherDefaults(world, project, cmk);
    }
    return { cmk: renderCmk(world, cmk) };
  },

  CMKDelete(call) {
    const { project, world } = call;
    const cmk = requireCmk(call);
    // docs/api.md#service-associations: refused while any association is active, activating or deactivating.
    if (project.associations.some((association) => association.cmkId === cmk.id)) {
      throw conflict('CMK cannot be deleted because it is still associated with one or more services');
    }
    // The specification's response shows the key as it was.
    const response = { cmk: renderCmk(world, cmk) };
    if (world.settings.deletedKeys === 'gone') {
      project.cmks.delete(cmk.id);
    } else {
      Object.assign(cmk, { status: 'deleted', default_cmk: false, updated_at: world.clock.stamp() });
    }
    return response;
  },

  CMKAccessCheckTrigger(call) {
    const cmk = requireCmk(call);
    if (call.body !== undefined) {
      readBody(call.body, []);
    }
    // The answer has no verdict field (docs/api.md#access-check); what Aiven says of a key it cannot use is unknown: a guess.
    if (cmk.resource.includes('no-access')) {
      throw invalidRequest('Access check failed: Aiven is not allowed to use this key', 'cmk_access_denied');
    }
    return { cmk: renderCmk(call.world, cmk) };
  },
} satisfies Partial<Handlers>;
