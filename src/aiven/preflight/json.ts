/** Reads parts of JSON documents whose form nobody guarantees. */

import { quote } from '../../support/quote';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object in a field; an empty one if the field has another type. */
export function objectIn(value: unknown, name: string): JsonObject {
  const found = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return isObject(found) ? found : {};
}

/** The text in a field; undefined if the field has another type. */
export function textIn(value: unknown, name: string): string | undefined {
  const found = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** The list in a field; an empty one if the field has another type. */
export function listIn(value: unknown, name: string): readonly unknown[] {
  const found = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return Array.isArray(found) ? found : [];
}

/** The texts in a list. */
export function textsIn(value: unknown, name: string): readonly string[] {
  return listIn(value, name).filter((item) => typeof item === 'string');
}

/** A value for a message: in quotes, or the word "missing". */
export function quoteOrMissing(value: string | undefined): string {
  return value === undefined ? 'missing' : quote(value);
}
