/** An ephemeral resource as a value: its type, schema and `open`. Terraform stores neither its configuration nor its result. */

import type { BaseContext, Context } from './context';
import type { ConfigOf, Schema, StateOf } from './schema';
import type { ObjectValue } from './value/value';

interface Operations<Session, Result, KnownConfig, Config> {
  /** Checks combinations of attributes. Any value may be unknown. */
  validate?(config: Config, ctx: BaseContext): void | Promise<void>;

  /**
   * Returns the values, for use in the same run. The configuration is known: core waits until it is. Attributes missing from the result
   * are as configured, or null. Core opens it in every plan and in every apply, so open must not create anything that needs closing.
   */
  open(config: KnownConfig, ctx: Context<Session>): Promise<Partial<Result>>;
}

/** The definition that a provider author writes. */
export interface EphemeralResourceDefinition<Session, S extends Schema>
  extends Operations<Session, StateOf<S>, StateOf<S>, ConfigOf<S>> {
  /** Starts with the provider's name: `aiven_service_credentials`. */
  readonly type: string;
  readonly schema: S;
}

/** An ephemeral resource of any schema, as the framework runs it. */
export interface EphemeralResource<Session = unknown>
  extends Operations<Session, ObjectValue, ObjectValue, ObjectValue> {
  readonly type: string;
  readonly schema: Schema;
}

/** Defines an ephemeral resource: `defineEphemeralResource<Session>()({ type, schema, open })` (Terraform 1.10 and later, OpenTofu 1.11 and later). */
export function defineEphemeralResource<Session>() {
  return <const S extends Schema>(definition: EphemeralResourceDefinition<Session, S>): EphemeralResource<Session> =>
    definition as unknown as EphemeralResource<Session>;
}
