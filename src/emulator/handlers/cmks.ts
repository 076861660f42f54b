/** The operations on keys (docs/internals/api.md#customer-managed-keys). */

import { randomUUID } from 'node:crypto';
import type { WireCloud, WireCmk } from '../../api/wire';
import type { Account } from '../account/account';
import { canUseKey, nameKey } from '../account/key-access';
import type { CmkRecord, ProjectRecord } from '../account/store';
import { conflict, duplicateKeyMessage, invalidCmkId, invalidRequest } from '../api-error';
import { readBody, readBoolean, readPathCmkId, requireText, unknownCmk } from '../input';
import type { Call, Handlers } from './handler';

/** The beginning of each cloud's `resource` (docs/internals/api.md#key-fields). The emulator does not check the rest. */
const referenceForms: Record<WireCloud, { form: RegExp; expected: string }> = {
  aws: { form: /^arn:aws[a-z-]*:kms:/, expected: 'a KMS key ARN (arn:aws:kms:...)' },
  azure: { form: /^https:\/\//, expected: 'a Key Vault key identifier (https://...)' },
  gcp: { form: /^projects\/.+\/cryptoKeys\//s, expected: 'a KMS resource name (projects/.../cryptoKeys/...)' },
  oci: { form: /^ocid1\.key\./, expected: 'a key OCID (ocid1.key....)' },
};

const isCloud = (text: string): text is WireCloud => Object.hasOwn(referenceForms, text);

/** The API reference declares `provider` and `status` only for CMKCreate (docs/internals/api.md#key-fields). */
function toWireCmk(account: Account, cmk: CmkRecord, created = false): WireCmk {
  const { id, provider, resource, default_cmk, status, created_at, updated_at } = cmk;
  return account.settings.shape === 'full' || created
    ? { id, provider, resource, default_cmk, status, created_at, updated_at }
    : { id, resource, default_cmk, created_at, updated_at };
}

/** Returns the key in the path, including deleted ones. */
function findCmk(call: Call): CmkRecord {
  const cmk = call.project.cmks.get(readPathCmkId(call.cmkId));
  if (cmk === undefined) throw unknownCmk(call.cmkId);
  return cmk;
}

/** Returns the key in the path, unless it is deleted. */
export function requireCmk(call: Call): CmkRecord {
  const cmk = findCmk(call);
  if (cmk.status === 'deleted') throw unknownCmk(call.cmkId);
  return cmk;
}

function readNewCmk(body: unknown, account: Account): Pick<CmkRecord, 'provider' | 'resource' | 'default_cmk'> {
  const input = readBody(body, ['provider', 'resource', 'default_cmk']);
  const provider = requireText(input, 'provider');
  if (!isCloud(provider)) throw invalidRequest(`provider must be one of ${Object.keys(referenceForms).join(', ')}`);
  const resource = requireText(input, 'resource', 1, 512);
  const { form, expected } = referenceForms[provider];
  if (account.settings.checkReferences && !form.test(resource)) {
    throw invalidRequest(`resource must be ${expected} for provider ${provider}`);
  }
  return { provider, resource, default_cmk: readBoolean(input, 'default_cmk') ?? false };
}

/** Undocumented, so an option (docs/internals/api.md#undocumented-behavior). */
function clearOtherDefaults(account: Account, project: ProjectRecord, keep: CmkRecord): void {
  if (account.settings.secondDefault === 'keeps') return;
  for (const cmk of project.cmks.values()) {
    if (cmk.default_cmk && cmk !== keep) {
      cmk.default_cmk = false;
      cmk.updated_at = account.clock.timestamp();
    }
  }
}

/** Undocumented, so an option (docs/internals/api.md#undocumented-behavior). */
function rejectDuplicate(account: Account, project: ProjectRecord, provider: WireCloud, resource: string): void {
  if (account.settings.duplicates === 'allowed') return;
  for (const cmk of project.cmks.values()) {
    if (cmk.status !== 'deleted' && cmk.provider === provider && cmk.resource === resource) {
      throw conflict(duplicateKeyMessage);
    }
  }
}

/** Which of the documented errors Aiven returns for a key that it cannot use is a guess (docs/internals/api.md#access-check). */
function rejectUnusable(account: Account, project: ProjectRecord, resource: string): void {
  if (!canUseKey(project, resource, account.settings, account.clock.now())) {
    throw invalidCmkId('Access check failed: Aiven is not allowed to use this key');
  }
}

export const cmkHandlers = {
  CMKList({ project, account }) {
    const now = account.clock.now();
    const cmks = [...project.cmks.values()].filter((cmk) => cmk.listedFrom <= now);
    return { cmks: cmks.map((cmk) => toWireCmk(account, cmk)) };
  },

  CMKCreate({ project, body, account }) {
    const input = readNewCmk(body, account);
    rejectDuplicate(account, project, input.provider, input.resource);
    const now = account.clock.now();
    nameKey(project, input.resource, now);
    if (account.settings.ungrantedKeys === 'refused') rejectUnusable(account, project, input.resource);
    const timestamp = account.clock.timestamp();
    const cmk: CmkRecord = {
      ...input,
      id: randomUUID(),
      // A sentinel; a new key is `current` otherwise.
      status: input.resource.includes('status-old') ? 'old' : 'current',
      created_at: timestamp,
      updated_at: timestamp,
      listedFrom: now + account.settings.listLag,
      foundFrom: now + account.settings.getLag,
    };
    project.cmks.set(cmk.id, cmk);
    if (cmk.default_cmk) clearOtherDefaults(account, project, cmk);
    return { cmk: toWireCmk(account, cmk, true) };
  },

  CMKGet(call) {
    const cmk = findCmk(call);
    if (cmk.foundFrom > call.account.clock.now()) throw unknownCmk(call.cmkId);
    return { cmk: toWireCmk(call.account, cmk) };
  },

  CMKUpdate(call) {
    const { body, project, account } = call;
    const cmk = requireCmk(call);
    const wanted = readBoolean(readBody(body ?? {}, ['default_cmk']), 'default_cmk');
    if (wanted !== undefined && wanted !== cmk.default_cmk) {
      cmk.default_cmk = wanted;
      cmk.updated_at = account.clock.timestamp();
    }
    if (wanted === true) clearOtherDefaults(account, project, cmk);
    return { cmk: toWireCmk(account, cmk) };
  },

  CMKDelete(call) {
    const { project, account } = call;
    const cmk = requireCmk(call);
    // In any status (docs/internals/api.md#service-associations).
    if (project.associations.some((association) => association.cmkId === cmk.id)) {
      throw conflict('CMK cannot be deleted because it is still associated with one or more services');
    }
    // The BYOK guide's response shows the key before the deletion.
    const response = { cmk: toWireCmk(account, cmk) };
    if (account.settings.deletedKeys === 'gone') {
      project.cmks.delete(cmk.id);
    } else {
      Object.assign(cmk, { status: 'deleted', default_cmk: false, updated_at: account.clock.timestamp() });
    }
    return response;
  },

  CMKAccessCheckTrigger(call) {
    const cmk = requireCmk(call);
    if (call.body !== undefined) readBody(call.body, []);
    rejectUnusable(call.account, call.project, cmk.resource);
    return { cmk: toWireCmk(call.account, cmk) };
  },
} satisfies Partial<Handlers>;
