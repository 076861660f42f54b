/** What is wrong with what the peer sent, and the code that it is told. */

/** The error codes of HTTP/2 that are sent here ([RFC 9113, section 7](https://www.rfc-editor.org/rfc/rfc9113#section-7)). */
export const ErrorCode = {
  none: 0,
  protocol: 1,
  internal: 2,
  flowControl: 3,
  frameSize: 6,
  refusedStream: 7,
  compression: 9,
  enhanceYourCalm: 11,
} as const;

/** Ends the whole connection: what follows on it could not be understood any more. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';

  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}
