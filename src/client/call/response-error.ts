/** What an error response says: the kind of failure, Aiven's message, and what to do about it. */

import { parseJson as parseExactJson } from '../../support/json';
import { quote } from '../../support/quote';
import type { AivenErrorKind, ApiErrorEntry } from '../errors/aiven-error';
import { withoutControls } from '../errors/redact';
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

/** An error body is read up to here. In characters. */
const longestBody = 64 * 1024;
const mostErrors = 20;
/** A message is searched for secrets up to here, and quoted up to the other limit. */
const longestSearch = 4_000;
const longestMessage = 500;

/** The message of nginx, Apache and Go for a plain HTTP request to a TLS port. */
const toTlsPort = /plain HTTP .{0,20}to (an )?(HTTPS port|SSL-enabled)|HTTP request to an HTTPS server/;

/** Reads an error response; `redact` removes secrets from what it quotes. */
export function readErrorResponse(status: number, fullText: string, redact: (text: string) => string): ErrorResponse {
  const text = fullText.slice(0, longestBody);
  const body = parseJson(text);
  const errors = entriesOf(body).map((entry) => ({
    ...entry,
    message: quotable(entry.message, redact),
    errorCode: entry.errorCode && quotable(entry.errorCode, redact),
  }));
  const ownMessage = isObject(body) && typeof body.message === 'string' ? body.message : errors[0]?.message;
  const message = quotable(ownMessage || describeBody(text, redact), redact);
  if (status === 400 && toTlsPort.test(text)) return { kind: 'contract', errors, ...needsHttps };
  const codes = errors.flatMap((entry) => entry.errorCode ?? []);
  // A 404 without a message comes from a wrong URL or a proxy: it must not count as proof that something was deleted.
  const kind = status === 404 && !ownMessage ? 'contract' : kindOf(status, message, codes);
  return { kind, message, errors, hint: hintFor(kind, errors) };
}

/** Describes a body that is not a JSON object with a message. */
export function describeBody(text: string, redact: (text: string) => string): string {
  const trimmed = text.slice(0, longestBody).trim();
  if (trimmed === '') return 'an empty body';
  if (/^<(!doctype|html|head|body|\?xml)/i.test(trimmed)) {
    const title = titleOf(trimmed);
    return title ? `an HTML page titled ${quote(redact(title))}` : 'an HTML page';
  }
  return parseJson(trimmed) === undefined ? 'a body that is not JSON' : 'JSON without a message';
}

/** The value, with `ExactNumber`s, or undefined when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return parseExactJson(text);
  } catch {
    return undefined;
  }
}

function entriesOf(body: unknown): ApiErrorEntry[] {
  if (!isObject(body) || !Array.isArray(body.errors)) return [];
  return body.errors
    .slice(0, mostErrors)
    .filter(isObject)
    .map((entry) => ({
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

/** Aiven's text for a diagnostic: on one line, without control characters, secrets and excess. */
function quotable(text: string, redact: (text: string) => string): string {
  const line = redact(withoutControls(text).replace(/\s+/g, ' ').trim().slice(0, longestSearch));
  return line.length > longestMessage ? `${line.slice(0, longestMessage)}…` : line;
}

/** The title of an HTML page. Searched by index: regular expressions take quadratic time on hostile pages. */
function titleOf(html: string): string {
  const lower = html.toLowerCase();
  const from = lower.indexOf('>', lower.indexOf('<title'));
  const to = lower.indexOf('</title', from);
  return lower.includes('<title') && from >= 0 && to > from ? withoutControls(html.slice(from + 1, to)).trim() : '';
}
