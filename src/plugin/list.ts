/** Listing a resource: how `terraform query` finds the objects that exist (Terraform 1.14). */

import type { BaseContext, Context } from './context';
import type { ConfigOf, Schema, StateOf } from './schema';
import type { ObjectValue } from './value/value';

/** What core asks for beside the configuration of the `list` block. */
export interface ListOptions {
  /** Core takes no more objects than this; the framework ends the search then. Undefined: all of them. */
  readonly limit: number | undefined;
  /** Whether the whole state of each object is wanted, or only what its identity is made from. */
  readonly includeResource: boolean;
}

/** One object that exists. */
export interface ListedObject<State = ObjectValue> {
  /** What people know it by. */
  readonly displayName: string;
  /** As after an import and a read; without `includeResource` the parts of the identity are enough. */
  readonly state: Partial<State>;
}

interface Operations<Session, State, Config, KnownConfig> {
  /** Checks across attributes. Everything may be unknown. */
  validate?(config: Config, ctx: BaseContext): void | Promise<void>;

  /** The objects that fit the configuration, which is known, as they are found: core shows the first before the last is there. */
  objects(config: KnownConfig, options: ListOptions, ctx: Context<Session>): AsyncIterable<ListedObject<State>>;
}

/** What an author writes as `list` of a resource, which then needs an identity. */
export interface ResourceListDefinition<Session, S extends Schema, State>
  extends Operations<Session, State, ConfigOf<S>, StateOf<S>> {
  /** Of the `config` block: nothing in it is computed. */
  readonly schema: S;
}

/** The listing of a resource as the framework runs it. */
export interface ResourceList<Session = unknown> extends Operations<Session, ObjectValue, ObjectValue, ObjectValue> {
  readonly schema: Schema;
}
