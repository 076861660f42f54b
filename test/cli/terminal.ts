/** Runs the CLI with streams that record the output, typed answers, and an interrupt. */

import { PassThrough } from 'node:stream';
import type { ExitCode } from '../../src/cli/errors/cli-error';
import type { TextInput } from '../../src/cli/program/command';
import { type Environment, run } from '../../src/cli/run';
import { recordOutput } from '../support/secrets/leak-detector';

export interface TerminalOptions {
  env?: Environment['env'];
  clock?: Environment['clock'];
  /** Whether all three streams are a terminal. @default false */
  isTTY?: boolean;
  /** @default 80 */
  columns?: number;
  /** The content of stdin. @default empty */
  input?: string;
}

export class Terminal {
  out = '';
  err = '';
  readonly interruption = new AbortController();
  private wake: (() => void) | undefined;

  constructor(private readonly options: TerminalOptions = {}) {}

  run(...argv: string[]): Promise<ExitCode> {
    const { isTTY = false, columns = 80, env = {}, clock, input = '' } = this.options;
    const stdin: TextInput = Object.assign(new PassThrough(), { isTTY });
    (stdin as PassThrough).end(input);
    const stdout = { isTTY, columns, write: (text: string) => this.record(text, 'out') };
    const stderr = { isTTY, columns, write: (text: string) => this.record(text, 'err') };
    return run(argv, { stdin, stdout, stderr, env, clock, signal: this.interruption.signal });
  }

  /** Resolves when stderr contains `text`. */
  async until(text: string): Promise<void> {
    while (!this.err.includes(text)) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  private record(text: string, where: 'out' | 'err'): void {
    this[where] += text;
    recordOutput('output of aiven-byok', text);
    this.wake?.();
  }
}
