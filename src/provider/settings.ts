/** Settings of the provider block: an attribute overrides its environment variable. */

import { isSwitchedOn } from '../aiven';
import type { AivenClient } from '../client';
import { isUnknown, type Unknown } from '../plugin';
import type { PlannedObject, PlannedObjects, PlannedService } from './planned-objects';

/** What `configure` returns, and every resource and data source gets as `ctx.session`. */
export interface Session {
  /** The API client. @throws DiagnosticError on access while the token or the URL is unknown */
  readonly client: AivenClient;
  /** Whether `aiven_cmk` may be planned: `enable_beta`, otherwise PROVIDER_AIVEN_ENABLE_BETA. */
  readonly betaEnabled: boolean;
  /** Whether passwords and URIs of services go into the state: `store_credentials`. */
  readonly storeCredentials: boolean;
  /** False while the token or the URL is unknown: checks in the plan then make no request. */
  readonly apiKnown: boolean;
  /** Key IDs, in lower case, that this process has seen in the state. */
  readonly keysInState: Set<string>;
  /** Key IDs, in lower case, that this plan deletes or replaces. */
  readonly keysLeaving: Set<string>;
  /** The keys of this plan that have a configuration. */
  readonly plannedKeys: PlannedObjects<PlannedObject>;
  /** The services and bindings of this plan, deleted ones included, by the import ID of the service. */
  readonly plannedServices: PlannedObjects<PlannedService>;
}

type Setting<T> = T | null | Unknown;

/** An unknown `enable_beta` counts as on: the apply checks it once it is known. */
export function betaEnabled(attribute: Setting<boolean>, env: NodeJS.ProcessEnv): boolean {
  if (isUnknown(attribute)) return true;
  return attribute ?? isSwitchedOn(env.PROVIDER_AIVEN_ENABLE_BETA);
}

/** The attribute, otherwise the variable. An empty string counts as not set. */
export function textSetting(attribute: Setting<string>, variable: string | undefined): string | undefined {
  if (isUnknown(attribute)) return undefined;
  // The line break of `$(cat token)` is not part of the setting.
  return (attribute || variable || '').trim() || undefined;
}
