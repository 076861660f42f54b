/** The process around the command line: arguments, streams, environment and signals. No other file uses `process.exit`. */

import { writeSync } from 'node:fs';
import { constants } from 'node:os';
import { systemReason } from '../support/system-reason';
import { run } from './run';

const interruption = new AbortController();
/** As shells report a signal: 130 for SIGINT, 143 for SIGTERM, 129 for SIGHUP. */
let interruptedCode = 130;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // A second Ctrl-C ends a command that does not stop.
    if (interruption.signal.aborted) process.exit(interruptedCode);
    interruptedCode = 128 + constants.signals[signal];
    interruption.abort();
  });
}

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of the pipe (`| head`) has closed it.
    if (error.code === 'EPIPE') process.exit(0);
    if (stream === process.stdout) reportLostOutput(error);
    process.exit(1);
  });
}

/** Synchronous, because the process is about to exit. */
function reportLostOutput(error: Error): void {
  try {
    writeSync(2, `error: Cannot write to stdout: ${systemReason(error)}.\n`);
  } catch {
    // Stderr may be on the same full disk.
  }
}

const { stdin, stdout, stderr, env } = process;

run(process.argv.slice(2), { stdin, stdout, stderr, env, signal: interruption.signal }).then((code) => {
  process.exitCode = code === 130 ? interruptedCode : code;
});
