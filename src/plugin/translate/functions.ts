/** Converts function definitions to messages. */

import type { FunctionParameter, ProviderFunction } from '../function';
import * as wire from '../wire/messages';
import { typeBytes } from './schemas';

/** By name. */
export function toFunctionMessages(functions: Iterable<ProviderFunction>): {
  readonly [name: string]: wire.FunctionDefinition;
} {
  return Object.fromEntries([...functions].map((definition) => [definition.name, toFunctionMessage(definition)]));
}

function toFunctionMessage(definition: ProviderFunction): wire.FunctionDefinition {
  const { parameters, variadic, returns, summary, description, deprecated } = definition;
  return {
    parameters: parameters.map(toParameterMessage),
    variadicParameter: variadic && toParameterMessage(variadic),
    return: { type: typeBytes(returns) },
    summary,
    description,
    descriptionKind: wire.StringKind.markdown,
    deprecationMessage: deprecated,
  };
}

function toParameterMessage(parameter: FunctionParameter): wire.FunctionParameter {
  const { name, type, allowNull, allowUnknown, description } = parameter;
  return {
    name,
    type: typeBytes(type),
    allowNullValue: allowNull,
    allowUnknownValues: allowUnknown,
    description,
    descriptionKind: wire.StringKind.markdown,
  };
}
