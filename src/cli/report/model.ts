/** What a report is made of. Every format renders these values. */

import type { Association, Cmk, KeyUser, Service } from '../../client';

/** The coverage of a service, worst first. */
export const coverages = ['unprotected', 'unknown_key', 'old_key', 'in_transition', 'protected'] as const;

/**
 * - `unprotected`: encrypted with Aiven-managed keys
 * - `unknown_key`: its key is not in the list of the project's keys, or has the status `deleted`
 * - `old_key`: its key has the status `old`
 * - `in_transition`: not running, or its key does not list it as active: it may still be moving to its key
 * - `protected`: running or powered off, and active with a current key
 */
export type Coverage = (typeof coverages)[number];

/** Why a service may be unprotected, and until when: an entry of the `--exempt` file. */
export interface Exemption {
  reason: string;
  /** The last day of the exemption in UTC, as in `2027-03-31`. */
  expires: string;
  /** Whether that day is over at `generatedAt`. */
  expired: boolean;
}

export interface CoveredService {
  service: Service;
  /** Null for Aiven-managed keys, and for a key that the project does not list. */
  cmk: Cmk | null;
  coverage: Coverage;
  /** From the `--exempt` file; null if the file does not name the service. Has an effect only on an unprotected service. */
  exemption: Exemption | null;
}

export interface UsedCmk {
  cmk: Cmk;
  /**
   * Whole days from `createdAt` to the report's `generatedAt`: the age of the registration in Aiven. Registering the same KMS key
   * again starts at 0. Null if Aiven returns no date.
   */
  ageDays: number | null;
  /** Services whose `cmk_id` is this key. */
  services: CoveredService[];
  /** Associations of services that have another `cmk_id`, or that the project no longer lists. */
  heldBy: readonly KeyUser[];
  /** The key that took its place (`supersederOf`). */
  supersededBy: Cmk | null;
}

/** The associations of every key that is not deleted, by CMK ID. */
export type KnownAssociations = ReadonlyMap<string, readonly Association[]>;

export interface ProjectCoverage {
  project: string;
  /** Worst coverage first, exempt services just before the protected ones; then by name. */
  services: CoveredService[];
  /** Old and superseded keys that are still in use first, then those with the most users. */
  cmks: UsedCmk[];
  /** Whether BYOK is not enabled in the project. It then has no keys, and no service can be protected. */
  withoutByok: boolean;
}

/** A project that the token may see but not read. It is missing from every total. */
export interface UnreadProject {
  project: string;
  /** One sentence. */
  reason: string;
}

/** What happened to a service, a key or a project since the baseline, the worst first. */
export const changeKinds = [
  'lost_protection',
  'new_service',
  'coverage_changed',
  'removed_project',
  'removed_service',
  'moved_key',
  'gained_protection',
  'new_project',
  'new_key',
  'removed_key',
] as const;

/**
 * - `lost_protection`: was protected, and its coverage is worse now. A service in maintenance is in transition for a while: that is no loss.
 * - `gained_protection`: is protected now, and its coverage was worse
 * - `coverage_changed`: another coverage, neither of the two
 * - `moved_key`: encrypted with another key than before
 * - `removed_project`: in the baseline, but not in this report; its services and keys have no changes of their own
 * - `new_project`: in this report, but not in the baseline, which may not have read it; its services and keys have no changes either
 */
export type ChangeKind = (typeof changeKinds)[number];

/** A service at the time of a report. */
export interface ServiceCover {
  coverage: Coverage;
  /** Null for Aiven-managed keys. */
  cmkId: string | null;
}

export interface ReportChange {
  kind: ChangeKind;
  project: string;
  /** Null for changes of keys and projects. */
  serviceName: string | null;
  /** The key of `new_key` and `removed_key`; otherwise null. */
  cmk: { cmkId: string; keyReference: string } | null;
  /** The service in the baseline; null for `new_service`, and for changes of keys and projects. */
  before: ServiceCover | null;
  /** The service now; null for `removed_service`, and for changes of keys and projects. */
  after: ServiceCover | null;
  /** Whether `--fail-on worse` counts it: the coverage of a service is worse, or it is new and not encrypted with a current key, without an exemption. */
  worse: boolean;
}

export interface Report {
  /** RFC 3339. */
  generatedAt: string;
  /** Host of the Aiven API, with its port if it is not the default one: `api.aiven.io`. */
  apiHost: string;
  projects: ProjectCoverage[];
  /** Only with `--all-projects`. */
  unread: UnreadProject[];
  /** When the baseline was generated (RFC 3339); null without `--baseline`. */
  baselineAt: string | null;
  /** What changed since the baseline, the worst first; null without `--baseline`. */
  changes: ReportChange[] | null;
}

/** The numbers of a report, in its JSON field names. The coverages add up to `services`. */
export interface Summary extends Record<Coverage, number> {
  services: number;
  /** Those of the unprotected services that have an exemption which has not expired. */
  exempt: number;
  on_default_key: number;
  cmks: number;
  /** Keys that no service uses. */
  unused_cmks: number;
  /** Keys that are used by a service with another `cmk_id`. */
  held_cmks: number;
}
