/** What an emulator can be told: every option, its default, and the undocumented behaviour it switches. */

import type { Clock } from './clock';
import type { LoggedRequest } from './request-log';
import type { ProjectOptions, Seed } from './seed';

export interface EmulatorOptions {
  /** Projects that exist. @default `defaultProjects`, when the seed has none either */
  projects?: readonly (string | ProjectOptions)[];
  /** Tokens that are accepted. @default any non-empty token */
  tokens?: readonly string[];
  /** What a wrong token gets; a missing one always gets 401. @default 403 */
  badTokenStatus?: 401 | 403;
  /** `openapi` leaves `provider` and `status` out everywhere but in the create response. @default 'full' */
  shape?: 'full' | 'openapi';
  /** Status of a successful create: 201 in the specification, 200 in the OpenAPI. @default 201 */
  createStatus?: 200 | 201;
  /** Whether one key may be registered twice in a project. Undocumented by Aiven. @default 'allowed' */
  duplicates?: 'allowed' | 'refused';
  /** Whether a second default CMK clears the first. Undocumented by Aiven. @default 'clears' */
  secondDefault?: 'clears' | 'keeps';
  /** Whether a deleted key vanishes or stays with status `deleted`. Undocumented by Aiven. @default 'gone' */
  deletedKeys?: 'gone' | 'shown';
  /** Whether a key reference must have its cloud's form. Undocumented by Aiven. @default true */
  checkReferences?: boolean;
  /** For how many ms a new key is missing from lists. @default 0 */
  listLag?: number;
  /** For how many ms a new key is not found by its id. @default 0 */
  getLag?: number;
  /** `six-fields` answers services with the specification's six fields only. @default 'full' */
  serviceShape?: 'full' | 'six-fields';
  /** What stands in place of a secret that was not asked for. @default 'redacted' */
  secrets?: 'redacted' | 'absent';
  /** Which key a service shows while it moves: the one it moves to, or the one still in use. @default 'target' */
  movingCmkId?: 'target' | 'active';
  /** ms from create or update until a service is RUNNING. @default 0 */
  serviceDelay?: number;
  /** ms from create or update until an association is `active`. @default the serviceDelay */
  activationDelay?: number;
  /** ms that the old key stays `deactivating` after a move or a delete. @default the activationDelay */
  deactivationDelay?: number;
  /** ms from delete until a service answers 404. @default 0 */
  deletionDelay?: number;
  /** ms added to every request. @default 0 */
  latency?: number;
  /** Where the state is kept; read at start when it exists, replaced after each write. @default nowhere */
  stateFile?: string;
  /** What is there at the start, or the path of a JSON file that says so. @default nothing */
  seed?: Seed | string;
  /** @default the system's clock */
  clock?: Clock;
  /** Serve https with this PEM certificate and key. @default plain http */
  tls?: { key: string; cert: string };
  /** How many requests the log keeps; the oldest leave first. @default 100000 */
  requestLogLimit?: number;
  /** Told of each request once it is answered, or once it is clear that it will not be. @default nobody */
  onRequest?: (request: LoggedRequest) => void;
}

/** Options that may be left out although they have no default, or one that depends on another. */
type Open =
  | 'onRequest'
  | 'stateFile'
  | 'seed'
  | 'tls'
  | 'tokens'
  | 'projects'
  | 'activationDelay'
  | 'deactivationDelay';

/** The options in force. All but the ones read at start may be changed while the emulator runs. */
export type Settings = Required<Omit<EmulatorOptions, Open>> & Pick<EmulatorOptions, Open>;

/** Projects of the specification's and this package's examples, there when nothing else is asked for. */
export const defaultProjects = ['acme-prod', 'acme-staging', 'my-project', 'demo'] as const;

/** The value of every option that has one of its own. */
export const defaultOptions = {
  badTokenStatus: 403,
  shape: 'full',
  createStatus: 201,
  duplicates: 'allowed',
  secondDefault: 'clears',
  deletedKeys: 'gone',
  checkReferences: true,
  listLag: 0,
  getLag: 0,
  serviceShape: 'full',
  secrets: 'redacted',
  movingCmkId: 'target',
  serviceDelay: 0,
  deletionDelay: 0,
  latency: 0,
  clock: Date,
  requestLogLimit: 100_000,
} as const satisfies EmulatorOptions;
