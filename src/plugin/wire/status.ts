/** How a call ends: gRPC's status codes, and the one error class of this folder. */

import type { AttributePathStep } from './messages/shared';

/** The status codes that a plugin answers with, as numbered by gRPC. */
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

/** Thrown for anything that ends a call with a status instead of a response. Terraform shows it as "Plugin error". */
export class StatusError extends Error {
  override readonly name: string = 'StatusError';

  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }

  /** Turns anything thrown into a status: what is not one of ours is an internal error. */
  static from(reason: unknown): StatusError {
    if (reason instanceof StatusError) return reason;
    const message = reason instanceof Error ? reason.message : String(reason);
    return new StatusError(Code.internal, message);
  }
}

/** A value that does not fit its type. `path` leads to the place, in the form that a diagnostic takes. */
export class ValueError extends StatusError {
  override readonly name = 'ValueError';

  constructor(
    code: number,
    readonly path: readonly AttributePathStep[],
    /** The sentence without the place. */
    readonly reason: string,
  ) {
    super(code, path.length === 0 ? reason : `${formatPath(path)}: ${reason}`);
  }
}

/** A path as a person writes it: `tags["a b"]`, `rules[0].port`. */
export function formatPath(path: readonly AttributePathStep[]): string {
  return path
    .map((step, index) => {
      if (step.attributeName !== undefined) return index === 0 ? step.attributeName : `.${step.attributeName}`;
      if (step.elementKeyString !== undefined) return `[${JSON.stringify(step.elementKeyString)}]`;
      return `[${step.elementKeyInt}]`;
    })
    .join('');
}
