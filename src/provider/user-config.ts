/** `user_config`: a value of any shape, compared with the service by the keys that the configuration has. */

import { Decimal, Dynamic, isUnknown, type Type, type Value } from '../plugin';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Settings that are secret in some service type, by the end of their name. Aiven's documentation of `user_config`, all types. */
const secretName = /(^|_)(password|secret|secret_key|access_key|private_key|api_key|sas_token|credentials)$/i;

/** Refuses what is no object, and secrets: they belong into `secret_user_config`, where Terraform hides them. */
export function checkUserConfig(config: Dynamic): string | undefined {
  const { value } = config;
  if (!isObject(value)) return 'user_config must be an object of settings, such as { ip_filter = ["10.0.0.0/8"] }.';
  const path = secretPath(value);
  if (path === undefined) return undefined;
  return `"${path}" is a secret and would be shown in every plan; give it in secret_user_config, which is sensitive and merged over user_config.`;
}

/** As JSON for the API. Must be wholly known. */
export function toJson(value: Value): Json {
  if (value instanceof Dynamic) return toJson(value.value);
  if (value instanceof Decimal || typeof value === 'bigint') return Number(value.toString());
  if (Array.isArray(value)) return value.map(toJson);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toJson(part)]));
  if (isUnknown(value)) throw new Error('user_config holds a value that is not known yet.');
  return value as Json;
}

/** From the API's JSON, with the type that Terraform itself would give it: objects and tuples. */
export function fromJson(json: Json): Dynamic {
  return new Dynamic(typeOf(json), json as Value);
}

function typeOf(json: Json): Type {
  if (json === null) return 'dynamic';
  if (typeof json === 'string') return 'string';
  if (typeof json === 'number') return 'number';
  if (typeof json === 'boolean') return 'bool';
  if (Array.isArray(json)) return ['tuple', json.map(typeOf)];
  return ['object', Object.fromEntries(Object.entries(json).map(([key, part]) => [key, typeOf(part)]))];
}

/** The stored value where the service agrees with it in every key that it has, else the same keys as the service has them. */
export function refreshUserConfig(stored: Dynamic | null, actual: Json | undefined): Dynamic | null {
  if (stored === null || actual === undefined) return stored;
  const wanted = toJson(stored);
  const seen = sameKeys(wanted, actual);
  return equalJson(wanted, seen) ? stored : fromJson(seen);
}

/** `over` laid over `base`, object by object; lists and everything else are replaced as a whole. */
export function mergeJson(base: Json | undefined, over: Json | undefined): Json | undefined {
  if (base === undefined || over === undefined) return over ?? base;
  if (!isJsonObject(base) || !isJsonObject(over)) return over;
  const merged: { [key: string]: Json } = { ...base };
  for (const [key, value] of Object.entries(over)) merged[key] = mergeJson(base[key], value) as Json;
  return merged;
}

export function equalJson(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((part, index) => equalJson(part, other[index]));
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => equalJson(one[key], other[key]));
}

function sameKeys(wanted: Json, actual: Json): Json {
  if (!isJsonObject(wanted) || !isJsonObject(actual)) return actual;
  const entries = Object.keys(wanted).map((key) => [key, sameKeys(wanted[key] as Json, actual[key] ?? null)] as const);
  return Object.fromEntries(entries);
}

function secretPath(value: { [name: string]: Value }): string | undefined {
  for (const [key, part] of Object.entries(value)) {
    if (secretName.test(key) && part !== null) return key;
    const inner = isObject(part) ? secretPath(part) : undefined;
    if (inner !== undefined) return `${key}.${inner}`;
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
