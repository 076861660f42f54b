/** Listing the objects of a resource type for `terraform query` (Terraform 1.14 and later). */

import type { BaseContext, Context } from './context';
import type { ConfigOf, Schema, StateOf } from './schema';
import type { ObjectValue } from './value/value';

/** What core requests in addition to the configuration of the `list` block. */
export interface ListOptions {
  /** The framework ends the search after this many objects. @default all of them */
  readonly limit: number | undefined;
  /** Whether core needs the whole state of each object, or only the attributes of its identity. */
  readonly includeResource: boolean;
}

/** One object that exists. */
export interface ListedObject<State = ObjectValue> {
  /** A name for people. */
  readonly displayName: string;
  /** As after an import and a read. Without `includeResource` the attributes of the identity are enough. */
  readonly state: Partial<State>;
}

interface Operations<Session, State, Config, KnownConfig> {
  /** Checks combinations of attributes. Any value may be unknown. */
  validate?(config: Config, ctx: BaseContext): void | Promise<void>;

  /** Yields the objects that match the configuration, which is known. Core shows each one as it arrives. */
  objects(config: KnownConfig, options: ListOptions, ctx: Context<Session>): AsyncIterable<ListedObject<State>>;
}

/** The `list` of a resource definition. The resource must have an identity. */
export interface ResourceListDefinition<Session, S extends Schema, State>
  extends Operations<Session, State, ConfigOf<S>, StateOf<S>> {
  /** The schema of the `config` block, which has no computed attributes. */
  readonly schema: S;
}

/** The `list` of a resource of any schema, as the framework runs it. */
export interface ResourceList<Session = unknown> extends Operations<Session, ObjectValue, ObjectValue, ObjectValue> {
  readonly schema: Schema;
}
