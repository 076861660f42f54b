/** A data source as a value: its type, schema and `read`. */

import type { BaseContext, Context } from './context';
import type { ConfigOf, Schema, StateOf } from './schema';
import type { TimeoutOperation } from './timeouts';
import type { ObjectValue } from './value/value';

export interface DataSourceContext<Session> extends Context<Session> {
  /** The user's limit from the `timeouts` block, in milliseconds. */
  timeout(operation: TimeoutOperation): number | undefined;
}

interface Operations<Session, State, Plan, Config> {
  /** Checks combinations of attributes. Any value may be unknown. */
  validate?(config: Config, ctx: BaseContext): void | Promise<void>;

  /** Reads the object. The configuration is known. Attributes missing from the result are as configured, or null. */
  read(config: Plan, ctx: DataSourceContext<Session>): Promise<Partial<State>>;
}

/** The definition that a provider author writes. */
export interface DataSourceDefinition<Session, S extends Schema>
  extends Operations<Session, StateOf<S>, StateOf<S>, ConfigOf<S>> {
  /** Starts with the provider's name: `aiven_cmk`. */
  readonly type: string;
  readonly schema: S;
}

/** A data source of any schema, as the framework runs it. */
export interface DataSource<Session = unknown> extends Operations<Session, ObjectValue, ObjectValue, ObjectValue> {
  readonly type: string;
  readonly schema: Schema;
}

/** Defines a data source: `defineDataSource<Session>()({ type, schema, read })`. */
export function defineDataSource<Session>() {
  return <const S extends Schema>(definition: DataSourceDefinition<Session, S>): DataSource<Session> =>
    definition as unknown as DataSource<Session>;
}
