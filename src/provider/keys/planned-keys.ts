/** Checks the keys of one plan against each other. Makes no request. */

import { type CheckInput, DiagnosticError, type ResourceContext } from '../../plugin';
import { isChanged } from '../planned-objects';
import type { Session } from '../settings';

/** What the plan of a replacement knows about the key that it replaces. */
export interface KnownKey {
  project: string;
  cmk_id: string | null;
  default_cmk: boolean | null;
  deletion_protection: boolean | null;
}

/** What a plan leaves for the plan of the replacement. */
export function describeKey({ project, cmk_id, default_cmk, deletion_protection }: KnownKey): KnownKey {
  return { project, cmk_id, default_cmk, deletion_protection };
}

/** The key that a new key replaces, or null. */
export function replacedKey({ replaces }: CmkCheck): KnownKey | null {
  // As `describeKey` returned it.
  return replaces as KnownKey | null;
}

export interface PlannedCmk {
  project: unknown;
  resource: unknown;
  default_cmk: unknown;
}

export type CmkCheck = CheckInput<KnownKey, PlannedCmk>;

/**
 * Warns about a KMS key that two resources register in one project.
 * @throws DiagnosticError when two resources set `default_cmk = true` in one project and the plan changes one of them
 */
export function checkOtherKeys(check: CmkCheck, ctx: ResourceContext<Session>): void {
  const { action, config, prior, replaces } = check;
  if (config === null) return;
  const { project, resource, default_cmk: isDefault } = config;
  if (typeof project !== 'string') return;
  const { plannedKeys } = ctx.session;
  const key = { id: (prior ?? replaces)?.cmk_id ?? null, action, isReplacement: replaces !== null };
  const sameKms = typeof resource === 'string' ? plannedKeys.add(kmsKeyGroup(project, resource), key) : [];
  const defaults = isDefault === true ? plannedKeys.add(defaultGroup(project), key) : [];
  if (sameKms.length > 0) {
    ctx.warn(
      `Two resources register the same KMS key in project "${project}"`,
      `"${String(resource)}" is the KMS key of more than one aiven_cmk of this configuration. Use one of them for all services, and remove the other once no service uses it.`,
      ['resource'],
    );
  }
  if (defaults.some((other) => isChanged(key) || isChanged(other))) {
    throw new DiagnosticError(
      `Failed to plan: two keys set default_cmk = true in project "${project}"`,
      'A project has one default key, so every apply would switch it from one key to the other. Remove default_cmk = true from all but one aiven_cmk of the project. If this stops a destroy, run it with -refresh=false.',
      ['default_cmk'],
    );
  }
}

/** The group of the keys that register one KMS key in a project. */
export function kmsKeyGroup(project: string, resource: string): string {
  return JSON.stringify(['kms', project, resource]);
}

/** The group of the keys that set `default_cmk = true` in a project. */
export function defaultGroup(project: string): string {
  return JSON.stringify(['default', project]);
}
