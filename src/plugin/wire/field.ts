/** The vocabulary of the message tables: what a field is, and which TypeScript type a message has on each side of the wire. */

export type ScalarType = 'string' | 'bytes' | 'bool' | 'int64' | 'enum';

/**
 * One field of a message.
 *
 * `D` is what the decoder yields, `E` what the encoder accepts. `P` tells whether a decoded message always has the field:
 * scalars without explicit presence, lists and maps are always there; messages, `optional` and `oneof` fields may be undefined.
 */
export interface Field<D = unknown, E = unknown, P extends Presence = Presence> {
  readonly number: number;
  readonly type: ScalarType | (() => MessageType);
  readonly shape: 'single' | 'repeated' | 'map';
  /** True where an absent field differs from one that holds the default value, which is therefore written too. */
  readonly explicit: boolean;
  /** The group of which at most one field is set; the last one on the wire wins. */
  readonly oneof?: string;
  readonly [decoded]?: D;
  readonly [encodable]?: E;
  readonly [presence]?: P;
}

export type Presence = 'always' | 'maybe';
export type Fields = { readonly [name: string]: Field };

/** A message of the protocol: its full name and its fields, keyed by the lowerCamelCase form of their names. */
export interface MessageType<D = object, E = object> {
  readonly name: string;
  readonly fields: Fields;
  readonly [decoded]?: D;
  readonly [encodable]?: E;
}

declare const decoded: unique symbol;
declare const encodable: unique symbol;
declare const presence: unique symbol;

type DecodedField<F> = F extends Field<infer D, unknown> ? D : never;
type EncodableField<F> = F extends Field<unknown, infer E> ? E : never;

type DecodedFields<F extends Fields> = {
  [K in keyof F as F[K] extends Field<unknown, unknown, 'always'> ? K : never]: DecodedField<F[K]>;
} & { [K in keyof F as F[K] extends Field<unknown, unknown, 'always'> ? never : K]?: DecodedField<F[K]> };

type EncodableFields<F extends Fields> = { readonly [K in keyof F]?: EncodableField<F[K]> | undefined };

/** What the decoder makes of a message: absent scalars have their default, absent messages are undefined. */
export type Decoded<M> = M extends MessageType<infer D, object> ? D : never;

/** What the encoder accepts: every field may be left out. Anything decoded can be encoded again. */
export type Encodable<M> = M extends MessageType<object, infer E> ? E : never;

export function defineMessage<F extends Fields>(
  name: string,
  fields: F,
): MessageType<DecodedFields<F>, EncodableFields<F>> {
  return { name, fields };
}

export const string = (number: number): Field<string, string, 'always'> => scalar(number, 'string');
export const bytes = (number: number): Field<Uint8Array, Uint8Array, 'always'> => scalar(number, 'bytes');
export const bool = (number: number): Field<boolean, boolean, 'always'> => scalar(number, 'bool');
export const enumeration = (number: number): Field<number, number, 'always'> => scalar(number, 'enum');

/** Decoded as a bigint only where a number does not hold it exactly. */
export const int64 = (number: number): Field<number | bigint, number | bigint, 'always'> => scalar(number, 'int64');

/** A message field. A message that contains itself passes a function. */
export function message<D, E>(
  number: number,
  type: MessageType<D, E> | (() => MessageType<D, E>),
): Field<D, E, 'maybe'> {
  return {
    number,
    type: (typeof type === 'function' ? type : () => type) as () => MessageType,
    shape: 'single',
    explicit: true,
  };
}

export function repeated<D, E>(field: Field<D, E>): Field<D[], readonly E[], 'always'> {
  return { number: field.number, type: field.type, shape: 'repeated', explicit: false };
}

/** A map with string keys, given by the field of its values. */
export function map<D, E>(field: Field<D, E>): Field<{ [key: string]: D }, { readonly [key: string]: E }, 'always'> {
  return { number: field.number, type: field.type, shape: 'map', explicit: false };
}

/** A scalar with explicit presence. */
export function optional<D, E>(field: Field<D, E>): Field<D, E, 'maybe'> {
  return { number: field.number, type: field.type, shape: 'single', explicit: true };
}

/** A member of a group of which at most one is set. */
export function oneof<D, E>(group: string, field: Field<D, E>): Field<D, E, 'maybe'> {
  return { number: field.number, type: field.type, shape: 'single', explicit: true, oneof: group };
}

function scalar<D>(number: number, type: ScalarType): Field<D, D, 'always'> {
  return { number, type, shape: 'single', explicit: false };
}
