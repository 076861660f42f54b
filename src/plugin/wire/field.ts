/** The building blocks of the message tables, and the TypeScript types of decoded and encodable messages. */

export type ScalarType = 'string' | 'bytes' | 'bool' | 'int64' | 'enum';

/**
 * One field of a message.
 *
 * `D` is what the decoder returns, and `E` what the encoder accepts. `P` states whether a decoded message always has the field: scalars
 * without explicit presence, lists and maps always; messages, `optional` and `oneof` fields maybe.
 */
export interface Field<D = unknown, E = unknown, P extends Presence = Presence> {
  readonly number: number;
  readonly type: ScalarType | (() => MessageType);
  readonly shape: 'single' | 'repeated' | 'map';
  /** Explicit presence: a missing field differs from one with the default value, so the default is written too. */
  readonly explicit: boolean;
  /** The oneof group, of which at most one field is set. The last one on the wire wins. */
  readonly oneof?: string;
  readonly [decoded]?: D;
  readonly [encodable]?: E;
  readonly [presence]?: P;
}

export type Presence = 'always' | 'maybe';
export type Fields = { readonly [name: string]: Field };

/** A message of the protocol: its full name, and its fields by their names in lowerCamelCase. */
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

/** A decoded message: missing scalars have their default, missing messages are undefined. */
export type Decoded<M> = M extends MessageType<infer D, object> ? D : never;

/** An encodable message: every field is optional. Decoded messages are encodable. */
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

/** Decoded as a bigint only where a number is not exact. */
export const int64 = (number: number): Field<number | bigint, number | bigint, 'always'> => scalar(number, 'int64');

/** A message field. Pass a function for a recursive message. */
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
