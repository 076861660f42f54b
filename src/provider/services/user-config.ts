/** `user_config`: a value of any shape, of which only the configured keys are compared with the service. */

import { isSecretSetting } from '../../aiven';
import type { Service } from '../../client';
import { Decimal, Dynamic, isPlainObject, isUnknown, type Value } from '../../plugin';
import {
  equalJson,
  fromJson,
  isJsonObject,
  type Json,
  type JsonObject,
  mapValues,
  ownValue,
  toJson,
} from './json-value';

/** Rejects anything but an object. */
export function checkUserConfig({ value }: Dynamic): string | undefined {
  return isPlainObject(value) ? undefined : 'Expected an object of settings, such as { ip_filter = ["10.0.0.0/8"] }.';
}

/** Rejects secrets, known or not: they belong in `secret_user_config`, which Terraform hides. */
export function checkNoSecrets({ value }: Dynamic): string | undefined {
  const path = secretPath(value, '');
  if (path === undefined) return undefined;
  return `"${path}" is a secret and would be visible in every plan. Set it in secret_user_config_wo, which Terraform does not store, or in secret_user_config, which it stores. Both are merged over user_config.`;
}

function secretPath(value: Value, path: string): string | undefined {
  if (value === null) return undefined;
  if (isSecretSetting(path)) return path;
  if (value instanceof Dynamic) return secretPath(value.value, path);
  for (const [place, part] of partsOf(value, path)) {
    const found = secretPath(part, place);
    if (found !== undefined) return found;
  }
  return undefined;
}

function partsOf(value: Value, path: string): [string, Value][] {
  if (Array.isArray(value)) return value.map((part, index) => [`${path}[${index}]`, part]);
  const parts = isPlainObject(value) ? Object.entries(value) : [];
  return parts.map(([key, part]) => [path === '' ? key : `${path}.${key}`, part as Value]);
}

/** All settings of a service except its secrets, for the state of a service that was just imported. Null if the response has none. */
export function importedUserConfig({ userConfig }: Pick<Service, 'userConfig'>): Dynamic | null {
  return userConfig === null ? null : fromJson(withoutSecrets(userConfig as Json, ''));
}

/** What Aiven returns instead of a secret that the request did not ask for. */
const redacted = '<redacted>';

function withoutSecrets(json: Json, path: string): Json {
  if (Array.isArray(json)) return json.map((part, index) => withoutSecrets(part, `${path}[${index}]`));
  if (!isJsonObject(json)) return json;
  const place = (key: string) => (path === '' ? key : `${path}.${key}`);
  const open = Object.entries(json).filter(
    ([key, part]) => part !== null && part !== redacted && !isSecretSetting(place(key)),
  );
  return Object.fromEntries(open.map(([key, part]) => [key, withoutSecrets(part, place(key))]));
}

/** The stored value if the service has the same value for each of its keys; otherwise these keys with the values of the service. */
export function refreshUserConfig(stored: Dynamic | null, actual: Json | undefined): Dynamic | null {
  if (stored === null || actual === undefined) return stored;
  const wanted = toJson(stored);
  const seen = sameKeys(wanted, actual);
  return equalJson(wanted, seen) ? stored : fromJson(seen);
}

/** The values of the service for the configured keys. A null stands for any default. */
function sameKeys(wanted: Json, actual: Json): Json {
  if (wanted === null) return null;
  if (actual === redacted) return wanted;
  if (!isJsonObject(wanted) || !isJsonObject(actual)) return actual;
  return mapValues(wanted, (part, key) => sameKeys(part, ownValue(actual, key) ?? null));
}

/**
 * Whether an update to these settings would change nothing: every configured key has its value already. Keys that are not configured
 * keep their value.
 * @param imported whether `current` is what an import read. A null then stands for any value, because it may be Aiven's default.
 */
export function isInEffect(wanted: Json, current: Json | undefined, { imported }: { imported: boolean }): boolean {
  if (wanted === null && imported) return true;
  const present = current ?? {};
  if (!isJsonObject(wanted) || !isJsonObject(present)) return equalJson(wanted, current);
  return Object.entries(wanted).every(([key, part]) => isInEffect(part, ownValue(present, key), { imported }));
}

/** The entries to send in an update. Null resets a setting, so it is sent only where the prior settings have a value. */
export function changedUserConfig(wanted: Json | undefined, before: Json | undefined): JsonObject | undefined {
  if (!isJsonObject(wanted)) return undefined;
  const current = isJsonObject(before) ? before : {};
  const changed = Object.entries(wanted).filter(
    ([key, value]) => !isInEffect(value, ownValue(current, key), { imported: false }),
  );
  if (changed.length === 0) return undefined;
  return withoutIdleNulls(Object.fromEntries(changed), current) as JsonObject | undefined;
}

/** The settings to send for a new service: without nulls, because there is nothing to reset. */
export function initialUserConfig(wanted: Json | undefined): JsonObject | undefined {
  return wanted === undefined ? undefined : (withoutIdleNulls(wanted, {}) as JsonObject | undefined);
}

/** Undefined for a null that resets nothing, and for an object of only such nulls. */
function withoutIdleNulls(wanted: Json, before: Json | undefined): Json | undefined {
  if (wanted === null) return (before ?? null) === null ? undefined : null;
  if (Array.isArray(wanted)) return wanted.map((part) => (part === null ? null : (withoutIdleNulls(part, {}) ?? {})));
  if (!isJsonObject(wanted)) return wanted;
  const current = isJsonObject(before) ? before : {};
  const kept = Object.entries(wanted).flatMap(([key, part]) => {
    const value = withoutIdleNulls(part, ownValue(current, key));
    return value === undefined ? [] : [[key, value] as const];
  });
  return kept.length === 0 && Object.keys(wanted).length > 0 ? undefined : Object.fromEntries(kept);
}

/** Whether two values of a plan or a state are the same. Two unknown values are. */
export function sameValue(one: Value, other: Value): boolean {
  if (isUnknown(one) || isUnknown(other)) return isUnknown(one) && isUnknown(other);
  if (one instanceof Dynamic || other instanceof Dynamic) {
    return one instanceof Dynamic && other instanceof Dynamic && sameValue(one.value, other.value);
  }
  if (one instanceof Decimal || other instanceof Decimal) return String(one) === String(other);
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((part, index) => sameValue(part, other[index] as Value));
  }
  if (!isPlainObject(one) || !isPlainObject(other)) return one === other;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every(
    (key) => Object.hasOwn(one, key) && Object.hasOwn(other, key) && sameValue(one[key] as Value, other[key] as Value),
  );
}
