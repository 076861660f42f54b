/** Secrets of a service: which of them go into the state, and which no error may quote. */

import { type Attribute, isUnknown } from '../../plugin';
import type { Session } from '../settings';
import { isJsonObject, type Json, toJson } from './json-value';
import { serviceSchema } from './service-schema';
import type { ServicePlan, ServiceState } from './service-state';

/** The computed secrets: `service_password`, `service_uri`. */
const computedSecrets = Object.entries<Attribute>(serviceSchema.attributes).flatMap(([name, attribute]) =>
  attribute.computed && attribute.sensitive ? [name] : [],
);

/** The state with null for each computed secret, if `store_credentials` is false. An API that ignores `include_secrets` changes nothing. */
export function storedState(state: Partial<ServiceState>, { storeCredentials }: Session): Partial<ServiceState> {
  if (storeCredentials) return state;
  return { ...state, ...Object.fromEntries(computedSecrets.map((name) => [name, null])) };
}

type SecretSettings = Pick<ServicePlan, 'secret_user_config' | 'secret_user_config_wo'>;

/** Every text in the secret settings. */
export function secretsOf({ secret_user_config: stored, secret_user_config_wo: writeOnly }: SecretSettings): string[] {
  return [stored, writeOnly].flatMap((settings) =>
    settings === null || isUnknown(settings) ? [] : textsIn(toJson(settings)),
  );
}

function textsIn(json: Json): string[] {
  if (typeof json === 'string') return [json];
  return Array.isArray(json) || isJsonObject(json) ? Object.values(json).flatMap(textsIn) : [];
}
