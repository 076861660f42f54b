/** What every operation of a provider author gets beside its values. */

import type { Path } from './path';
import type { PrivateState } from './private-state';
import type { TimeoutOperation } from './timeouts';

type LogFields = { readonly [name: string]: unknown };

/** Lines that Terraform shows under `TF_LOG`. Give no secrets: nothing is filtered. */
export interface Logger {
  trace(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** For `validate` and `configure`, where there may be no session yet. */
export interface BaseContext {
  /** Aborted when Terraform is told to stop (Ctrl-C). */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** As Terraform says it at configuration ("1.11.4"); empty before. */
  readonly terraformVersion: string;
  /** Adds a warning; the operation goes on. */
  warn(summary: string, detail?: string, path?: Path): void;
  /** Adds an error; the operation goes on, its outcome is an error all the same. Throw to end it at once. */
  error(summary: string, detail?: string, path?: Path): void;
}

export interface Context<Session> extends BaseContext {
  /** What the provider's `configure` returned. Throws a `DiagnosticError` before the provider is configured. */
  readonly session: Session;
}

export interface ResourceContext<Session, State = never> extends Context<Session> {
  /** Data kept beside the state, which users never see. */
  readonly private: PrivateState;
  /**
   * Keeps this part of the state even if `create` or `update` then fails. Call it as soon as something exists: without it a failed create
   * forgets what it made. Attributes left out are taken from the plan where known (create) or from the prior state (update).
   */
  saveState(partial: State): void;
  /** The user's limit for the operation from the `timeouts` block, in milliseconds. */
  timeout(operation: TimeoutOperation): number | undefined;
}
