/** The process around the command line: its words, streams, variables and signals. Nothing else touches `process`. */

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
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
}

const { stdin, stdout, stderr, env } = process;

run(process.argv.slice(2), { stdin, stdout, stderr, env, signal: interruption.signal }).then((code) => {
  process.exitCode = code;
});
