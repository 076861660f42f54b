/** Schemas as plain data, and the value types that follow from them. */

import type { Path } from './path';
import type { Decimal, Dynamic, ObjectValue, Type, Unknown, Value } from './value/value';

/** A number. `bigint` and `Decimal` only where a JavaScript number is not exact. */
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

/** What a validator receives in addition to the value. */
export interface ValidatorContext {
  /** The path of the value. */
  readonly path: Path;
  /** The whole configuration, which may contain null and unknown values. */
  readonly config: ObjectValue;
}

/** Checks a known value that is not null. Returns a sentence that describes the problem, or undefined. Bivariant, so that all validators share a type. */
export type Validator<V> = { check(value: V, context: ValidatorContext): string | undefined }['check'];

/** An attribute before and after the planned change. Only for updates: a create cannot replace anything. */
export interface AttributeChange {
  readonly prior: Value;
  readonly planned: Value;
  readonly config: Value;
}

interface AttributeFlags<V> {
  /** Must be configured. Set exactly one of `required`, `optional`, `computed`, or `optional` with `computed`. */
  readonly required?: boolean;
  /** May be configured. */
  readonly optional?: boolean;
  /** Set by the provider. With `optional`: set by the provider unless configured. */
  readonly computed?: boolean;
  /** Terraform and the messages of this framework hide the value. */
  readonly sensitive?: boolean;
  /** Only in the configuration: null in plan and state. Configuring it requires Terraform 1.11 or later. */
  readonly writeOnly?: boolean;
  /** The warning to show when it is configured. */
  readonly deprecated?: string;
  /** Markdown. */
  readonly description?: string;
  readonly validators?: readonly Validator<V>[];
  /** The planned value when it is not configured. Requires `optional` and `computed`. */
  readonly default?: Literal;
  /** Whether a change replaces the resource. A function decides case by case. */
  readonly requiresReplace?: boolean | ((change: AttributeChange) => boolean);
  /** Keep the prior value in the plan of an update instead of "(known after apply)". */
  readonly useStateForUnknown?: boolean;
  /** Whether two values mean the same. Plan and state then keep the prior value. Receives known values that are not null. */
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
  /** One object, or a collection of objects, whose attributes have their own flags. */
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

/** Common to schemas, blocks and nested attributes: attributes and, except in nested attributes, blocks. */
export interface Block {
  readonly attributes: Attributes;
  readonly blocks?: { readonly [name: string]: NestedBlock };
}

/** A block inside a resource (`timeouts { … }`). Prefer nested attributes in new schemas. */
export interface NestedBlock extends Block {
  readonly nesting: 'single' | 'list' | 'set';
  /** Lists and sets only. */
  readonly minItems?: number;
  /** Lists and sets only. 0 means no limit. @default 0 */
  readonly maxItems?: number;
  readonly description?: string;
  readonly deprecated?: string;
}

/** The schema of a resource, data source or provider. */
export interface Schema extends Block {
  /** Version of the state. Increment it when stored states need `upgradeState`. @default 0 */
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
 * A stored state. Nothing is unknown, and an attribute that is not required may be null. Right after an import, a required one may be null too.
 */
export type StateOf<S extends Block> = ObjectIn<S, 'state'>;

/** The input of `create` and `update`: like the state, but computed attributes may be unknown. */
export type PlanOf<S extends Block> = ObjectIn<S, 'plan'>;

/** A configuration or an unfinished plan: any value may be unknown, at every depth. */
export type ConfigOf<S extends Block> = ObjectIn<S, 'config'>;
