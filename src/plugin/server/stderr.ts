/** Writing to stderr at once, so that nothing is lost when the process ends, and keeping stdout for the handshake. */

import { writeSync } from 'node:fs';
import { inspect } from 'node:util';

const STDERR = 2;

/** Writes all of the text. A reader that is gone is not an error: there is nobody left to tell. */
export function writeStderr(text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(STDERR, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      // The pipe is full and set to non-blocking: give the reader a millisecond.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

/** The first line on stdout must be the handshake: whatever a dependency prints goes to stderr from now on. */
export function redirectConsole(): void {
  console.log = console.info = console.debug = console.error;
  console.dir = (item, options) => console.error(inspect(item, { customInspect: false, ...options }));
}

/**
 * Reports a crash in the form that makes Terraform show it to the user even without `TF_LOG`: Go's own, from the line that
 * starts with "panic: " on.
 */
export function reportCrash(reason: unknown): void {
  const error = reason instanceof Error ? reason : new Error(String(reason));
  const [headline] = error.message.split('\n');
  writeStderr(`panic: ${headline}\n\n${error.stack ?? error.message}\n`);
}
