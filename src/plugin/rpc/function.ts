/** GetFunctions and CallFunction. Core calls functions in processes that it does not configure. */

import { conformValue } from '../core/conform';
import { DiagnosticError } from '../diagnostics';
import { ArgumentError, type FunctionParameter, type ProviderFunction } from '../function';
import { toFunctionMessages } from '../translate/functions';
import { decodeDynamicValue } from '../translate/values';
import { isWhollyKnown } from '../value/compare';
import { unknown, type Value } from '../value/value';
import type { CallFunctionRequest, CallFunctionResponse, FunctionError, GetFunctionsResponse } from '../wire/messages';
import { encodeValue } from '../wire/msgpack';
import { Code, StatusError } from '../wire/status';
import type { ProviderInstance } from './provider-instance';

export function getFunctions(instance: ProviderInstance) {
  return async (): Promise<GetFunctionsResponse> => ({ functions: toFunctionMessages(instance.functions) });
}

export function callFunction(instance: ProviderInstance) {
  return async (request: CallFunctionRequest): Promise<CallFunctionResponse> => {
    const called = instance.findFunction(request.name);
    if (called === undefined) {
      throw new StatusError(Code.invalidArgument, `The provider has no function "${request.name}".`);
    }
    const args = decodeArguments(called, request);
    try {
      return { result: { msgpack: encodeValue(called.returns, evaluate(called, args)) } };
    } catch (error) {
      instance.log.debug(`Function ${called.name} failed`, {
        error: error instanceof Error ? error.stack : String(error),
      });
      return { error: toFunctionError(error, args.length) };
    }
  };
}

interface Argument {
  readonly parameter: FunctionParameter;
  readonly value: Value;
}

function decodeArguments(called: ProviderFunction, { arguments: messages }: CallFunctionRequest): Argument[] {
  const { name, parameters, variadic } = called;
  if (messages.length < parameters.length || (messages.length > parameters.length && variadic === undefined)) {
    const wanted = `${parameters.length} arguments${variadic === undefined ? '' : ' or more'}`;
    throw new StatusError(Code.invalidArgument, `The function "${name}" takes ${wanted}, got ${messages.length}.`);
  }
  return messages.map((message, index) => {
    const parameter = (parameters[index] ?? variadic) as FunctionParameter;
    return { parameter, value: decodeDynamicValue(parameter.type, message) };
  });
}

/** The result is unknown if an argument is, unless the function takes unknown values. Known arguments are checked in any case. */
function evaluate(called: ProviderFunction, args: readonly Argument[]): Value {
  let dependsOnUnknown = false;
  for (const [index, { parameter, value }] of args.entries()) {
    const isKnown = isWhollyKnown(value);
    const problem = isKnown ? findProblem(parameter, value) : undefined;
    if (problem !== undefined) throw new ArgumentError(problem, index);
    dependsOnUnknown ||= !isKnown && !parameter.allowUnknown;
  }
  if (dependsOnUnknown) return unknown;
  const result = called.run(...args.map(({ value }) => value));
  return conformValue(called.returns, result, `Function ${called.name} returned an invalid value`);
}

function findProblem({ name, allowNull, validators = [] }: FunctionParameter, value: Value): string | undefined {
  if (value === null) return allowNull ? undefined : `${name} must not be null.`;
  for (const check of validators) {
    const problem = check(value);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Core continues the sentence around the text, and ends it with a period. */
function toFunctionError(error: unknown, count: number): FunctionError {
  const text = (error instanceof Error ? error.message || error.name : String(error)).replace(/\.$/, '');
  if (error instanceof ArgumentError) return { text, functionArgument: error.argument };
  const isAboutOnly = count === 1 && !(error instanceof DiagnosticError);
  return { text, functionArgument: isAboutOnly ? 0 : undefined };
}
