/** A schema as plain data: what a provider author writes, and the types of the values that follow from it. */

import type { Path } from './path';
import type { Decimal, Dynamic, ObjectValue, Type, Unknown, Value } from './value/value';

/** A number: `bigint` and `Decimal` only where a JavaScript number would not hold the value exactly. */
export type NumberValue = number | bigint | Decimal;

/** A value in a schema literal, which `as const` makes read-only. */
export type Literal =
  | null
  | string
  | boolean
  | number
  | bigint
  | Decimal
  | Dynamic
  | readonly Literal[]
  | { readonly [name: string]: Literal };

/** What a validator may look at besides the value. */
export interface ValidatorContext {
  /** Where the value is. */
  readonly path: Path;
  /** The whole configuration; it may hold nulls and unknown values. */
  readonly config: ObjectValue;
}

/** Judges a value that is known and not null: a sentence that says what is wrong, or nothing. Bivariant, so that all validators share a type. */
export type Validator<V> = { judge(value: V, context: ValidatorContext): string | undefined }['judge'];

/** An attribute before and after the planned change. On an update only: there is no replacement without something to replace. */
export interface AttributeChange {
  readonly prior: Value;
  readonly planned: Value;
  readonly config: Value;
}

interface AttributeFlags<V> {
  /** Must be in the configuration. Exactly one of `required`, `optional`, `computed`, or `optional` with `computed`. */
  readonly required?: boolean;
  /** May be in the configuration. */
  readonly optional?: boolean;
  /** The provider sets it (where the configuration does not, if it is optional too). */
  readonly computed?: boolean;
  /** Terraform hides the value in its output, and so do this framework's messages. */
  readonly sensitive?: boolean;
  /** Only ever in the configuration: null in plan and state. Needs Terraform 1.11 or later where it is used. */
  readonly writeOnly?: boolean;
  /** Warn with this sentence when it is configured. */
  readonly deprecated?: string;
  /** Markdown. */
  readonly description?: string;
  readonly validators?: readonly Validator<V>[];
  /** Planned where the configuration has nothing. Needs `optional` and `computed`. */
  readonly default?: Literal;
  /** A change of it replaces the resource; a function decides case by case. */
  readonly requiresReplace?: boolean | ((change: AttributeChange) => boolean);
  /** Keep the prior value in an update's plan instead of "(known after apply)". */
  readonly useStateForUnknown?: boolean;
  /** True when both mean the same: the prior value is then kept in plan and state. Gets known values that are not null. */
  readonly semanticEquals?: { equal(prior: V, next: V): boolean }['equal'];
}

interface StringAttribute extends AttributeFlags<string> {
  readonly type: 'string';
  readonly nested?: undefined;
}

interface NumberAttribute extends AttributeFlags<NumberValue> {
  readonly type: 'number';
  readonly nested?: undefined;
}

interface BoolAttribute extends AttributeFlags<boolean> {
  readonly type: 'bool';
  readonly nested?: undefined;
}

interface DynamicAttribute extends AttributeFlags<Dynamic> {
  readonly type: 'dynamic';
  readonly nested?: undefined;
}

interface CompositeAttribute extends AttributeFlags<Value> {
  readonly type: Exclude<Type, string>;
  readonly nested?: undefined;
}

interface NestedAttribute extends AttributeFlags<Value> {
  readonly type?: undefined;
  /** Attributes with flags of their own, one object or a collection of them. */
  readonly nested: { readonly nesting: 'single' | 'list' | 'set' | 'map'; readonly attributes: Attributes };
}

export type Attribute =
  | StringAttribute
  | NumberAttribute
  | BoolAttribute
  | DynamicAttribute
  | CompositeAttribute
  | NestedAttribute;

export interface Attributes {
  readonly [name: string]: Attribute;
}

/** What a schema, a block and a nested attribute have in common: named attributes and, but for the last, blocks. */
export interface Block {
  readonly attributes: Attributes;
  readonly blocks?: { readonly [name: string]: NestedBlock };
}

/** A block inside a resource (`timeouts { … }`). Prefer nested attributes in new schemas. */
export interface NestedBlock extends Block {
  readonly nesting: 'single' | 'list' | 'set';
  /** Lists and sets only. */
  readonly minItems?: number;
  /** Lists and sets only; 0 or absent is no limit. */
  readonly maxItems?: number;
  readonly description?: string;
  readonly deprecated?: string;
}

/** The schema of a resource, data source or provider. */
export interface Schema extends Block {
  /** Of the state. Raise it when stored states need `upgradeState`. @default 0 */
  readonly version?: number;
  /** Markdown. */
  readonly description?: string;
  readonly deprecated?: string;
}

/** The JavaScript value of a Terraform type. `U` is `Unknown` where parts may be unknown, else `never`. */
export type ValueOf<T extends Type, U = never> = T extends 'string'
  ? string
  : T extends 'number'
    ? NumberValue
    : T extends 'bool'
      ? boolean
      : T extends 'dynamic'
        ? Dynamic
        : T extends readonly ['list' | 'set', infer E extends Type]
          ? (ValueOf<E, U> | U)[]
          : T extends readonly ['map', infer E extends Type]
            ? { [key: string]: ValueOf<E, U> | U }
            : T extends readonly ['object', infer O extends { readonly [name: string]: Type }]
              ? { -readonly [K in keyof O]: ValueOf<O[K], U> | null | U }
              : Value[];

type Mode = 'config' | 'plan' | 'state';
type UnknownIn<A, M extends Mode> = M extends 'config'
  ? Unknown
  : M extends 'plan'
    ? A extends { readonly computed: true }
      ? Unknown
      : never
    : never;
type NullIn<A> = A extends { readonly required: true } ? never : null;

type Nested<N, O> = N extends { readonly nesting: 'single' }
  ? O
  : N extends { readonly nesting: 'map' }
    ? { [key: string]: O }
    : O[];

type AttributeIn<A, M extends Mode> =
  | (A extends { readonly nested: infer N extends Block }
      ? Nested<N, ObjectIn<N, M>>
      : A extends { readonly type: infer T extends Type }
        ? ValueOf<T, M extends 'config' ? Unknown : never>
        : never)
  | NullIn<A>
  | UnknownIn<A, M>;

type BlockIn<N, M extends Mode> = N extends NestedBlock
  ?
      | Nested<N, ObjectIn<N, M>>
      | (N extends { readonly nesting: 'single' } ? null : never)
      | (M extends 'config' ? Unknown : never)
  : never;

type ObjectIn<B extends Block, M extends Mode> = {
  -readonly [K in keyof B['attributes']]: AttributeIn<B['attributes'][K], M>;
} & (B extends { readonly blocks: infer N } ? { -readonly [K in keyof N]: BlockIn<N[K], M> } : unknown);

/**
 * A stored state: nothing unknown; null wherever an attribute is not required. Only right after an import may a required one be null too.
 */
export type StateOf<S extends Block> = ObjectIn<S, 'state'>;

/** What `create` and `update` get: as the state, but computed attributes may still be unknown. */
export type PlanOf<S extends Block> = ObjectIn<S, 'plan'>;

/** A configuration or a plan in the making: everything may be unknown, at every depth. */
export type ConfigOf<S extends Block> = ObjectIn<S, 'config'>;
