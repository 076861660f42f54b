/** Records everything that is output while a test runs, and finds secrets in it. */

import { inspect } from 'node:util';
import { secretsIn, withoutSecrets } from './secrets';

interface Recording {
  source: string;
  text: () => string;
  isComplete: () => boolean;
}

export class LeakDetector {
  private recordings: Recording[] = [];

  record(source: string, text: string | (() => string), isComplete = () => true): void {
    this.recordings.push({ source, text: typeof text === 'string' ? () => text : text, isComplete });
  }

  /** Records the message, stack and fields of an error and of its causes. Reads them late: an error gets fields after it is created. */
  recordError(error: Error): void {
    const fields = () => inspect(error, { customInspect: false, depth: 6, maxStringLength: null });
    // The emulator's ApiErrors and undici's HTTPParserErrors hold responses of Aiven, which may contain anything. What the client
    // makes of them is checked.
    const holdsResponse = () => ['ApiError', 'HTTPParserError'].includes(error.name);
    this.record('an error', () => (holdsResponse() ? '' : `${error.message}\n${fields()}`));
  }

  /** The leaks found since the last call, without the secrets. `includeIncomplete` also searches unfinished output. */
  takeLeaks(includeIncomplete = false): string[] {
    const incomplete = includeIncomplete ? [] : this.recordings.filter(({ isComplete }) => !isComplete());
    const complete = this.recordings.filter((recording) => !incomplete.includes(recording));
    this.recordings = incomplete;
    const leaks = complete.flatMap(({ source, text }) =>
      secretsIn(text()).map((leak) => `${withoutSecrets(source)}: ${leak}`),
    );
    return [...new Set(leaks)];
  }
}

/** Passes output to the leak detector of the running test file. Scripts run without one. */
export function recordOutput(source: string, text: string): void {
  (globalThis as { leakDetector?: LeakDetector }).leakDetector?.record(source, text);
}

const recordLine = (message: string, fields: object = {}) =>
  recordOutput('a log line', `${message} ${JSON.stringify(fields)}`);

/** A log for the client or the provider that only the leak detector reads. */
export const recordingLog = {
  trace: recordLine,
  debug: recordLine,
  info: recordLine,
  warn: recordLine,
  error: recordLine,
};
