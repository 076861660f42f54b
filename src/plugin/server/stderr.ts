/** Synchronous writes to stderr, so that nothing is lost at exit, and keeping stdout for the handshake. */

import { writeSync } from 'node:fs';
import { inspect } from 'node:util';

const STDERR = 2;

/** Writes the whole text. Ignores a closed pipe. */
export function writeStderr(text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(STDERR, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      // The pipe is full and non-blocking: wait a millisecond for the reader.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

/** Sends console output to stderr: the first line on stdout must be the handshake, whatever dependencies print. */
export function redirectConsole(): void {
  console.log = console.info = console.debug = console.error;
  console.dir = (item, options) => console.error(inspect(item, { customInspect: false, ...options }));
}

/**
 * Reports a crash in the format of a Go panic, which Terraform shows even without `TF_LOG`: from the line that starts with "panic: ".
 */
export function reportCrash(reason: unknown): void {
  const error = reason instanceof Error ? reason : new Error(String(reason));
  const [headline] = error.message.split('\n');
  writeStderr(`panic: ${headline}\n\n${error.stack ?? error.message}\n`);
}
