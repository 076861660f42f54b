/** How a call ends: the gRPC status codes, and the error classes of this folder. */

import { formatPath, type Path } from '../path';

/** The gRPC status codes that a plugin returns. */
export const Code = {
  ok: 0,
  cancelled: 1,
  unknown: 2,
  invalidArgument: 3,
  resourceExhausted: 8,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
} as const;

/** Ends a call with a status instead of a response. Terraform shows it as "Plugin error". */
export class StatusError extends Error {
  override readonly name: string = 'StatusError';

  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }

  /** Converts any thrown error. One that is not a `StatusError` becomes an internal error. */
  static from(error: unknown): StatusError {
    if (error instanceof StatusError) return error;
    return new StatusError(Code.internal, error instanceof Error ? error.message : String(error));
  }
}

/** A value in a request that does not fit its type. `path` leads to the part that does not. */
export class ValueError extends StatusError {
  override readonly name = 'ValueError';

  constructor(
    readonly path: Path,
    /** The sentence without the path. */
    readonly reason: string,
  ) {
    super(Code.invalidArgument, path.length === 0 ? reason : `${formatPath(path)}: ${reason}`);
  }
}
