/** Settings of the provider block: an attribute overrides its environment variable. */

import { isSwitchedOn } from '../aiven';
import type { AivenClient } from '../client';
import { isUnknown, type Unknown } from '../plugin';
import type { PlannedObject, PlannedObjects, PlannedService } from './planned-objects';
import type { ServiceTurns } from './service-turns';

/** What `configure` returns, and every resource and data source gets as `ctx.session`. */
export interface Session {
  /** The API client. @throws DiagnosticError on access while the token or the URL is unknown */
  readonly client: AivenClient;
  /** Whether `aiven_cmk` may be planned: `enable_beta`, otherwise PROVIDER_AIVEN_ENABLE_BETA. */
  readonly betaEnabled: boolean;
  /** Whether passwords and URIs of services go into the state: `store_credentials`. */
  readonly storeCredentials: boolean;
  /** Whether no plan may take a service off its customer managed key: `forbid_detach`, otherwise AIVEN_BYOK_FORBID_DETACH. */
  readonly forbidDetach: boolean;
  /** Orders the operations on each service. */
  readonly turns: ServiceTurns;
  /** False while the token or the URL is unknown: checks in the plan then make no request. */
  readonly apiKnown: boolean;
  /** CMK IDs, in lower case, that this process has seen in the state. */
  readonly keysInState: Set<string>;
  /** Those of them that the state protects against deletion. */
  readonly protectedKeys: Set<string>;
  /** CMK IDs, in lower case, that this plan deletes or replaces. */
  readonly keysLeaving: Set<string>;
  /** The keys of the services that this process has read for the state, by import ID; null for Aiven-managed keys. */
  readonly keysInUse: Map<string, string | null>;
  /** The keys of this plan that have a configuration. */
  readonly plannedKeys: PlannedObjects<PlannedObject>;
  /** The services and bindings of this plan, deleted ones included, by the import ID of the service. */
  readonly plannedServices: PlannedObjects<PlannedService>;
}

type Setting<T> = T | null | Unknown;

/** The attribute, otherwise the variable. An unknown attribute counts as on. */
export function switchSetting(attribute: Setting<boolean>, variable: string | undefined): boolean {
  if (isUnknown(attribute)) return true;
  return attribute ?? isSwitchedOn(variable);
}

/** The attribute, otherwise the variable. An empty string counts as not set. */
export function textSetting(attribute: Setting<string>, variable: string | undefined): string | undefined {
  if (isUnknown(attribute)) return undefined;
  // The line break of `$(cat token)` is not part of the setting.
  return (attribute || variable || '').trim() || undefined;
}
