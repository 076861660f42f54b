/** One call while it runs: the contexts for the provider author, and the diagnostics that it collects. */

import type { BaseContext, Context, Logger, ResourceContext } from '../context';
import type { DataSourceContext } from '../data-source';
import { Diagnostics } from '../diagnostics';
import type { Path } from '../path';
import type { PrivateState } from '../private-state';
import type { Block } from '../schema';
import { type TimeoutOperation, timeoutOf } from '../timeouts';
import { toDiagnosticMessages } from '../translate/diagnostics';
import type { ObjectValue } from '../value/value';
import type { Diagnostic } from '../wire/messages';
import type { Call } from '../wire/service';
import { StatusError } from '../wire/status';
import type { ProviderInstance } from './provider-instance';

export class Operation {
  readonly diagnostics = new Diagnostics();
  private combinedSignal: AbortSignal | undefined;

  constructor(
    readonly instance: ProviderInstance,
    /** "create demo_thing": for messages and the log. Apply changes it once it knows what the request does. */
    public name: string,
    private readonly call: Call,
  ) {}

  /** Aborted when the client cancels the call or stops the provider. */
  get signal(): AbortSignal {
    this.combinedSignal ??= AbortSignal.any([this.call.signal, this.instance.stopSignal]);
    return this.combinedSignal;
  }

  /** Adds a thrown error to the diagnostics, and its stack to the log. Rethrows a `StatusError`, which ends the call. */
  fail(error: unknown): void {
    if (error instanceof StatusError) throw error;
    this.instance.log.error(`Failed to ${this.name}`, { error: error instanceof Error ? error.stack : String(error) });
    this.diagnostics.addThrown(this.instance.provider.describeError?.(error) ?? error, `Failed to ${this.name}`);
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

  /** `object` holds the `timeouts` block. The default `saveState` is for operations that change nothing. */
  resourceContext(
    object: ObjectValue | null,
    privateState: PrivateState,
    saveState: (partial: ObjectValue) => void = () => {},
  ): ResourceContext<unknown, ObjectValue> {
    return new OperationContext(this, object, privateState, saveState);
  }
}

/** The context of every kind of operation. Getters create what is expensive on first use. */
class OperationContext<P extends PrivateState | undefined> {
  readonly private: P;

  constructor(
    private readonly operation: Operation,
    private readonly object: ObjectValue | null,
    privateState: P,
    readonly saveState: (partial: ObjectValue) => void = () => {},
  ) {
    this.private = privateState;
  }

  get signal(): AbortSignal {
    return this.operation.signal;
  }

  get log(): Logger {
    return this.operation.instance.log;
  }

  get terraformVersion(): string {
    return this.operation.instance.terraformVersion;
  }

  get session(): unknown {
    return this.operation.instance.session;
  }

  readonly warn = (summary: string, detail?: string, path?: Path): void =>
    this.operation.diagnostics.warn(summary, detail, path);

  readonly error = (summary: string, detail?: string, path?: Path): void =>
    this.operation.diagnostics.error(summary, detail, path);

  readonly timeout = (operation: TimeoutOperation): number | undefined => timeoutOf(this.object, operation);
}

/**
 * Runs an operation to a response, in which thrown errors are diagnostics. `block` is the schema that their paths lead into.
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
  } catch (error) {
    operation.fail(error);
  }
  return { ...response, diagnostics: toDiagnosticMessages(operation.diagnostics, block) };
}
