/** A provider as a value: its configuration and the list of what it offers. */

import type { BaseContext } from './context';
import type { DataSource } from './data-source';
import type { DiagnosticError } from './diagnostics';
import type { Resource } from './resource';
import type { ConfigOf, Schema } from './schema';
import type { ObjectValue } from './value/value';

interface Operations<Session, Config> {
  /** Checks the provider block. Everything may be unknown. */
  validate?(config: Config, ctx: BaseContext): void | Promise<void>;

  /**
   * Makes the session that every operation gets. Called in every plan, even when nothing is to do: ask nothing of the network here. Values
   * may be unknown at plan.
   */
  configure(config: Config, ctx: BaseContext): Session | Promise<Session>;

  readonly resources?: readonly Resource<Session>[];
  readonly dataSources?: readonly DataSource<Session>[];

  /** Whether an error that an operation threw means that the object does not exist: `read` then returns null, `delete` is done. */
  isGone?(error: unknown): boolean;

  /** Better words for an error that an operation threw, whichever it was; undefined leaves it as it is. */
  describeError?(error: unknown): DiagnosticError | undefined;
}

/** What an author writes. */
export interface ProviderDefinition<Session, S extends Schema> extends Operations<Session, ConfigOf<S>> {
  /** The prefix of its resource types: `aiven`. */
  readonly name: string;
  readonly schema: S;
}

/** A provider as the framework runs it. */
export interface Provider<Session = unknown> extends Operations<Session, ObjectValue> {
  readonly name: string;
  readonly schema: Schema;
}

/** Defines a provider: `defineProvider({ name, schema, configure, resources, dataSources })`. */
export function defineProvider<Session, const S extends Schema>(definition: ProviderDefinition<Session, S>): Provider {
  return definition as unknown as Provider;
}
