/** `user_config`: a value of any shape, of which only the configured keys are compared with the service. */

import { Decimal, Dynamic, isUnknown, toDynamic, type Value } from '../../plugin';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Name endings of settings that the official provider marks as sensitive in some service type. */
const secretName =
  /(^|[._])(password|secrets?|secret_key|access_key|private_key|signing_key|api_key|token|credentials|azure_migration\.key)$/i;

/** Rejects anything but an object. */
export function checkUserConfig({ value }: Dynamic): string | undefined {
  return isObject(value) ? undefined : 'Expected an object of settings, such as { ip_filter = ["10.0.0.0/8"] }.';
}

/** Rejects secrets, known or not: they belong in `secret_user_config`, which Terraform hides. */
export function checkNoSecrets({ value }: Dynamic): string | undefined {
  const path = secretPath(value, '');
  if (path === undefined) return undefined;
  return `"${path}" is a secret and would be visible in every plan. Set it in secret_user_config, which is sensitive and merged over user_config.`;
}

/** As JSON for the API. @throws Error when a part is unknown */
export function toJson(value: Value): Json {
  if (value instanceof Dynamic) return toJson(value.value);
  if (value instanceof Decimal || typeof value === 'bigint') return Number(value.toString());
  if (Array.isArray(value)) return value.map(toJson);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toJson(part)]));
  if (isUnknown(value)) throw new Error('user_config contains an unknown value.');
  return value as Json;
}

/** From JSON, with the types that Terraform infers: objects and tuples. */
export function fromJson(json: Json): Dynamic {
  return toDynamic(json as Value);
}

/** The stored value if the service has the same value for each of its keys; otherwise these keys with the values of the service. */
export function refreshUserConfig(stored: Dynamic | null, actual: Json | undefined): Dynamic | null {
  if (stored === null || actual === undefined) return stored;
  const wanted = toJson(stored);
  const seen = sameKeys(wanted, actual);
  return equalJson(wanted, seen) ? stored : fromJson(seen);
}

/** Merges `over` into `base`, object by object. Lists and all other values are replaced as a whole. */
export function mergeJson(base: Json | undefined, over: Json | undefined): Json | undefined {
  if (base === undefined || over === undefined) return over ?? base;
  if (!isJsonObject(base) || !isJsonObject(over)) return over;
  const merged: { [key: string]: Json } = { ...base };
  for (const [key, value] of Object.entries(over)) merged[key] = mergeJson(base[key], value) as Json;
  return merged;
}

/** A number equals its text: a configuration may have `pg_version = 16` when the API has "16". */
export function equalJson(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (typeof one === 'number' && typeof other === 'string') return String(one) === other;
  if (typeof one === 'string' && typeof other === 'number') return one === String(other);
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((part, index) => equalJson(part, other[index]));
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => equalJson(one[key], other[key]));
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
  if (!isObject(one) || !isObject(other)) return one === other;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every(
    (key) => Object.hasOwn(one, key) && Object.hasOwn(other, key) && sameValue(one[key] as Value, other[key] as Value),
  );
}

/** The values of the service for the configured keys. A null stands for any default. */
function sameKeys(wanted: Json, actual: Json): Json {
  if (wanted === null) return null;
  if (!isJsonObject(wanted) || !isJsonObject(actual)) return actual;
  const entries = Object.keys(wanted).map((key) => [key, sameKeys(wanted[key] as Json, actual[key] ?? null)] as const);
  return Object.fromEntries(entries);
}

function secretPath(value: Value, path: string): string | undefined {
  if (value === null) return undefined;
  if (secretName.test(path)) return path;
  if (value instanceof Dynamic) return secretPath(value.value, path);
  const parts: [string, Value][] = Array.isArray(value)
    ? value.map((part, index) => [`${path}[${index}]`, part])
    : Object.entries(isObject(value) ? value : {}).map(([key, part]) => [path === '' ? key : `${path}.${key}`, part]);
  for (const [place, part] of parts) {
    const found = secretPath(part, place);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isObject(value: Value | undefined): value is { [name: string]: Value } {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !isUnknown(value) &&
    !(value instanceof Decimal) &&
    !(value instanceof Dynamic)
  );
}

function isJsonObject(json: Json | undefined): json is { [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
