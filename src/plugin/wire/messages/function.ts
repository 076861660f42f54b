/** Messages about provider functions. */

import {
  bool,
  bytes,
  defineMessage,
  type Encodable,
  enumeration,
  int64,
  map,
  message,
  optional,
  repeated,
  string,
} from '../field';
import { type RequestOf, type ResponseOf, unary } from '../service';
import { diagnostics, dynamicValue } from './shared';

const functionParameter = defineMessage('tfplugin6.Function.Parameter', {
  name: string(1),
  type: bytes(2),
  allowNullValue: bool(3),
  allowUnknownValues: bool(4),
  description: string(5),
  descriptionKind: enumeration(6),
});
export type FunctionParameter = Encodable<typeof functionParameter>;

const functionReturn = defineMessage('tfplugin6.Function.Return', { type: bytes(1) });

export const functionDefinition = defineMessage('tfplugin6.Function', {
  parameters: repeated(message(1, functionParameter)),
  variadicParameter: message(2, functionParameter),
  return: message(3, functionReturn),
  summary: string(4),
  description: string(5),
  descriptionKind: enumeration(6),
  deprecationMessage: string(7),
});
export type FunctionDefinition = Encodable<typeof functionDefinition>;

export const getFunctions = unary(
  'GetFunctions',
  {},
  { functions: map(message(1, functionDefinition)), diagnostics: diagnostics(2) },
);
export type GetFunctionsRequest = RequestOf<typeof getFunctions>;
export type GetFunctionsResponse = ResponseOf<typeof getFunctions>;

/** `functionArgument` is the index of the argument at fault. */
const functionError = defineMessage('tfplugin6.FunctionError', {
  text: string(1),
  functionArgument: optional(int64(2)),
});
export type FunctionError = Encodable<typeof functionError>;

export const callFunction = unary(
  'CallFunction',
  { name: string(1), arguments: repeated(message(2, dynamicValue)) },
  { result: message(1, dynamicValue), error: message(2, functionError) },
);
export type CallFunctionRequest = RequestOf<typeof callFunction>;
export type CallFunctionResponse = ResponseOf<typeof callFunction>;
