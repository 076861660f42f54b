/** A provider as a value: its configuration, resources, data sources and functions. */

import type { BaseContext } from './context';
import type { DataSource } from './data-source';
import type { DiagnosticError } from './diagnostics';
import type { EphemeralResource } from './ephemeral-resource';
import type { ProviderFunction } from './function';
import type { Resource } from './resource';
import type { ConfigOf, Schema } from './schema';
import type { ObjectValue } from './value/value';

interface Operations<Session, Config> {
  /** Checks the provider block. Any value may be unknown. */
  validate?(config: Config, ctx: BaseContext): void | Promise<void>;

  /**
   * Creates the session that every operation receives. Terraform calls it in every plan, even one without changes, so send no requests
   * here. Values may be unknown in a plan.
   */
  configure(config: Config, ctx: BaseContext): Session | Promise<Session>;

  readonly resources?: readonly Resource<Session>[];
  readonly dataSources?: readonly DataSource<Session>[];
  readonly ephemeralResources?: readonly EphemeralResource<Session>[];
  readonly functions?: readonly ProviderFunction[];

  /** Whether an error means that the object does not exist. `read` then returns null, and `delete` succeeds. */
  isGone?(error: unknown): boolean;

  /** Converts an error of any operation to a diagnostic. Undefined keeps the default conversion. */
  describeError?(error: unknown): DiagnosticError | undefined;
}

/** The definition that a provider author writes. */
export interface ProviderDefinition<Session, S extends Schema> extends Operations<Session, ConfigOf<S>> {
  /** The prefix of its resource types: `aiven`. */
  readonly name: string;
  readonly schema: S;
}

/** A provider of any schema, as the framework runs it. */
export interface Provider<Session = unknown> extends Operations<Session, ObjectValue> {
  readonly name: string;
  readonly schema: Schema;
}

/** Defines a provider: `defineProvider({ name, schema, configure, resources, dataSources })`. */
export function defineProvider<Session, const S extends Schema>(definition: ProviderDefinition<Session, S>): Provider {
  return definition as unknown as Provider;
}
