/** Errors that the emulated API returns. Handlers throw them; http/respond.ts turns them into responses. */

import type { WireError } from '../api/wire';

/** An error response of the emulated API. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  /**
   * @param status HTTP status, 400 to 599.
   * @param errorCode Aiven's `error_code`, if the error has one.
   * @param headers Additional response headers, such as `retry-after`.
   */
  constructor(
    readonly status: number,
    message: string,
    readonly errorCode?: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  /** The response body (docs/internals/api.md#errors). */
  toBody(): WireError {
    const { message, status } = this;
    return {
      message,
      errors: [{ message, status, ...(this.errorCode === undefined ? {} : { error_code: this.errorCode }) }],
    };
  }
}

/** 400 for invalid input, without an `error_code`: Aiven publishes none but `invalid_cmk_id` (docs/internals/api.md#errors). */
export const invalidRequest = (message: string) => new ApiError(400, message);

export const invalidCmkId = (message: string) => new ApiError(400, message, 'invalid_cmk_id');

export const forbidden = (message: string, errorCode?: string) => new ApiError(403, message, errorCode);

export const notFound = (message: string, errorCode?: string) => new ApiError(404, message, errorCode);

export const conflict = (message: string) => new ApiError(409, message);

/** 403 for a project without BYOK, in Aiven's words (docs/internals/api.md#errors). */
export const featureNotEnabled = () =>
  forbidden('This feature is not enabled in your context, please contact support to enable it', 'feature_not_enabled');

/** 409 for a duplicate key (docs/internals/api.md#undocumented-behavior). The wording is a guess. */
export const duplicateKeyMessage = 'CMK with this provider and resource already exists in the project';
