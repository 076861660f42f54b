/**
 * Validates requests as the API does. Each reader returns a typed value or throws a 400.
 * It shares no code with the client on purpose: an emulator with our own checks would accept our own mistakes.
 */

import { ExactNumber } from '../support/json';
import { invalidCmkId, invalidRequest, notFound } from './api-error';

export type JsonObject = Record<string, unknown>;

/** Selects Aiven-managed keys in a request (docs/internals/api.md#cmk_id). */
export const aivenManagedCmkId = '00000000-0000-0000-0000-000000000000';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isUuid = (text: string) => uuid.test(text);

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

/** Reads a body that must be an object without fields other than `allowed`. */
export function readBody(body: unknown, allowed: readonly string[]): JsonObject {
  if (!isObject(body)) throw invalidRequest('Request body must be a JSON object');
  const unknown = Object.keys(body).filter((name) => !allowed.includes(name));
  if (unknown.length > 0) {
    // A guess: Aiven's API rejects unknown fields.
    throw invalidRequest(`Unexpected field(s): ${unknown.join(', ')}; expected ${allowed.join(', ')}`);
  }
  return body;
}

/** Reads a string of `min` to `max` characters. */
export function readText(body: JsonObject, name: string, min = 1, max = 1024): string | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || [...value].length < min || [...value].length > max) {
    throw invalidRequest(`${name} must be a string of ${min} to ${max} characters`);
  }
  return value;
}

export function requireText(body: JsonObject, name: string, min = 1, max = 1024): string {
  const value = readText(body, name, min, max);
  if (value === undefined) throw invalidRequest(`${name} is required`);
  return value;
}

export function readBoolean(body: JsonObject, name: string): boolean | undefined {
  const value = body[name];
  if (value !== undefined && typeof value !== 'boolean') throw invalidRequest(`${name} must be true or false`);
  return value;
}

/** Reads an integer of 0 or more. */
export function readInteger(body: JsonObject, name: string): number | undefined {
  const value = body[name];
  if (value !== undefined && (!Number.isSafeInteger(value) || Number(value) < 0)) {
    throw invalidRequest(`${name} must be a whole number`);
  }
  return value as number | undefined;
}

export function readObject(body: JsonObject, name: string): JsonObject | undefined {
  const value = body[name];
  if (value !== undefined && !isObject(value)) throw invalidRequest(`${name} must be an object`);
  return value;
}

export function readArray(body: JsonObject, name: string): unknown[] | undefined {
  const value = body[name];
  if (value !== undefined && !Array.isArray(value)) throw invalidRequest(`${name} must be an array`);
  return value;
}

/** Reads a CMK ID from a path, in lower case: UUIDs are compared without case. */
export function readPathCmkId(text: string): string {
  if (!isUuid(text)) throw invalidCmkId('Invalid CMK ID format');
  return text.toLowerCase();
}

/** 404 for an unknown key (docs/internals/api.md#errors). The wording is a guess. */
export const unknownCmk = (cmkId: string) => notFound(`CMK ${cmkId} does not exist`);
