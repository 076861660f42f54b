/**
 * The jest environment of all tests. It records every error, everything the test prints, and the output of child processes. A test
 * fails if any of it contains a secret.
 */

import childProcess, { ChildProcess } from 'node:child_process';
import { basename } from 'node:path';
import NodeEnvironment from 'jest-environment-node';
import { LeakDetector } from './leak-detector';
import { mayShowSecrets } from './secrets';

// jest requires a default export.
export default class LeakDetectingEnvironment extends NodeEnvironment {
  private readonly leakDetector = new LeakDetector();
  private readonly restorers: (() => void)[] = [];

  override async setup(): Promise<void> {
    await super.setup();
    const detector = this.leakDetector;
    this.global.leakDetector = detector;
    this.global.Error = recordedErrorClass(this.global.Error, detector);
    // jest sets 100, for all errors of Node and of the tests. The detector reads every stack, and mapping the frames to source is slow.
    Error.stackTraceLimit = this.global.Error.stackTraceLimit = 10;
    for (const name of ['debug', 'error', 'info', 'log', 'trace', 'warn']) {
      this.after(this.global.console, name, (_, args) => detector.record(`console.${name}`, args.join(' ')));
    }
    for (const stream of [process.stdout, process.stderr]) {
      this.after(stream, 'write', (_, [chunk]) => detector.record('output of the test', String(chunk)));
    }
    this.after(ChildProcess.prototype, 'spawn', (child) => this.recordOutputOf(child as ChildProcess));
    for (const name of ['spawnSync', 'execFileSync']) {
      this.after(childProcess, name, (_, [program, argv], result) => {
        const { stdout = result, stderr = '' } = (result ?? {}) as { stdout?: unknown; stderr?: unknown };
        const words = [program, ...(Array.isArray(argv) ? argv : [])].map(String);
        if (!mayShowSecrets(words)) detector.record(titleOf(words), `${stdout}\n${stderr}`);
      });
    }
  }

  override async teardown(): Promise<void> {
    for (const restore of this.restorers.splice(0)) restore();
    await super.teardown();
  }

  handleTestEvent({ name, test }: Event, state: { unhandledErrors: unknown[] }): void {
    if (name === 'test_done') test?.errors.push(...this.takeLeaks());
    // Output from outside the tests, or from processes that outlived theirs.
    if (name === 'run_finish') state.unhandledErrors.push(...this.takeLeaks(true));
  }

  private takeLeaks(includeIncomplete = false): Error[] {
    const leaks = this.leakDetector.takeLeaks(includeIncomplete);
    if (leaks.length === 0) return [];
    const more = leaks.length > 10 ? `\nand in ${leaks.length - 10} more places` : '';
    const error = new Error(`A secret leaked in\n${leaks.slice(0, 10).join('\n')}${more}`);
    // The stack would only show this file.
    error.stack = error.message;
    return [error];
  }

  private recordOutputOf(child: ChildProcess): void {
    if (mayShowSecrets(child.spawnargs)) return;
    let [output, closed] = ['', false];
    child.once('close', () => {
      closed = true;
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      // A `data` listener would switch the stream to flowing mode.
      this.after(
        stream,
        'push',
        (_, [chunk]) => {
          output += chunk?.toString('latin1') ?? '';
        },
        false,
      );
    }
    this.leakDetector.record(
      titleOf(child.spawnargs),
      () => output,
      () => closed,
    );
  }

  /** Calls `then` after each call of a method. With `restore`, until the environment is torn down. */
  private after(object: object, name: string, then: Then, restore = true): void {
    const method = Reflect.get(object, name);
    Reflect.set(object, name, function (this: unknown, ...args: unknown[]) {
      const result = method.apply(this, args);
      then(this, args, result);
      return result;
    });
    if (restore) this.restorers.push(() => Reflect.set(object, name, method));
  }
}

interface Event {
  name: string;
  test?: { errors: unknown[] };
}

// biome-ignore lint/suspicious/noExplicitAny: the arguments of any patched method
type Then = (self: unknown, args: any[], result: unknown) => void;

/** The error class, recording each instance. Our own error classes extend it, so theirs are recorded too. */
function recordedErrorClass(original: ErrorConstructor, detector: LeakDetector): ErrorConstructor {
  function construct(target: ErrorConstructor, args: unknown[], newTarget: () => unknown) {
    const error: Error = Reflect.construct(target, args, newTarget);
    // Keep this frame out of the stack.
    target.captureStackTrace(error, newTarget === recorded ? construct : newTarget);
    detector.recordError(error);
    return error;
  }
  const recorded = new Proxy(original, { construct });
  return recorded;
}

const titleOf = ([program = '', ...args]: readonly string[]) =>
  `output of ${basename(program)} ${args.join(' ').slice(0, 100)}`;
