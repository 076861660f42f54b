/** The process around the command line: its words, streams, variables and signals. Nothing else touches `process`. */

import { writeSync } from 'node:fs';
import { systemReason } from './errors/system-reason';
import { run } from './run';

const interruption = new AbortController();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (interruption.signal.aborted) {
      // A second Ctrl-C is for a command that does not end.
      process.exit(130);
    }
    interruption.abort();
  });
}

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read the pipe (`| head`) has had enough.
    if (error.code === 'EPIPE') process.exit(0);
    if (stream === process.stdout) tellOfLoss(error);
    process.exit(1);
  });
}

/** At once, because the process is about to end. */
function tellOfLoss(error: Error): void {
  try {
    writeSync(2, `error: The output cannot be written: ${systemReason(error)}.\n`);
  } catch {
    // Stderr goes to the same full disk.
  }
}

const { stdin, stdout, stderr, env } = process;

run(process.argv.slice(2), { stdin, stdout, stderr, env, signal: interruption.signal }).then((code) => {
  process.exitCode = code;
});
