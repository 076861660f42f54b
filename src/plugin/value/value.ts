/** Terraform's values and types as plain JavaScript: what a provider author sees, and what the codec turns into msgpack. */

/** A type as Terraform writes it in JSON: `'string'`, `['list', 'string']`, `['object', { a: 'number' }]`. */
export type Type =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | readonly ['list', Type]
  | readonly ['set', Type]
  | readonly ['map', Type]
  | readonly ['tuple', readonly Type[]]
  | readonly ['object', { readonly [attribute: string]: Type }];

/** A value that is not known yet ("known after apply"). Refinements are dropped. */
export class Unknown {
  /** Exists for the compiler only: without it every value would pass for an unknown one. */
  declare private readonly nominal: never;

  /** Never inspected as an object: prints as its meaning. */
  toString(): string {
    return '(known after apply)';
  }
}

/** The one unknown value. Compare by identity, or use `isUnknown`. */
export const unknown = Object.freeze(new Unknown()) as Unknown;

/** A number that neither `number` nor `bigint` holds exactly, kept as its decimal text. */
export class Decimal {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** A value of an attribute of type `dynamic`, with the type that it has on the wire. */
export class Dynamic {
  constructor(
    readonly type: Type,
    readonly value: Value,
  ) {}
}

export type Value =
  | null
  | Unknown
  | string
  | boolean
  | number
  | bigint
  | Decimal
  | Dynamic
  | Value[]
  | { [name: string]: Value };

/** An object value: a resource's config, state or plan. */
export type ObjectValue = { [name: string]: Value };

export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown;
}
