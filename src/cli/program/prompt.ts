/** Questions to a person at a terminal. A script never waits for an answer. */

import type { Interface } from 'node:readline/promises';
import { UsageError } from '../errors/cli-error';
import type { CommandContext, TextInput } from './command';

/**
 * Asks whether to continue; everything but "y" or "yes" means no.
 * @param what The action to confirm, for the error in a script: `Deleting a key` needs confirmation.
 * @throws UsageError if there is no terminal. Rejects with the signal's reason when interrupted.
 */
export async function confirm(
  question: string,
  { what, remedy = 'Pass --yes to skip the question.' }: { what: string; remedy?: string },
  { input, output, signal }: Pick<CommandContext, 'input' | 'output' | 'signal'>,
): Promise<boolean> {
  if (!canAsk({ input, output })) {
    throw new UsageError(`${what} needs confirmation, and there is no terminal to ask on.`, remedy);
  }
  output.question(`${question} [y/N]`);
  return /^\s*y(es)?\s*$/i.test(await readLine(input, signal));
}

/** Whether there is a person to ask. */
export function canAsk({ input, output }: Pick<CommandContext, 'input' | 'output'>): boolean {
  return input.isTTY === true && output.isWatched;
}

interface LineReader {
  readline: Interface;
  lines: AsyncIterator<string>;
}

/** One reader per input, because readline reads ahead: the next question gets the lines after this answer. */
const readers = new WeakMap<TextInput, LineReader>();

function readerOf(input: TextInput): LineReader {
  const present = readers.get(input);
  if (present !== undefined) return present;
  // Loaded here so that the help starts faster.
  const { createInterface } = require('node:readline/promises') as typeof import('node:readline/promises');
  const readline = createInterface({ input, terminal: false });
  const reader = { readline, lines: readline[Symbol.asyncIterator]() };
  readers.set(input, reader);
  return reader;
}

/** The next line; an empty one at the end of the input. */
async function readLine(input: TextInput, signal: AbortSignal): Promise<string> {
  // A stream that has ended emits nothing more, so readline would wait forever.
  if ((input as { readableEnded?: boolean }).readableEnded && !readers.has(input)) return '';
  const { readline, lines } = readerOf(input);
  const close = () => readline.close();
  signal.throwIfAborted();
  signal.addEventListener('abort', close, { once: true });
  input.resume();
  const { value } = await lines.next();
  signal.removeEventListener('abort', close);
  // An input that is being read keeps the process alive.
  input.pause();
  signal.throwIfAborted();
  return value ?? '';
}
