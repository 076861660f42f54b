/** What an error response says: the kind of failure, Aiven's message, and what to do about it. */

import type { AivenErrorKind, ApiErrorEntry } from '../errors/aiven-error';
import { needsHttps } from '../http/connection-error';
import { isObject } from './reader';

export interface ErrorResponse {
  kind: AivenErrorKind;
  /** Aiven's message, or a description of the body if it has none. */
  message: string;
  errors: ApiErrorEntry[];
  /** One sentence: what to do. */
  hint?: string;
}

const longestMessage = 500;

/** The message of nginx, Apache and Go for a plain HTTP request to a TLS port. */
const toTlsPort = /plain HTTP .{0,20}to (an )?(HTTPS port|SSL-enabled)|HTTP request to an HTTPS server/;

/** Reads an error response; `redact` removes secrets from what it quotes. */
export function readErrorResponse(status: number, text: string, redact: (text: string) => string): ErrorResponse {
  const body = parseJson(text);
  const errors = entriesOf(body).map((entry) => ({ ...entry, message: shorten(redact(entry.message)) }));
  const ownMessage = isObject(body) && typeof body.message === 'string' ? body.message : errors[0]?.message;
  const message = shorten(redact(ownMessage || describeBody(text)));
  if (status === 400 && toTlsPort.test(text)) return { kind: 'contract', errors, ...needsHttps };
  const codes = errors.flatMap((entry) => entry.errorCode ?? []);
  // A 404 without a message comes from a wrong URL or a proxy: it must not count as proof that something was deleted.
  const kind = status === 404 && !ownMessage ? 'contract' : kindOf(status, message, codes);
  return { kind, message, errors, hint: hintFor(kind, errors) };
}

/** Describes a body that is not a JSON object with a message. */
export function describeBody(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return 'an empty body';
  if (/^<(!doctype|html|head|body|\?xml)/i.test(trimmed)) {
    const title = /<title[^>]*>([^<]*)<\/title>/i.exec(trimmed)?.[1]?.trim();
    return title ? `an HTML page titled ${JSON.stringify(title)}` : 'an HTML page';
  }
  return parseJson(trimmed) === undefined ? 'a body that is not JSON' : 'JSON without a message';
}

/** The value, or undefined when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function entriesOf(body: unknown): ApiErrorEntry[] {
  if (!isObject(body) || !Array.isArray(body.errors)) return [];
  return body.errors.filter(isObject).map((entry) => ({
    message: typeof entry.message === 'string' ? entry.message : '',
    errorCode: typeof entry.error_code === 'string' ? entry.error_code : null,
    status: typeof entry.status === 'number' ? entry.status : null,
  }));
}

function kindOf(status: number, message: string, codes: string[]): AivenErrorKind {
  if (status === 401) return 'unauthorized';
  if (status === 403) {
    if (codes.includes('feature_not_enabled')) return 'featureNotEnabled';
    return /\btoken\b/i.test(message) ? 'unauthorized' : 'permissionDenied';
  }
  if (status === 404) return 'notFound';
  if (status === 409) return /already exists/i.test(message) ? 'alreadyExists' : 'conflict';
  if (status === 429) return 'rateLimited';
  return status === 408 || status >= 500 ? 'server' : 'invalidRequest';
}

function hintFor(kind: AivenErrorKind, errors: readonly ApiErrorEntry[]): string | undefined {
  switch (kind) {
    case 'unauthorized':
      return 'Check that the API token is complete and has not expired.';
    case 'featureNotEnabled':
      return 'BYOK is an enterprise feature; ask Aiven to enable it for your organization.';
    case 'permissionDenied':
      return 'Give the owner of the token a role in this project that permits the operation, such as operator.';
    case 'notFound':
      return errors.some((entry) => entry.errorCode === 'project_not_found') ? 'Check the project name.' : undefined;
    default:
      return undefined;
  }
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longestMessage ? `${line.slice(0, longestMessage)}…` : line;
}
