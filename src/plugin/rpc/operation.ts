/** One call while it runs: the contexts that authors get, and the diagnostics that come of it. */

import type { BaseContext, Context, ResourceContext } from '../context';
import type { DataSourceContext } from '../data-source';
import { Diagnostics } from '../diagnostics';
import type { PrivateState } from '../private-state';
import type { Block } from '../schema';
import { timeoutOf } from '../timeouts';
import type { ObjectValue } from '../value';
import type { Diagnostic } from '../wire/messages';
import type { Call } from '../wire/service';
import { StatusError } from '../wire/status';
import { toDiagnosticMessages } from './diagnostic-messages';
import type { Session } from './session';

export class Operation {
  readonly diagnostics = new Diagnostics();
  readonly signal: AbortSignal;

  constructor(
    readonly session: Session,
    /** "create demo_thing": for messages and the log. Apply knows its verb only when it has read the request. */
    public name: string,
    call: Call,
  ) {
    this.signal = AbortSignal.any([call.signal, session.stopSignal]);
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
    return {
      signal: this.signal,
      log: this.session.log,
      terraformVersion: this.session.terraformVersion,
      warn: (summary, detail, path) => this.diagnostics.warn(summary, detail, path),
      error: (summary, detail, path) => this.diagnostics.error(summary, detail, path),
    };
  }

  context(): Context<unknown> {
    const { session } = this;
    return {
      ...this.baseContext(),
      get client() {
        return session.client;
      },
    };
  }

  dataSourceContext(config: ObjectValue): DataSourceContext<unknown> {
    const { session } = this;
    return {
      ...this.baseContext(),
      get client() {
        return session.client;
      },
      timeout: (operation) => timeoutOf(config, operation),
    };
  }

  /** `object` holds the `timeouts` block; `saveState` defaults to nothing, for operations that change nothing. */
  resourceContext(
    object: ObjectValue | null,
    privateState: PrivateState,
    saveState: (partial: ObjectValue) => void = () => {},
  ): ResourceContext<unknown, ObjectValue> {
    const { session } = this;
    return {
      ...this.baseContext(),
      get client() {
        return session.client;
      },
      private: privateState,
      saveState,
      timeout: (operation) => timeoutOf(object, operation),
    };
  }
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
