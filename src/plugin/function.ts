/** A provider function as a value: its name, parameters, return type and `run`. */

import type { ValueOf } from './schema';
import type { Type, Unknown, Value } from './value/value';

/** One parameter. The name is for messages and documentation: calls are positional. */
export interface FunctionParameter {
  readonly name: string;
  readonly type: Type;
  /** Markdown. */
  readonly description?: string;
  /** Whether `run` takes null. Otherwise null is an error at the argument. @default false */
  readonly allowNull?: boolean;
  /** Whether `run` takes unknown values, at any depth. Otherwise the result of such a call is unknown. @default false */
  readonly allowUnknown?: boolean;
  /** Check a known value that is not null. Each returns a sentence that describes the problem, or undefined. */
  readonly validators?: readonly { check(value: Value): string | undefined }['check'][];
}

type ArgumentOf<P> = P extends { readonly type: infer T extends Type }
  ? P extends { readonly allowUnknown: true }
    ? ValueOf<T, Unknown> | Unknown | NullIn<P>
    : ValueOf<T> | NullIn<P>
  : never;
type NullIn<P> = P extends { readonly allowNull: true } ? null : never;
type ArgumentsOf<P extends readonly unknown[]> = { -readonly [K in keyof P]: ArgumentOf<P[K]> };

interface Signature {
  /** A name of Terraform's language: `parse_key`. */
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  /** Markdown. */
  readonly description: string;
  /** The warning to show when it is called (Terraform 1.14 and later). */
  readonly deprecated?: string;
}

/** The definition that a provider author writes. The types of arguments and result follow from it. */
export interface FunctionDefinition<
  P extends readonly FunctionParameter[],
  V extends FunctionParameter | undefined,
  R extends Type,
> extends Signature {
  readonly parameters: P;
  /** Takes any number of further arguments. */
  readonly variadic?: V;
  readonly returns: R;

  /**
   * Computes the result. Must be pure: Terraform calls it several times for the same arguments, in processes that are not configured.
   * Throw an error with a sentence for the user. It is shown at the argument of an `ArgumentError`, or at the only argument.
   */
  run(...args: [...ArgumentsOf<P>, ...(V extends FunctionParameter ? ArgumentOf<V>[] : [])]): ValueOf<R> | null;
}

/** A function of any signature, as the framework runs it. */
export interface ProviderFunction extends Signature {
  readonly parameters: readonly FunctionParameter[];
  readonly variadic?: FunctionParameter;
  readonly returns: Type;
  run(...args: readonly Value[]): Value;
}

/** An error about one argument of a function. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';

  constructor(
    message: string,
    /** Counted from 0. */
    readonly argument: number,
  ) {
    super(message);
  }
}

/** Defines a function that configurations call as `provider::<provider>::<name>(…)` (Terraform 1.8 and later, OpenTofu 1.7 and later). */
export function defineFunction<
  const P extends readonly FunctionParameter[],
  const R extends Type,
  const V extends FunctionParameter | undefined = undefined,
>(definition: FunctionDefinition<P, V, R>): ProviderFunction {
  return definition as unknown as ProviderFunction;
}
