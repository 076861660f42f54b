/** A place to run the command line in: streams that remember, and a signal to interrupt with. */

import type { ExitCode } from '../../src/cli/command';
import { run, type Surroundings } from '../../src/cli/run';

export class Terminal {
  out = '';
  err = '';
  readonly interruption = new AbortController();
  private wake: (() => void) | undefined;

  constructor(
    private readonly env: Surroundings['env'] = {},
    private readonly isTTY = false,
  ) {}

  run(...argv: string[]): Promise<ExitCode> {
    const { isTTY, env } = this;
    const stdout = { isTTY, columns: 80, write: (text: string) => this.heard(text, 'out') };
    const stderr = { isTTY, columns: 80, write: (text: string) => this.heard(text, 'err') };
    return run(argv, { stdout, stderr, env, signal: this.interruption.signal });
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
    this.wake?.();
  }
}
