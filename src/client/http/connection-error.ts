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
const caHint = "If your own authority issued the certificate, set AIVEN_CA_CERT to the authority's certificate file.";
const proxyHint = "Check the user name and the password in the proxy's URL.";

const untrusted = /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_CERT_)/;

export function connectionError(cause: Error, progress: RequestProgress, settings: ConnectionSettings): TransportError {
  const { sent } = progress;
  const code = codeOf(cause) ?? '';
  const explanation =
    explainProxy(cause) ?? explainTls(cause, code, sent) ?? explainHttp(cause, code, progress, settings);
  const message = cause.message || code;
  return new TransportError({ reason: sent ? 'lost' : 'unsent', sent, message, cause, ...explanation });
}

/** undici mentions the proxy's status only in the message. */
function explainProxy({ message }: Error): Explanation | undefined {
  const [, status] = /^Proxy (?:response|Authentication Required) \((\d+)\)/.exec(message) ?? [];
  if (status === undefined) return undefined;
  // The proxy has not forwarded the request.
  const hint = status === '407' ? proxyHint : undefined;
  return { reason: 'unsent', sent: false, message: `the proxy responded with status ${status}`, hint };
}

function explainTls({ message }: Error, code: string, sent: boolean): Explanation | undefined {
  // The wording and the code depend on OpenSSL's version.
  if (/^(EPROTO|ERR_SSL_)/.test(code) && /wrong version number|packet length too long/.test(message)) {
    return { reason: 'refused', sent: false, ...needsHttp };
  }
  if (!sent && untrusted.test(code)) return { reason: 'refused', hint: caHint };
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
      // Before the request is sent, undici waits for the headers of the proxy.
      return {
        reason: 'timeout',
        message: sent ? `no response within ${headersMs} ms` : `no connection within ${connectMs} ms`,
      };
    case 'UND_ERR_BODY_TIMEOUT':
      return { reason: 'timeout', message: `the response paused for more than ${bodyMs} ms` };
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
