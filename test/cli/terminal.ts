/** A place to run the command line in: streams that remember, answers, and a signal to interrupt with. */

import { PassThrough } from 'node:stream';
import type { ExitCode } from '../../src/cli/errors/cli-error';
import type { TextInput } from '../../src/cli/program/command';
import { run, type Surroundings } from '../../src/cli/run';
import { recordOutput } from '../support/secrets/leak-detector';

export interface TerminalOptions {
  env?: Surroundings['env'];
  clock?: Surroundings['clock'];
  /** Whether all three streams are a terminal's. @default false */
  isTTY?: boolean;
  /** @default 80 */
  columns?: number;
  /** What is typed, or comes through the pipe. @default nothing */
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
    const stdout = { isTTY, columns, write: (text: string) => this.heard(text, 'out') };
    const stderr = { isTTY, columns, write: (text: string) => this.heard(text, 'err') };
    return run(argv, { stdin, stdout, stderr, env, clock, signal: this.interruption.signal });
  }

  /** Resolves when stderr holds `text`. */
  async until(text: string): Promise<void> {
    while (!this.err.includes(text)) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  private heard(text: string, where: 'out' | 'err'): void {
    this[where] += text;
    recordOutput('output of aiven-byok', text);
    this.wake?.();
  }
}
