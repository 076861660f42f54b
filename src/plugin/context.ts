/** The context that every operation of a provider receives in addition to its values. */

import type { Path } from './path';
import type { PrivateState } from './private-state';
import type { TimeoutOperation } from './timeouts';

type LogFields = { readonly [name: string]: unknown };

/** Writes log lines, which Terraform shows with `TF_LOG`. Nothing is filtered, so never log secrets. */
export interface Logger {
  trace(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** For `validate` and `configure`, where there may be no session yet. */
export interface BaseContext {
  /** Aborted when the user stops Terraform (Ctrl-C). */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** As Terraform reports it when it configures the provider ("1.11.4"). Empty before. */
  readonly terraformVersion: string;
  /** Adds a warning. The operation continues. */
  warn(summary: string, detail?: string, path?: Path): void;
  /** Adds an error. The operation continues, but fails in the end. Throw an error to end it immediately. */
  error(summary: string, detail?: string, path?: Path): void;
}

export interface Context<Session> extends BaseContext {
  /** What the provider's `configure` returned. Throws a `DiagnosticError` before the provider is configured. */
  readonly session: Session;
}

export interface ResourceContext<Session, State = never> extends Context<Session> {
  /** Data that Terraform stores with the state. Users never see it. */
  readonly private: PrivateState;
  /**
   * Keeps this part of the state even if `create` or `update` fails later. Call it as soon as the object exists: otherwise Terraform does
   * not learn of an object whose create failed. Missing attributes come from the plan where known (create) or from the prior state (update).
   */
  saveState(partial: State): void;
  /** The user's limit from the `timeouts` block, in milliseconds. */
  timeout(operation: TimeoutOperation): number | undefined;
}
