/** A running command. */

import type { ChildProcess } from 'node:child_process';

export interface Finished {
  /** Null if a signal ended the command. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export class Running {
  out = '';
  err = '';
  readonly ended: Promise<Finished>;

  constructor(readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      this.out += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      this.err += text;
    });
    this.ended = new Promise((done, fail) => {
      child.once('error', fail);
      child.once('close', (code) => done({ code, out: this.out, err: this.err }));
    });
  }

  /** Resolves when the output contains `text`. Throws if the command ends without it. */
  async until(text: string): Promise<void> {
    let isRunning = true;
    const ended = this.ended.then(() => {
      isRunning = false;
    });
    while (!`${this.out}${this.err}`.includes(text)) {
      if (!isRunning) throw new Error(`The command ended without printing "${text}":\n${this.out}\n${this.err}`);
      const more = [this.child.stdout, this.child.stderr].map(
        (stream) => new Promise((next) => stream?.once('data', next)),
      );
      await Promise.race([...more, ended]);
    }
  }

  /** Types on the terminal. */
  type(text: string): void {
    this.child.stdin?.write(text);
  }
}
