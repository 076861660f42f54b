/** A resource as a value: its type, its schema and what creates, reads, updates and deletes it. */

import type { BaseContext, ResourceContext } from './context';
import type { ResourceIdentity } from './identity';
import type { ResourceList, ResourceListDefinition } from './list';
import type { PrivateState } from './private-state';
import type { ConfigOf, PlanOf, Schema, StateOf } from './schema';
import type { ObjectValue } from './value/value';

/** What a plan comes to. A replacement is planned twice: as `replace`, and as the `create` of the new object. */
export type PlanAction = 'create' | 'update' | 'delete' | 'replace' | 'none';

/** For `plan`: the pure adjustment. `prior` is null on create. */
export interface PlanInput<State, Config> {
  readonly config: Config;
  readonly prior: State | null;
  readonly planned: Config;
}

/** For `check`: a finished plan. `config` and `planned` are null on delete, `prior` on create. */
export interface CheckInput<State, Config> {
  readonly config: Config | null;
  readonly prior: State | null;
  readonly planned: Config | null;
  readonly action: PlanAction;
  /** Terraform plans anew inside an apply, where what was warned about before need not be repeated. OpenTofu does not tell. */
  readonly again: boolean;
}

/** The object that a `moved` block wants to become one of ours. */
export interface MoveSource {
  /** "registry.terraform.io/aiven/aiven" */
  readonly providerAddress: string;
  readonly type: string;
  readonly schemaVersion: number;
  /** As in the state file; attributes that were added later are absent. */
  readonly state: RawState;
}

/** A state as JSON, of another schema version or of another resource type. */
export type RawState = { readonly [attribute: string]: unknown };

interface Operations<Session, State, Plan, Config> {
  /** Checks across attributes. Everything may be unknown. Throw a `DiagnosticError`, or report several with `ctx.error`. */
  validate?(config: Config, ctx: BaseContext): void | Promise<void>;

  /**
   * Adjusts a plan, after defaults, unknown marking and `useStateForUnknown`. Pure; not called on delete. Returns the planned state.
   * @param kept the private data, to read
   */
  plan?(input: PlanInput<State, Config>, kept: Pick<PrivateState, 'get'>): Config;

  /** Looks at a finished plan, at the API too if need be. May only add errors and warnings. Called on delete as well. */
  check?(input: CheckInput<State, Config>, ctx: ResourceContext<Session>): void | Promise<void>;

  /** Makes it. Attributes left out of the result are as planned, or null where the plan does not know them. */
  create(plan: Plan, ctx: ResourceContext<Session, Partial<State>>): Promise<Partial<State>>;

  /** Looks at it: null when it is gone. Attributes left out are as before. After an import, required ones may still be null. */
  read(state: State, ctx: ResourceContext<Session>): Promise<Partial<State> | null>;

  /** Changes it in place. Without this method every change must replace it (`requiresReplace`). */
  update?(plan: Plan, prior: State, ctx: ResourceContext<Session, Partial<State>>): Promise<Partial<State>>;

  /** Deletes it. What the provider's `isGone` recognises counts as done. */
  delete(state: State, ctx: ResourceContext<Session>): Promise<void>;

  /** The part of the state that tells which object to read. */
  importState?(id: string, ctx: ResourceContext<Session>): Partial<State> | Promise<Partial<State>>;

  /** Brings the state of an older schema version up to date. Attributes left out become null. */
  upgradeState?(state: RawState, version: number, ctx: BaseContext): Partial<State> | Promise<Partial<State>>;

  /** Takes over the state of another resource type (`moved` blocks), or undefined when it is none that can become this one. */
  moveState?(source: MoveSource, ctx: BaseContext): Partial<State> | undefined | Promise<Partial<State> | undefined>;

  /**
   * Adjusts the configuration that Terraform writes for an object that it found or imports: computed attributes, secrets and defaults are
   * already null in it. Returns what is to be otherwise. Pure.
   */
  writtenConfig?(config: State): Partial<State>;

  /** What the object is called outside of Terraform (Terraform 1.12 and later). */
  readonly identity?: ResourceIdentity<State>;
}

/** What an author writes; the types of states and plans follow from the schema. */
export interface ResourceDefinition<Session, S extends Schema, L extends Schema = Schema>
  extends Operations<Session, StateOf<S>, PlanOf<S>, ConfigOf<S>> {
  /** With the provider's prefix: `aiven_cmk`. */
  readonly type: string;
  readonly schema: S;
  /** Finds the objects that exist (`terraform query`, Terraform 1.14). Needs `identity`. */
  readonly list?: ResourceListDefinition<Session, L, StateOf<S>>;
}

/** A resource as the framework runs it: of whatever schema. */
export interface Resource<Session = unknown> extends Operations<Session, ObjectValue, ObjectValue, ObjectValue> {
  readonly type: string;
  readonly schema: Schema;
  readonly list?: ResourceList<Session>;
}

/**
 * Defines a resource for a provider whose `configure` returns a `Session`: `defineResource<Session>()({ type, schema, create, … })`.
 * Two calls, because TypeScript infers all type arguments of a call or none.
 */
export function defineResource<Session>() {
  return <const S extends Schema, const L extends Schema>(
    definition: ResourceDefinition<Session, S, L>,
  ): Resource<Session> => definition as unknown as Resource<Session>;
}
