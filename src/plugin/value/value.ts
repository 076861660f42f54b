/** Terraform's values and types as plain JavaScript. */

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
  /** Only for the compiler: without it every value would be assignable to `Unknown`. */
  declare private readonly nominal: never;

  toString(): string {
    return '(known after apply)';
  }
}

/** The one unknown value. Compare by identity, or use `isUnknown`. */
export const unknown = Object.freeze(new Unknown()) as Unknown;

/** A number that neither `number` nor `bigint` represents exactly, as decimal text. */
export class Decimal {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** A value of an attribute of type `dynamic`, with its actual type. */
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
