/** The error of an HTTP request that got no usable response. */

export interface TransportErrorDetails {
  /**
   * - `unsent`: the request was not sent
   * - `lost`: the request was sent, but no complete response arrived
   * - `timeout`: a time limit passed
   * - `refused`: the client rejects the response or does not trust the server, so a retry cannot help
   * - `aborted`: the caller aborted the request
   */
  reason: 'unsent' | 'lost' | 'timeout' | 'refused' | 'aborted';
  /** What happened: part of a sentence. */
  message: string;
  /** What the user can do: a sentence. */
  hint?: string;
  /** Whether the request was written to a connection, so that the server may have read it. */
  sent: boolean;
  /** Whether the connection to the proxy failed, so that the proxy has forwarded nothing. @default false */
  toProxy?: boolean;
  cause?: unknown;
}

export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly reason: TransportErrorDetails['reason'];
  readonly hint: string | undefined;
  readonly sent: boolean;
  readonly toProxy: boolean;

  constructor({ reason, message, hint, sent, toProxy = false, cause }: TransportErrorDetails) {
    super(message, { cause });
    this.reason = reason;
    this.hint = hint;
    this.sent = sent;
    this.toProxy = toProxy;
  }
}
