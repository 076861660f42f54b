/** Questions, to people only: a script is never left waiting for an answer. */

import { UsageError } from '../errors/cli-error';
import type { CommandContext } from './command';

/**
 * Asks whether to go on; everything but a yes means no.
 * @param what What will happen, as the script is told that has to say `--yes` to it.
 * @throws UsageError where nobody is there to answer.
 */
export async function confirm(
  question: string,
  { what, remedy = 'Give --yes to go on without being asked.' }: { what: string; remedy?: string },
  { input, output, signal }: Pick<CommandContext, 'input' | 'output' | 'signal'>,
): Promise<boolean> {
  if (!canAsk({ input, output })) {
    throw new UsageError(`${what} has to be confirmed, and there is no terminal to ask on.`, remedy);
  }
  output.question(`${question} [y/N]`);
  return /^\s*y(es)?\s*$/i.test(await readLine(input, signal));
}

/** The next line; what comes after it stays for the next question. The end of the input counts as an empty line. */
function readLine(input: CommandContext['input'], signal: AbortSignal): Promise<string> {
  let text = '';
  // What has ended says so once only.
  if ((input as { readableEnded?: boolean }).readableEnded) return Promise.resolve('');
  return new Promise((resolve, reject) => {
    const settle = (then: () => void) => {
      input.off('data', onData).off('end', onEnd).pause();
      signal.removeEventListener('abort', onAbort);
      then();
    };
    const onData = (chunk: Buffer | string) => {
      text += String(chunk);
      const end = text.indexOf('\n');
      if (end === -1) return;
      settle(() => resolve(text.slice(0, end)));
      if (end + 1 < text.length) input.unshift(text.slice(end + 1));
    };
    const onEnd = () => settle(() => resolve(text));
    const onAbort = () => settle(() => reject(signal.reason));
    input.on('data', onData).on('end', onEnd).resume();
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}

/** Whether there is somebody to ask. */
export function canAsk({ input, output }: Pick<CommandContext, 'input' | 'output'>): boolean {
  return input.isTTY === true && output.isWatched;
}
