/** The emulator's options and their defaults. */

import type { Clock } from './clock';
import type { LoggedRequest } from './request-log';
import type { ProjectOptions, Seed } from './seed';

/** Options of an emulator. Times are milliseconds, 0 or more. docs/emulator.md has the command-line option of each. */
export interface EmulatorOptions {
  /** The projects of the account. @default `defaultProjects`, unless the seed has projects */
  projects?: readonly (string | ProjectOptions)[];
  /** The accepted tokens. @default any non-empty token */
  tokens?: readonly string[];
  /** Status for a token that is not accepted. A request without a token always gets 401. @default 403 */
  badTokenStatus?: 401 | 403;
  /** `openapi` returns `provider` and `status` of a key only from CMKCreate (docs/internals/api.md#key-fields). @default 'full' */
  shape?: 'full' | 'openapi';
  /** The name of the AWS accessor: `role_arn` in the BYOK guide, `principal` in the API reference. @default 'both' */
  accessorNames?: 'both' | 'principal' | 'role_arn';
  /** Status of CMKCreate and ServiceCreate (docs/internals/api.md#requests). @default 201 */
  createStatus?: 200 | 201;
  /** Whether a project may have the same key twice. Undocumented. @default 'allowed' */
  duplicates?: 'allowed' | 'refused';
  /** Whether a second default key clears the first. Undocumented. @default 'clears' */
  secondDefault?: 'clears' | 'keeps';
  /** Whether a deleted key disappears or stays with status `deleted`. Undocumented. @default 'gone' */
  deletedKeys?: 'gone' | 'shown';
  /** Whether `resource` must have the form of its cloud. Undocumented. @default true */
  checkReferences?: boolean;
  /** Time until CMKList includes a new key. @default 0 */
  listLag?: number;
  /** Time until CMKGet finds a new key. @default 0 */
  getLag?: number;
  /**
   * Time from the first request that registers a key reference until Aiven can use that key, as if the grant in the cloud were
   * still propagating. Until then the access check returns 400 `invalid_cmk_id`. A guess. @default 0
   */
  grantSpreads?: number;
  /** Whether CMKCreate also refuses a key that Aiven cannot use yet (`grantSpreads`). Undocumented. @default 'accepted' */
  ungrantedKeys?: 'accepted' | 'refused';
  /**
   * Whether an existing service that uses Aiven-managed keys may move to a customer managed key
   * (docs/internals/api.md#undocumented-behavior). @default 'allowed'
   */
  firstKeyForExisting?: 'allowed' | 'refused';
  /** `six-fields` returns only the fields of services that the BYOK guide shows (docs/internals/api.md#service-fields). @default 'full' */
  serviceShape?: 'full' | 'six-fields';
  /** Whether secrets that the caller did not ask for are `<redacted>` or left out (docs/internals/api.md#secrets). @default 'redacted' */
  secrets?: 'redacted' | 'absent';
  /** The `cmk_id` of a moving service: the key it moves to, or the key it still uses (docs/internals/api.md#cmk_id). @default 'target' */
  movingCmkId?: 'target' | 'active';
  /** Time from a create or an update until a service is `RUNNING`. @default 0 */
  serviceDelay?: number;
  /** Time from a create or an update until an association is `active`. @default `serviceDelay` */
  activationDelay?: number;
  /** Time that the previous key stays `deactivating` after a move or a delete. @default `activationDelay` */
  deactivationDelay?: number;
  /** Time from ServiceDelete until the service returns 404. @default 0 */
  deletionDelay?: number;
  /** Time added to every request. @default 0 */
  latency?: number;
  /** Path of a JSON file: read at start if it exists, replaced after each write. @default no file */
  stateFile?: string;
  /** The initial state, or the path of a JSON file with it. @default no keys and services */
  seed?: Seed | string;
  /** @default the system clock */
  clock?: Clock;
  /** Certificate and private key in PEM format, to serve HTTPS. @default plain HTTP */
  tls?: { key: string; cert: string };
  /** How many requests the log keeps; the oldest are dropped first. @default 100000 */
  requestLogLimit?: number;
  /** Called when a request has been responded to, or will not be. @default not called */
  onRequest?: (request: LoggedRequest) => void;
}

/** Options without a default, or with a default that depends on another option. */
type WithoutDefault =
  | 'onRequest'
  | 'stateFile'
  | 'seed'
  | 'tls'
  | 'tokens'
  | 'projects'
  | 'activationDelay'
  | 'deactivationDelay';

/** The options in effect. They may be changed while the emulator runs, except for those read at start. */
export type Settings = Required<Omit<EmulatorOptions, WithoutDefault>> & Pick<EmulatorOptions, WithoutDefault>;

/** The projects of an emulator without `projects` and without projects in its seed. */
export const defaultProjects = ['acme-prod', 'acme-staging', 'my-project', 'demo'] as const;

/** The default of every option that has a fixed one. */
export const defaultOptions = {
  badTokenStatus: 403,
  shape: 'full',
  accessorNames: 'both',
  createStatus: 201,
  duplicates: 'allowed',
  secondDefault: 'clears',
  deletedKeys: 'gone',
  checkReferences: true,
  listLag: 0,
  getLag: 0,
  grantSpreads: 0,
  ungrantedKeys: 'accepted',
  firstKeyForExisting: 'allowed',
  serviceShape: 'full',
  secrets: 'redacted',
  movingCmkId: 'target',
  serviceDelay: 0,
  deletionDelay: 0,
  latency: 0,
  clock: Date,
  requestLogLimit: 100_000,
} as const satisfies EmulatorOptions;
