/** Merges the client's options, the environment and the defaults, and rejects settings that cannot work. */

import { checkApiUrl } from '../aiven/api-url';
import { checkNode } from '../support/node-version';
import { defaults } from './defaults';
import { AivenError } from './errors/aiven-error';
import { conceal } from './errors/redact';
import type { ConnectionSettings } from './http/connections';
import { endsInLocalhost, isLoopback } from './http/loopback';
import { type Environment, type ProxySetting, proxyFor } from './http/proxy';
import type { TimeLimits } from './http/time-limits';
import { trustedCertificates } from './http/trust';
import { type Clock, systemClock } from './time/clock';
import type { RetryPolicy } from './time/retry';

/** Receives the client's log lines. Fields contain no secrets. */
export interface ClientLog {
  debug(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
}

/** A failed attempt that is retried after a pause. */
export interface RetryEvent {
  method: string;
  /** Without the query. */
  path: string;
  /** Number of the attempt that failed, from 1. */
  attempt: number;
  /** Milliseconds until the next attempt. */
  delayMs: number;
  /** The error that the operation ends with if every retry fails. */
  error: AivenError;
}

export interface AivenClientOptions {
  /** The API token. Sent to the host of `url` and to no other. */
  token: string;
  /** @default AIVEN_WEB_URL, else https://api.aiven.io */
  url?: string;
  /** Products and comments of the User-Agent header; TF_APPEND_USER_AGENT is added. @default aiven-byok/VERSION */
  userAgent?: string;
  /** Whether plain http is allowed to hosts other than the loopback. @default whether AIVEN_ALLOW_PLAIN_HTTP is 1 */
  allowPlainHttp?: boolean;
  retry?: Partial<RetryPolicy>;
  timeLimits?: Partial<TimeLimits>;
  /** After a create whose response was lost: how long to search for the new object, in milliseconds. @default 10000 */
  searchMs?: number;
  /** @default 16 */
  maxConcurrentRequests?: number;
  /** @default 67108864 */
  maxBodyBytes?: number;
  /** @default no log */
  log?: ClientLog;
  /** Called before each retry. */
  onRetry?: (event: RetryEvent) => void;
  /** Variables: AIVEN_WEB_URL, AIVEN_CA_CERT, AIVEN_ALLOW_PLAIN_HTTP, HTTPS_PROXY, HTTP_PROXY, NO_PROXY, NODE_TLS_REJECT_UNAUTHORIZED (ignored), TF_APPEND_USER_AGENT. @default process.env */
  env?: Environment;
  /** @default the machine's */
  clock?: Clock;
  /** From 0 to less than 1. @default Math.random */
  random?: () => number;
}

export interface Settings {
  token: string;
  connection: ConnectionSettings;
  userAgent: string;
  retry: RetryPolicy;
  searchMs: number;
  log: ClientLog;
  onRetry?: (event: RetryEvent) => void;
  clock: Clock;
  random: () => number;
}

/** @throws AivenError of kind `input` for a Node.js, token, URL, proxy or certificate file that cannot work */
export function resolveSettings(options: AivenClientOptions): Settings {
  const problem = checkNode();
  if (problem !== undefined) throw inputError(problem);
  const env = options.env ?? process.env;
  const log = options.log ?? { debug: () => undefined, warn: () => undefined };
  const url = parseUrl(options.url || urlFrom(env) || defaults.url);
  const proxy = proxyFor(url, env);
  const allowsPlainHttp = options.allowPlainHttp ?? env.AIVEN_ALLOW_PLAIN_HTTP === '1';
  const loopbackOnly = url.protocol === 'http:' && !allowsPlainHttp;
  if (loopbackOnly) requireLoopback(url, proxy);
  else if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    log.warn('The API token is sent over plain http', { host: url.host });
  }
  return conceal<Settings>({
    token: parseToken(options.token),
    connection: conceal({
      url,
      urlVariable: !options.url && env.AIVEN_WEB_URL ? 'AIVEN_WEB_URL' : undefined,
      proxy,
      loopbackOnly,
      ca: url.protocol === 'https:' ? trustedCertificates(env) : undefined,
      ignoresTlsVariable: env.NODE_TLS_REJECT_UNAUTHORIZED === '0',
      timeLimits: { ...defaults.timeLimits, ...options.timeLimits },
      maxConcurrentRequests: options.maxConcurrentRequests ?? defaults.maxConcurrentRequests,
      maxBodyBytes: options.maxBodyBytes ?? defaults.maxBodyBytes,
    }),
    userAgent: printable([options.userAgent ?? defaults.userAgent, env.TF_APPEND_USER_AGENT ?? ''].join(' ')),
    retry: { ...defaults.retry, ...options.retry },
    searchMs: options.searchMs ?? defaults.search.durationMs,
    log,
    onRetry: options.onRetry,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
  });
}

function parseUrl(text: string): URL {
  const problem = checkApiUrl(text);
  if (problem !== undefined) throw inputError(problem);
  const url = new URL(text);
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

/** An empty value, such as the output of a failed command, must not select production. */
function urlFrom({ AIVEN_WEB_URL: text }: Environment): string | undefined {
  if (text?.trim() !== '') return text?.trim();
  throw inputError(
    `AIVEN_WEB_URL is empty; unset it, or set it to the URL of the Aiven API, such as "${defaults.url}".`,
  );
}

/** Accepts a name below `localhost` too: the connection then fails unless the name resolves to a loopback address. */
function requireLoopback(url: URL, proxy: ProxySetting | undefined): void {
  if (isLoopback(url.hostname) || (endsInLocalhost(url.hostname) && proxy === undefined)) return;
  const reason = 'would send the token over plain http, where others can read it';
  throw inputError(`${url.origin} ${reason}; use https, or set AIVEN_ALLOW_PLAIN_HTTP=1 to permit it.`);
}

function parseToken(token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  const problem = token === '' ? 'is empty' : 'contains blanks or characters that no token has';
  throw inputError(`The API token ${problem}; expected the token as the Aiven Console shows it.`);
}

/** Only what a header may hold: no line break can start another header. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, ' ').trim();
}

function inputError(summary: string): AivenError {
  return new AivenError({ kind: 'input', summary });
}
