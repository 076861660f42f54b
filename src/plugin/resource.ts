/** A resource as a value: its type, schema and operations. */

import type { BaseContext, ResourceContext } from './context';
import type { ResourceIdentity } from './identity';
import type { ResourceList, ResourceListDefinition } from './list';
import type { PrivateState } from './private-state';
import type { ConfigOf, PlanOf, Schema, StateOf } from './schema';
import type { ObjectValue } from './value/value';

/**
 * The outcome of a plan. Terraform plans a replacement twice: of the old object (as `replace` when an attribute requires it, as `none` or
 * `update` with `-replace` or `replace_triggered_by`), then as the `create` of the new object, which `replaces` the old one. It plans a
 * tainted object only as a `create` that looks like any other.
 */
export type PlanAction = 'create' | 'update' | 'delete' | 'replace' | 'none';

/** The input of `plan`. `prior` is null on create. */
export interface PlanInput<State, Config> {
  readonly config: Config;
  readonly prior: State | null;
  readonly planned: Config;
  /**
   * On create, the object that this one replaces, as `describePrior` describes it. Otherwise null. Also null when Terraform does not
   * say so: for a tainted object, and when it plans again in the apply (before 1.16).
   */
  readonly replaces: Partial<State> | null;
}

/** The input of `check`: a finished plan. `config` and `planned` are null on delete, `prior` is null on create. */
export interface CheckInput<State, Config> {
  readonly config: Config | null;
  readonly prior: State | null;
  readonly planned: Config | null;
  readonly action: PlanAction;
  /** As in `PlanInput`. */
  readonly replaces: Partial<State> | null;
  /**
   * True when Terraform certainly plans again in an apply, so that warnings need not be repeated: it has applied something before, or it
   * is 1.16 or later, which tells. False may be either, so word each warning so that it is right in both.
   */
  readonly again: boolean;
}

/** The object that a `moved` block turns into this resource type. */
export interface MoveSource {
  /** "registry.terraform.io/aiven/aiven". OpenTofu before 1.12 sends only "aiven". */
  readonly providerAddress: string;
  readonly type: string;
  readonly schemaVersion: number;
  /** As in the state file. Attributes that were added later are missing. */
  readonly state: RawState;
}

/** A state as parsed JSON, of another schema version or another resource type. */
export type RawState = { readonly [attribute: string]: unknown };

interface Operations<Session, State, Plan, Config> {
  /** Checks combinations of attributes. Any value may be unknown. Throw a `DiagnosticError`, or report several with `ctx.error`. */
  validate?(config: Config, ctx: BaseContext): void | Promise<void>;

  /**
   * Adjusts a plan after defaults, unknown marking and `useStateForUnknown`, and returns the planned state. Must not change anything. Not
   * called on delete.
   * @param kept the private state, read-only
   */
  plan?(input: PlanInput<State, Config>, kept: Pick<PrivateState, 'get'>, session: Session): Config;

  /**
   * What the plan of a replacement needs to know about the object that it replaces. It goes into the private data of plans, so it must be
   * JSON without secrets. Must be pure. Default: the identity.
   */
  describePrior?(prior: State): Partial<State>;

  /**
   * Checks a finished plan, and may call the API. May only add errors and warnings. Also called on delete. Warn about a replacement in
   * both of its plans: Terraform shows the first one's warnings, and the framework repeats those that only the second one has.
   */
  check?(input: CheckInput<State, Config>, ctx: ResourceContext<Session>): void | Promise<void>;

  /** Creates the object. Attributes missing from the result are as planned, or null where the plan has an unknown value. */
  create(plan: Plan, ctx: ResourceContext<Session, Partial<State>>): Promise<Partial<State>>;

  /** Reads the object, or returns null when it no longer exists. Missing attributes keep their prior value. After an import, required ones may be null. */
  read(state: State, ctx: ResourceContext<Session>): Promise<Partial<State> | null>;

  /** Updates the object in place. Without this method, every configurable attribute must have `requiresReplace`. */
  update?(plan: Plan, prior: State, ctx: ResourceContext<Session, Partial<State>>): Promise<Partial<State>>;

  /** Deletes the object. An error that the provider's `isGone` recognizes counts as success. */
  delete(state: State, ctx: ResourceContext<Session>): Promise<void>;

  /** Returns the part of the state that identifies the object to read. */
  importState?(id: string, ctx: ResourceContext<Session>): Partial<State> | Promise<Partial<State>>;

  /** Upgrades the state of an older schema version. Missing attributes become null. */
  upgradeState?(state: RawState, version: number, ctx: BaseContext): Partial<State> | Promise<Partial<State>>;

  /** Converts the state of another resource type (`moved` blocks), or returns undefined when it cannot. */
  moveState?(source: MoveSource, ctx: BaseContext): Partial<State> | undefined | Promise<Partial<State> | undefined>;

  /**
   * Adjusts the configuration that Terraform writes for an object that it lists or imports, in which computed attributes, secrets and
   * defaults are already null. Returns the attributes to change. Must be pure.
   */
  writtenConfig?(config: State): Partial<State>;

  /** Identifies the object independently of its state (Terraform 1.12 and later). */
  readonly identity?: ResourceIdentity<State>;
}

/** The definition that a provider author writes. The types of states and plans follow from the schema. */
export interface ResourceDefinition<Session, S extends Schema, L extends Schema = Schema>
  extends Operations<Session, StateOf<S>, PlanOf<S>, ConfigOf<S>> {
  /** Starts with the provider's name: `aiven_cmk`. */
  readonly type: string;
  readonly schema: S;
  /** Lists existing objects (`terraform query`, Terraform 1.14 and later). Requires `identity`. */
  readonly list?: ResourceListDefinition<Session, L, StateOf<S>>;
}

/** A resource of any schema, as the framework runs it. */
export interface Resource<Session = unknown> extends Operations<Session, ObjectValue, ObjectValue, ObjectValue> {
  readonly type: string;
  readonly schema: Schema;
  readonly list?: ResourceList<Session>;
}

/**
 * Defines a resource for a provider whose `configure` returns a `Session`: `defineResource<Session>()({ type, schema, create, … })`.
 * Two calls, because TypeScript infers either all type arguments of a call or none.
 */
export function defineResource<Session>() {
  return <const S extends Schema, const L extends Schema>(
    definition: ResourceDefinition<Session, S, L>,
  ): Resource<Session> => definition as unknown as Resource<Session>;
}
