/** gRPC trailers: the status of a call as HTTP/2 headers. */

import { Code, type StatusError } from './status';

export const okTrailers = { 'grpc-status': String(Code.ok) };

export function trailersOf({ code, message }: StatusError): { [name: string]: string } {
  return { 'grpc-status': String(code), 'grpc-message': encodeStatusMessage(message) };
}

/** In encoded bytes. Node cannot send headers over 64 KiB: the call would never end. */
export const MAX_STATUS_LENGTH = 8 * 1024;

/** Percent-encodes UTF-8 bytes other than printable ASCII, and the percent sign. Truncates between two characters. */
export function encodeStatusMessage(message: string): string {
  let encoded = '';
  for (const character of message) {
    let next = '';
    for (const byte of Buffer.from(character)) {
      const isPlain = byte >= 0x20 && byte <= 0x7e && byte !== 0x25;
      next += isPlain ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    }
    if (encoded.length + next.length > MAX_STATUS_LENGTH) break;
    encoded += next;
  }
  return encoded;
}
