/** One call while it runs: the contexts that authors get, and the diagnostics that come of it. */

import type { BaseContext, Context, Logger, ResourceContext } from '../context';
import type { DataSourceContext } from '../data-source';
import { Diagnostics } from '../diagnostics';
import type { Path } from '../path';
import type { PrivateState } from '../private-state';
import type { Block } from '../schema';
import { type TimeoutOperation, timeoutOf } from '../timeouts';
import type { ObjectValue } from '../value/value';
import type { Diagnostic } from '../wire/messages';
import type { Call } from '../wire/service';
import { StatusError } from '../wire/status';
import { toDiagnosticMessages } from './diagnostic-messages';
import type { Session } from './session';

export class Operation {
  readonly diagnostics = new Diagnostics();
  readonly #call: Call;
  #signal: AbortSignal | undefined;

  constructor(
    readonly session: Session,
    /** "create demo_thing": for messages and the log. Apply knows its verb only when it has read the request. */
    public name: string,
    call: Call,
  ) {
    this.#call = call;
  }

  /** Aborted when the client cancels the call or asks the provider to stop. */
  get signal(): AbortSignal {
    this.#signal ??= AbortSignal.any([this.#call.signal, this.session.stopSignal]);
    return this.#signal;
  }

  /** Adds what was thrown as errors; its stack goes to the log. What ends the call with a status is thrown again. */
  fail(reason: unknown): void {
    if (reason instanceof StatusError) {
      throw reason;
    }
    this.session.log.error(`Failed to ${this.name}`, {
      error: reason instanceof Error ? reason.stack : String(reason),
    });
    this.diagnostics.addThrown(this.session.provider.describeError?.(reason) ?? reason, `Failed to ${this.name}`);
  }

  baseContext(): BaseContext {
    return new OperationContext(this, null, undefined);
  }

  context(): Context<unknown> {
    return new OperationContext(this, null, undefined);
  }

  dataSourceContext(config: ObjectValue): DataSourceContext<unknown> {
    return new OperationContext(this, config, undefined);
  }

  /** `object` holds the `timeouts` block; `saveState` defaults to nothing, for operations that change nothing. */
  resourceContext(
    object: ObjectValue | null,
    privateState: PrivateState,
    saveState: (partial: ObjectValue) => void = () => {},
  ): ResourceContext<unknown, ObjectValue> {
    return new OperationContext(this, object, privateState, saveState);
  }
}

/** What authors get of all kinds of operations. What costs something is made when it is asked for. */
class OperationContext<P extends PrivateState | undefined> {
  readonly #operation: Operation;
  readonly #object: ObjectValue | null;
  readonly private: P;

  constructor(
    operation: Operation,
    object: ObjectValue | null,
    privateState: P,
    readonly saveState: (partial: ObjectValue) => void = () => {},
  ) {
    this.#operation = operation;
    this.#object = object;
    this.private = privateState;
  }

  get signal(): AbortSignal {
    return this.#operation.signal;
  }

  get log(): Logger {
    return this.#operation.session.log;
  }

  get terraformVersion(): string {
    return this.#operation.session.terraformVersion;
  }

  get session(): unknown {
    return this.#operation.session.configured;
  }

  readonly warn = (summary: string, detail?: string, path?: Path): void =>
    this.#operation.diagnostics.warn(summary, detail, path);

  readonly error = (summary: string, detail?: string, path?: Path): void =>
    this.#operation.diagnostics.error(summary, detail, path);

  readonly timeout = (operation: TimeoutOperation): number | undefined => timeoutOf(this.#object, operation);
}

/**
 * Runs an operation to a response: whatever is thrown becomes a diagnostic. `block` is the schema in which its paths lie.
 *
 * @throws StatusError for a request that cannot be read.
 */
export async function respond<R extends object>(
  operation: Operation,
  block: Block | undefined,
  run: () => R | Promise<R>,
): Promise<Partial<R> & { diagnostics: Diagnostic[] }> {
  let response: Partial<R> = {};
  try {
    response = await run();
  } catch (reason) {
    operation.fail(reason);
  }
  return { ...response, diagnostics: toDiagnosticMessages(operation.diagnostics, block) };
}
