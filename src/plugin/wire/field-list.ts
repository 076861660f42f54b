/** The fields of a message type as lists, cached for reading and writing. */

import type { Field, MessageType } from './field';

/** A field with its name. */
export interface NamedField {
  readonly name: string;
  readonly field: Field;
  /** For error messages: `Schema.Block.version`. */
  readonly place: string;
}

const listed = new WeakMap<MessageType, readonly NamedField[]>();

export function fieldsOf(type: MessageType): readonly NamedField[] {
  let fields = listed.get(type);
  if (fields === undefined) {
    fields = Object.entries(type.fields).map(([name, field]) => ({ name, field, place: `${type.name}.${name}` }));
    listed.set(type, fields);
  }
  return fields;
}

const numbered = new WeakMap<MessageType, Map<number, NamedField>>();

export function fieldsByNumber(type: MessageType): Map<number, NamedField> {
  let fields = numbered.get(type);
  if (fields === undefined) {
    fields = new Map(fieldsOf(type).map((named) => [named.field.number, named]));
    numbered.set(type, fields);
  }
  return fields;
}
