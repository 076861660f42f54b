/** The errors that commands throw: one sentence on what happened, and one on what to do about it. */

/** A failed command. */
export class CliError extends Error {
  override readonly name: string = 'CliError';

  /**
   * @param message What happened, in one sentence.
   * @param hint What the user can do about it, in one sentence.
   */
  constructor(
    message: string,
    readonly hint?: string,
    readonly exitCode: ExitCode = 1,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Invalid options or arguments: exit code 2. */
export class UsageError extends CliError {
  override readonly name = 'UsageError';

  constructor(message: string, hint?: string) {
    super(message, hint, 2);
  }
}

/** 0 success, 1 failure, 2 usage error, 3 check failed, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 3 | 130;
