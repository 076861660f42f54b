/** Values of `user_config` as the API's JSON: conversion, and equality in meaning. Numbers keep every digit. */

import { ExactNumber } from '../../client';
import { Decimal, Dynamic, isPlainObject, isUnknown, parseNumber, toDynamic, type Value } from '../../plugin';

export type Json = null | boolean | number | bigint | ExactNumber | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/** @throws Error when a part is unknown */
export function toJson(value: Value): Json {
  if (value instanceof Dynamic) return toJson(value.value);
  if (value instanceof Decimal) return new ExactNumber(value.text);
  if (Array.isArray(value)) return value.map(toJson);
  if (isPlainObject(value)) return mapValues(value, (part) => toJson(part as Value));
  if (isUnknown(value)) throw new Error('user_config contains an unknown value.');
  return value as Json;
}

/** With the types that Terraform infers: objects and tuples. */
export function fromJson(json: Json): Dynamic {
  return toDynamic(toValue(json));
}

function toValue(json: Json): Value {
  if (typeof json === 'number' || json instanceof ExactNumber) return parseNumber(String(json)) as Value;
  if (Array.isArray(json)) return json.map(toValue);
  return isJsonObject(json) ? mapValues(json, toValue) : json;
}

export function isJsonObject(json: Json | undefined): json is JsonObject {
  return isPlainObject(json) && !(json instanceof ExactNumber);
}

/** Preserves a key named `__proto__`, unlike an assignment. */
export function mapValues<From, To>(object: { [key: string]: From }, map: (value: From, key: string) => To) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]));
}

/** Merges `over` into `base`, object by object. Lists and all other values are replaced as a whole. */
export function mergeJson(base: Json | undefined, over: Json | undefined): Json | undefined {
  if (base === undefined || over === undefined) return over ?? base;
  if (!isJsonObject(base) || !isJsonObject(over)) return over;
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) merged.set(key, mergeJson(merged.get(key), value) as Json);
  return Object.fromEntries(merged);
}

/**
 * Whether two values mean the same to Aiven: `8` and `"8"`, `true` and `"true"` are equal, as are a null, a missing key and an empty
 * object. The order of keys does not matter.
 */
export function equalJson(one: Json | undefined, other: Json | undefined): boolean {
  const [left, right] = [one ?? null, other ?? null];
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((part, index) => equalJson(part, right[index]));
  }
  if (!isJsonObject(left) && !isJsonObject(right)) return equalScalars(left, right);
  const [object, same] = [left ?? {}, right ?? {}];
  if (!isJsonObject(object) || !isJsonObject(same)) return false;
  const keys = new Set([...Object.keys(object), ...Object.keys(same)]);
  return [...keys].every((key) => equalJson(ownValue(object, key), ownValue(same, key)));
}

export const ownValue = (object: JsonObject, key: string) => (Object.hasOwn(object, key) ? object[key] : undefined);

function equalScalars(one: Json, other: Json): boolean {
  if (typeof one === 'string' && typeof other === 'string') return false;
  const text = scalarText(one);
  return text !== undefined && text === scalarText(other);
}

/** A text without leading or trailing zeros, so that "08" stays different from 8. */
const canonicalNumber = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;

/** The same text for equal numbers, and for a number or a boolean and its usual text. Undefined for lists and objects. */
function scalarText(json: Json): string | undefined {
  if (typeof json === 'string' && !canonicalNumber.test(json)) return json;
  if (json === null || typeof json === 'object') return json instanceof ExactNumber ? numberText(json) : undefined;
  return typeof json === 'boolean' ? String(json) : numberText(json);
}

const numberText = (number: number | bigint | ExactNumber | string) => String(parseNumber(String(number)));
