/** Errors that the API answers: handlers throw them, one place renders them in Aiven's shape. */

import type { WireError } from '../api/wire';

/** An answer that is not a success. `message` and `errorCode` are what the caller reads. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    message: string,
    readonly errorCode?: string,
    /** Further response headers, `Retry-After` for instance. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  /** `{message, errors: [...]}`: docs/api.md#errors. */
  toBody(): WireError {
    const { message, status } = this;
    return {
      message,
      errors: [{ message, status, ...(this.errorCode === undefined ? {} : { error_code: this.errorCode }) }],
    };
  }
}

/** 400: the input is refused. The error codes other than `invalid_cmk_id` are a guess (docs/emulator.md). */
export const invalidRequest = (message: string, errorCode = 'invalid_value') => new ApiError(400, message, errorCode);

/** docs/api.md#errors: 400 `invalid_cmk_id`. */
export const invalidCmkId = (message: string) => new ApiError(400, message, 'invalid_cmk_id');

/** docs/api.md#errors: 403 missing permission. */
export const forbidden = (message: string, errorCode?: string) => new ApiError(403, message, errorCode);

export const notFound = (message: string, errorCode?: string) => new ApiError(404, message, errorCode);

export const conflict = (message: string) => new ApiError(409, message);
