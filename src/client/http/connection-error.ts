/** Classifies and explains the errors of undici, Node, and OpenSSL. */

import { codeOf } from '../errors/redact';
import type { ConnectionSettings } from './connections';
import { TransportError, type TransportErrorDetails } from './transport-error';

/** How far a request got before it failed. */
export interface RequestProgress {
  /** Whether the request was written to a connection. */
  sent: boolean;
  /** Whether the response has begun. */
  responding: boolean;
}

type Explanation = Partial<TransportErrorDetails>;

/** The API URL begins with http, but the port speaks TLS. */
export const needsHttps = { message: 'the port expects TLS', hint: 'Use https:// in the API URL.' };

const needsHttp = { message: 'the port does not speak TLS', hint: 'Use http:// in the API URL.' };
const tlsVariableHint = 'NODE_TLS_REJECT_UNAUTHORIZED=0 has no effect here: certificates are always verified.';
const caHint = "If your own authority issued the certificate, set AIVEN_CA_CERT to the authority's certificate file.";

/** What is wrong with a certificate whose authority may well be trusted. */
const certificateProblems: Readonly<Record<string, Explanation>> = {
  CERT_HAS_EXPIRED: {
    message: "the server's certificate has expired",
    hint: "Ask the server's operator to renew it, or check this machine's clock.",
  },
  CERT_NOT_YET_VALID: { message: "the server's certificate is not valid yet", hint: "Check this machine's clock." },
  ERR_TLS_CERT_ALTNAME_INVALID: { hint: 'Check the host name in the API URL and the proxy.' },
};

const untrusted = /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_CERT_)/;

export function connectionError(cause: Error, progress: RequestProgress, settings: ConnectionSettings): TransportError {
  const { sent } = progress;
  const code = codeOf(cause) ?? '';
  const explanation =
    explainProxy(cause, settings) ??
    explainTls(cause, code, sent, settings) ??
    explainHttp(cause, code, progress, settings);
  const toProxy = !sent && settings.proxy !== undefined && isBeforeTunnel(cause, code);
  // One error for each address that was tried: the first one is enough.
  const message = cause.message || messageOf(cause) || code;
  return new TransportError({ reason: sent ? 'lost' : 'unsent', sent, toProxy, message, cause, ...explanation });
}

function messageOf(error: Error): string | undefined {
  return error instanceof AggregateError ? error.errors[0]?.message : undefined;
}

/** With a proxy, the only names that are resolved and the only addresses that are dialed are the proxy's. */
function isBeforeTunnel(error: Error, code: string): boolean {
  const syscall = Reflect.get(error instanceof AggregateError ? error.errors[0] : error, 'syscall');
  return syscall === 'connect' || syscall === 'getaddrinfo' || /^UND_ERR_(CONNECT|HEADERS)_TIMEOUT$/.test(code);
}

/** undici mentions the proxy's status only in the message. The proxy has not forwarded the request. */
function explainProxy({ message }: Error, { url, proxy }: ConnectionSettings): Explanation | undefined {
  const [, text] = /^Proxy (?:response|Authentication Required) \((\d+)\)/.exec(message) ?? [];
  if (text === undefined) return undefined;
  const status = Number(text);
  const isFinal = status >= 400 && status < 500 && status !== 408 && status !== 429;
  const target = url.port ? url.host : `${url.host}:${url.protocol === 'https:' ? 443 : 80}`;
  const hint =
    status === 407
      ? `Check the user name and the password in ${proxy?.variable}.`
      : `Ask the proxy's operator to allow connections to "${target}", or add the host to NO_PROXY.`;
  return {
    reason: isFinal ? 'refused' : 'unsent',
    sent: false,
    toProxy: true,
    message: `the proxy responded with status ${status}`,
    hint: isFinal ? hint : undefined,
  };
}

function explainTls(
  { message }: Error,
  code: string,
  sent: boolean,
  { ignoresTlsVariable }: ConnectionSettings,
): Explanation | undefined {
  // The wording and the code depend on OpenSSL's version.
  if (/^(EPROTO|ERR_SSL_)/.test(code) && /wrong version number|packet length too long/.test(message)) {
    return { reason: 'refused', sent: false, ...needsHttp };
  }
  if (!sent && untrusted.test(code)) {
    const { hint = caHint, ...problem } = certificateProblems[code] ?? {};
    // Node 26 adds advice to this message that contradicts the hint.
    const reported = message.replace(/; if the root CA is installed locally, .*$/, '');
    return {
      reason: 'refused',
      message: reported,
      ...problem,
      hint: ignoresTlsVariable ? `${hint} ${tlsVariableHint}` : hint,
    };
  }
  if (/disconnected before secure TLS connection/.test(message)) {
    return { message: 'the connection was closed during the TLS handshake' };
  }
  const [, problem] = /:SSL routines:[^:]*:([^:]+):/.exec(message) ?? [];
  if (problem === undefined) return undefined;
  const explanation = { message: `the TLS handshake failed: ${problem}` };
  return !sent && code.startsWith('ERR_SSL_') ? { reason: 'refused', ...explanation } : explanation;
}

function explainHttp(
  error: Error,
  code: string,
  { sent, responding }: RequestProgress,
  { url, proxy, timeLimits, maxBodyBytes }: ConnectionSettings,
): Explanation {
  const { connectMs, headersMs, bodyMs } = timeLimits;
  switch (code) {
    case 'UND_ERR_CONNECT_TIMEOUT':
      return { reason: 'timeout', message: `no connection within ${connectMs} ms` };
    case 'UND_ERR_HEADERS_TIMEOUT':
      // Before the request is sent, undici waits for the proxy's response to CONNECT.
      return { reason: 'timeout', message: `no response${sent ? '' : ' from the proxy'} within ${headersMs} ms` };
    case 'UND_ERR_BODY_TIMEOUT':
      return { reason: 'timeout', message: `the response paused for more than ${bodyMs} ms` };
    case 'ERR_NOT_LOOPBACK':
      return { reason: 'refused', hint: 'Use https, or set AIVEN_ALLOW_PLAIN_HTTP=1 to permit it.' };
    case 'ETIMEDOUT':
      return { reason: 'timeout' };
    case 'UND_ERR_RES_EXCEEDED_MAX_SIZE':
      return { reason: 'refused', message: `the response body exceeds the limit of ${maxBodyBytes} bytes` };
  }
  const cutOff =
    /^UND_ERR_(SOCKET|RES_CONTENT_LENGTH_MISMATCH)$/.test(code) || error.message.includes('Invalid EOF state');
  if (responding && cutOff) return { message: 'the connection was closed in the middle of the response' };
  if (code === 'UND_ERR_SOCKET') {
    const message = 'the connection was closed before a response arrived';
    // Some TLS ports, including those of Node, close the connection on plain HTTP.
    const isPlain = proxy === undefined && url.protocol === 'http:';
    return isPlain ? { message, hint: 'If the port speaks TLS, use https:// in the API URL.' } : { message };
  }
  if (error.name !== 'HTTPParserError') return {};
  // A TLS port responds to plain HTTP with a TLS alert or a handshake message, and has not read the request.
  const [first] = String(Reflect.get(error, 'data'));
  if (first === '\x15' || first === '\x16') return { reason: 'refused', sent: false, ...needsHttps };
  return { message: 'the response is not valid HTTP' };
}
