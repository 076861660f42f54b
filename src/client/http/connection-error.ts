/** What Node and OpenSSL say of a connection that came to nothing, in words that tell what to do. */

import { codeOf } from '../errors/redact';

/** Said of a port that speaks TLS and was asked without it. */
export const needsHttps = 'the port speaks TLS; its address has to begin with https://';

const inWords: Readonly<Record<string, string>> = {
  aborted: 'the connection was closed in the middle of the answer',
  'socket hang up': 'the connection was closed before an answer came',
  'Client network socket disconnected before secure TLS connection was established':
    'the connection was closed before TLS was agreed on',
};

/** @param plain whether the API was asked over plain http, and directly */
export function describeConnectionError(error: Error, plain: boolean): string {
  const { message } = error;
  const code = codeOf(error);
  if (needsHttp(error)) return 'the port does not speak TLS; its address has to begin with http://';
  if (answersInTls(error)) return needsHttps;
  // Some TLS ports, those of Node among them, answer plain http by hanging up.
  if (message === 'socket hang up' && plain) {
    return `${inWords[message]}; if the port speaks TLS, its address has to begin with https://`;
  }
  if (code === 'HPE_INVALID_CONSTANT') return 'the answer is not HTTP';
  const [, reason] = /:SSL routines:[^:]*:([^:]+):/.exec(message) ?? [];
  if (reason !== undefined) return `TLS could not be agreed on: ${reason}`;
  return inWords[message] ?? (message || code || '');
}

/** Whether the address has the wrong one of http and https: no API has read the request, and none will. */
export function isWrongScheme(error: unknown): boolean {
  return needsHttp(error) || answersInTls(error);
}

/** OpenSSL's words for an answer in plain text; which of the two, and with which code, depends on its version. */
function needsHttp(error: unknown): boolean {
  if (!/^(EPROTO|ERR_SSL_\w+)$/.test(codeOf(error) ?? '')) return false;
  return /wrong version number|packet length too long/.test((error as Error).message);
}

/** A record of TLS, an alert or a handshake, where HTTP was expected. */
function answersInTls(error: unknown): boolean {
  if (codeOf(error) !== 'HPE_INVALID_CONSTANT') return false;
  const [first] = (error as { rawPacket?: Uint8Array }).rawPacket ?? [];
  return first === 0x15 || first === 0x16;
}
