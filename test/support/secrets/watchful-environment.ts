/**
 * Where test files run: Node's surroundings, and a witness of every error that is made, every line that is written, and all that
 * child processes say. A test in which a secret is said fails, whatever else it looks at.
 */

import childProcess, { ChildProcess } from 'node:child_process';
import { basename } from 'node:path';
import NodeEnvironment from 'jest-environment-node';
import { mayShowSecrets } from './secrets';
import { Witness } from './witness';

// jest takes the default export.
export default class WatchfulEnvironment extends NodeEnvironment {
  readonly #witness = new Witness();
  readonly #undo: (() => void)[] = [];

  override async setup(): Promise<void> {
    await super.setup();
    const witness = this.#witness;
    this.global.witness = witness;
    this.global.Error = heardError(this.global.Error, witness);
    for (const name of ['debug', 'error', 'info', 'log', 'trace', 'warn']) {
      this.#after(this.global.console, name, (_, args) => witness.hear(`console.${name}`, args.join(' ')));
    }
    for (const stream of [process.stdout, process.stderr]) {
      this.#after(stream, 'write', (_, [chunk]) => witness.hear('output of the test', String(chunk)));
    }
    this.#after(ChildProcess.prototype, 'spawn', (child) => this.#watch(child as ChildProcess));
    for (const name of ['spawnSync', 'execFileSync']) {
      this.#after(childProcess, name, (_, [program, argv], said) => {
        const { stdout = said, stderr = '' } = (said ?? {}) as { stdout?: unknown; stderr?: unknown };
        const words = [program, ...(Array.isArray(argv) ? argv : [])].map(String);
        if (!mayShowSecrets(words)) witness.hear(titleOf(words), `${stdout}\n${stderr}`);
      });
    }
  }

  override async teardown(): Promise<void> {
    for (const undo of this.#undo.splice(0)) undo();
    await super.teardown();
  }

  handleTestEvent({ name, test }: Event, state: { unhandledErrors: unknown[] }): void {
    if (name === 'test_done') test?.errors.push(...this.#leaks());
    // What was said outside of tests, or by processes that outlived theirs.
    if (name === 'run_finish') state.unhandledErrors.push(...this.#leaks(true));
  }

  #leaks(all = false): Error[] {
    const leaks = this.#witness.takeLeaks(all);
    if (leaks.length === 0) return [];
    const more = leaks.length > 10 ? `\nand in ${leaks.length - 10} places more` : '';
    const error = new Error(`A secret was said in\n${leaks.slice(0, 10).join('\n')}${more}`);
    // Where it was made says nothing.
    error.stack = error.message;
    return [error];
  }

  #watch(child: ChildProcess): void {
    if (mayShowSecrets(child.spawnargs)) return;
    let [said, closed] = ['', false];
    child.once('close', () => {
      closed = true;
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      // Not by an event: who listens to those makes the stream flow.
      this.#after(
        stream,
        'push',
        (_, [chunk]) => {
          said += chunk?.toString('latin1') ?? '';
        },
        false,
      );
    }
    this.#witness.hear(
      titleOf(child.spawnargs),
      () => said,
      () => closed,
    );
  }

  /** Calls `then` after each call of a method, for as long as this environment is there, or the object. */
  #after(object: object, name: string, then: Then, undo = true): void {
    const method = Reflect.get(object, name);
    Reflect.set(object, name, function (this: unknown, ...args: unknown[]) {
      const result = method.apply(this, args);
      then(this, args, result);
      return result;
    });
    if (undo) this.#undo.push(() => Reflect.set(object, name, method));
  }
}

interface Event {
  name: string;
  test?: { errors: unknown[] };
}

// biome-ignore lint/suspicious/noExplicitAny: what the methods of others are called with
type Then = (self: unknown, args: any[], result: unknown) => void;

/** The class with its errors heard. Of one's own classes too: they are made from it. */
function heardError(original: ErrorConstructor, witness: Witness): ErrorConstructor {
  function construct(target: ErrorConstructor, args: unknown[], newTarget: () => unknown) {
    const error: Error = Reflect.construct(target, args, newTarget);
    // Its stack is to begin where it was made, not here.
    target.captureStackTrace(error, newTarget === heard ? construct : newTarget);
    witness.hearError(error);
    return error;
  }
  const heard = new Proxy(original, { construct });
  return heard;
}

const titleOf = ([program = '', ...args]: readonly string[]) =>
  `output of ${basename(program)} ${args.join(' ').slice(0, 100)}`;
