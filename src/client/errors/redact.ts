/** Keeps secrets out of errors and log lines. */

import { inspect, stripVTControlCharacters } from 'node:util';

const mark = '[redacted]';
const secretNames = 'service_uri|password|connection_info|access_key|token|authorization|secret';

/** Makes an object print as `[redacted]` wherever it is inspected or serialized. */
export function conceal<T extends object>(value: T): T {
  const print = { value: () => mark };
  return Object.defineProperties(value, { toJSON: print, [inspect.custom]: print });
}

/** A function that removes the given secrets, and everything that looks like a credential, from a text. */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  // Shorter ones would remove ordinary words from every message.
  const forms = secrets
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
    // One may contain another.
    .sort((one, other) => other.length - one.length);
  return (text) => redactPatterns(forms.reduce((rest, secret) => rest.replaceAll(secret, mark), text));
}

function redactPatterns(text: string): string {
  return text
    .replace(/\b(bearer|aivenv1|basic)(\s+)[^\s"',;]{4,}/gi, `$1$2${mark}`)
    .replace(/(:\/\/)[^\s/@"']+@/g, `$1${mark}@`)
    .replace(
      new RegExp(`("(?:[a-z0-9_]*(?:${secretNames})[a-z0-9_]*)"\\s*:\\s*)("(?:[^"\\\\]|\\\\.)*"?|[^\\s,}]+)`, 'gi'),
      `$1"${mark}"`,
    );
}

/** Removes escape sequences, and control and formatting characters: they could change what a terminal shows. */
export function withoutControls(text: string): string {
  return stripVTControlCharacters(text).replace(/[\p{Cc}\p{Cf}]/gu, ' ');
}

/** Another library's error as a plain one: only its name, code and redacted message. */
export function plainCause(error: unknown, redact: (text: string) => string): Error {
  const code = codeOf(error);
  const name = textOf(error, 'name') || 'Error';
  const cause = new Error(redact(textOf(error, 'message') || code || String(error)));
  Object.assign(cause, { name, ...(code === undefined ? {} : { code }) });
  // The original stack repeats the message.
  cause.stack = `${name}: ${cause.message}`;
  return cause;
}

/** Does not check the class: errors may come from another realm. */
function textOf(error: unknown, field: 'name' | 'message'): string {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, field) : undefined;
  return typeof value === 'string' ? value : '';
}

/** The system's or the library's code of an error: ECONNREFUSED, DEPTH_ZERO_SELF_SIGNED_CERT. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // One error for each address that was tried: the first one is enough.
  return 'errors' in error && Array.isArray(error.errors) ? codeOf(error.errors[0]) : undefined;
}
