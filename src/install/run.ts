/** Runs the programs that build an executable. */

import { execFile } from 'node:child_process';
import { platform } from 'node:os';
import { promisify } from 'node:util';

/** How programs are started. */
export interface RunOptions {
  env: NodeJS.ProcessEnv;
  /** Stops the program. */
  signal: AbortSignal | undefined;
  /** @default the current folder */
  cwd?: string;
}

/** An error whose message is the last line of stderr: tools print progress before it. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
  constructor(
    message: string,
    readonly stderr: string,
    options: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Runs a program to its end.
 * @returns what it wrote to stdout
 * @throws ProgramError when it is not installed, or exits with another code than 0.
 */
export async function run(program: string, words: readonly string[], options: RunOptions): Promise<string> {
  const { env, signal, cwd } = options;
  // Windows starts npx through cmd, which takes the line as it is.
  const shell = program === 'npx' && platform() === 'win32';
  const line = shell ? words.map((word) => (word.includes(' ') ? `"${word.replaceAll('"', '\\"')}"` : word)) : words;
  try {
    const { stdout } = await promisify(execFile)(program, line, {
      env,
      shell,
      ...(cwd && { cwd }),
      ...(signal && { signal }),
    });
    return stdout;
  } catch (error) {
    signal?.throwIfAborted();
    const { code, stderr = '', message } = error as NodeJS.ErrnoException & { stderr?: string };
    const reason =
      code === 'ENOENT'
        ? `the command "${program}" is not installed`
        : `"${program}" failed: ${stderr.trim().split('\n').at(-1) || message}`;
    throw new ProgramError(reason, stderr, { cause: error });
  }
}
