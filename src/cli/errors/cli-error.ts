/** What a command throws when it cannot do what it was asked: shown in one line, with a second on what to do. */

export class CliError extends Error {
  override readonly name: string = 'CliError';

  /** @param remedy What the user can do about it, in one sentence. */
  constructor(
    message: string,
    readonly remedy?: string,
    readonly exitCode: ExitCode = 1,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Options or arguments that make no sense: exit code 2. */
export class UsageError extends CliError {
  override readonly name = 'UsageError';

  constructor(message: string, remedy?: string) {
    super(message, remedy, 2);
  }
}

/** 0 done, 1 failed, 2 wrong usage, 3 a check said no, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 3 | 130;
