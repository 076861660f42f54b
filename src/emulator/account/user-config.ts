/** The settings of a service (`user_config`): merging and redaction (docs/internals/api.md#secrets). */

import { isObject, type JsonObject } from '../input';

/** What Aiven returns instead of a secret. */
export const redacted = '<redacted>';

/** Whether a setting is secret. Aiven documents no list for all service types, so this goes by the name. A guess. */
const isSecretName = (name: string) => /password|secret|token|private_key|access_key/.test(name);

/** Replaces the secret settings with `<redacted>`, at every depth of objects. */
export function redactConfig(config: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [name, redactSetting(name, value)]));
}

function redactSetting(name: string, value: unknown): unknown {
  if (typeof value === 'string' && isSecretName(name)) return redacted;
  return isObject(value) ? redactConfig(value) : value;
}

/**
 * Merges objects by name and replaces other values. `null` removes a setting; a redacted secret leaves the current one.
 * How deep Aiven merges is a guess.
 */
export function mergeConfig(current: JsonObject, change: JsonObject): JsonObject {
  // A map, because an assignment to the key `__proto__` would not set it.
  const merged = new Map(Object.entries(current));
  for (const [name, value] of Object.entries(change)) {
    const present = merged.get(name);
    if (value === null) merged.delete(name);
    else if (isObject(value)) merged.set(name, mergeConfig(isObject(present) ? present : {}, value));
    else if (value !== redacted) merged.set(name, value);
  }
  return Object.fromEntries(merged);
}
