/** Converts values of a schema from and to messages. */

import { typeOfBlock } from '../core/schema-type';
import type { Block } from '../schema';
import type { ObjectValue, Type, Value } from '../value/value';
import { decodeJsonState } from '../wire/json-state';
import type { DynamicValue } from '../wire/messages';
import { decodeValue, encodeValue } from '../wire/msgpack';
import { Code, StatusError } from '../wire/status';

/** A value of any type. Null when it is null or missing. */
export function decodeDynamicValue(type: Type, message: DynamicValue | undefined): Value {
  if (message?.msgpack !== undefined && message.msgpack.length > 0) return decodeValue(type, message.msgpack);
  return message?.json === undefined || message.json.length === 0 ? null : decodeJsonState(type, message.json);
}

/** A config, plan or state. Null when it is null or missing. */
export function fromDynamicValue(block: Block, message: DynamicValue | undefined): ObjectValue | null {
  return decodeDynamicValue(typeOfBlock(block), message) as ObjectValue | null;
}

/** As `fromDynamicValue`, for a value that core always sends. @throws StatusError when it is missing. */
export function requireObject(block: Block, message: DynamicValue | undefined, what: string): ObjectValue {
  const object = fromDynamicValue(block, message);
  if (object === null) throw new StatusError(Code.invalidArgument, `The request has no ${what}.`);
  return object;
}

export function toDynamicValue(block: Block, value: ObjectValue | null): DynamicValue {
  return { msgpack: encodeValue(typeOfBlock(block), value) };
}
