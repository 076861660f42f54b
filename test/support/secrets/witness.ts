/** Hears all that is said while a test runs, and tells where a secret was said. */

import { inspect } from 'node:util';
import { secretsIn, withoutSecrets } from './secrets';

interface Saying {
  where: string;
  text: () => string;
  /** Whether there may be more of it. */
  over: () => boolean;
}

export class Witness {
  #sayings: Saying[] = [];

  hear(where: string, text: string | (() => string), over = () => true): void {
    this.#sayings.push({ where, text: typeof text === 'string' ? () => text : text, over });
  }

  /** Its messages, stack and fields, and those of its causes: when all is over, since it gets its fields later. */
  hearError(error: Error): void {
    const fields = () => inspect(error, { customInspect: false, depth: 6, maxStringLength: null });
    // The emulator's are Aiven's answers, which may say anything: what becomes of them is heard in the client's.
    this.hear('an error', () => (error.name === 'ApiError' ? '' : `${error.message}\n${fields()}`));
  }

  /** Where secrets were said since the last question. With `all`, also in what may not be over yet. */
  takeLeaks(all = false): string[] {
    const open = all ? [] : this.#sayings.filter(({ over }) => !over());
    const said = this.#sayings.filter((saying) => !open.includes(saying));
    this.#sayings = open;
    const leaks = said.flatMap(({ where, text }) =>
      secretsIn(text()).map((found) => `${withoutSecrets(where)}: ${found}`),
    );
    return [...new Set(leaks)];
  }
}

/** Tells the witness of the test file that runs, where there is one (scripts run without). */
export function hear(where: string, text: string): void {
  (globalThis as { witness?: Witness }).witness?.hear(where, text);
}

const line = (message: string, fields: object = {}) => hear('a log line', `${message} ${JSON.stringify(fields)}`);

/** A log of the client or the provider that only the witness hears. */
export const heardLog = { trace: line, debug: line, info: line, warn: line, error: line };
