/** Our message tables as a .proto text, compiled by protobufjs: an implementation that shares no code with ours. */

import protobuf from 'protobufjs';
import type { Field, MessageType } from '../../../src/plugin/wire/field';

const SCALARS = { string: 'string', bytes: 'bytes', bool: 'bool', int64: 'int64', enum: 'int32' } as const;

/** The same message type for protobufjs. */
export function compileIndependently(type: MessageType): protobuf.Type {
  const definitions = new Map<string, string>();
  define(definitions, type);
  const source = `syntax = "proto3";\n${[...definitions.values()].join('\n')}`;
  return protobuf.parse(source, { keepCase: true }).root.lookupType(flatName(type));
}

/** A message as protobufjs decodes it, in the form of our decoder's result: int64 as a number or bigint, bytes as a Buffer. */
export function decodeIndependently(type: MessageType, bytes: Uint8Array): object {
  const compiled = compileIndependently(type);
  const plain = compiled.toObject(compiled.decode(bytes), { longs: String, bytes: Buffer, defaults: true });
  return normalize(type, plain);
}

function normalize(type: MessageType, plain: { [name: string]: unknown }): object {
  const message: { [name: string]: unknown } = {};
  for (const [name, field] of Object.entries(type.fields)) {
    const value = plain[name];
    if (value === undefined || (value === null && field.explicit)) continue;
    if (field.shape === 'repeated') message[name] = (value as unknown[]).map((element) => one(field, element));
    else if (field.shape === 'map') {
      const entries = Object.entries(value as object).map(([key, element]) => [key, one(field, element)]);
      message[name] = Object.fromEntries(entries);
    } else message[name] = one(field, value);
  }
  return message;
}

function one(field: Field, value: unknown): unknown {
  if (typeof field.type === 'function') return normalize(field.type(), value as { [name: string]: unknown });
  if (field.type === 'int64') return Number.isSafeInteger(Number(value)) ? Number(value) : BigInt(value as string);
  return value;
}

function define(definitions: Map<string, string>, type: MessageType): void {
  if (definitions.has(type.name)) return;
  definitions.set(type.name, '');
  const lines: string[] = [];
  const groups = new Map<string, string[]>();
  for (const [name, field] of Object.entries(type.fields)) {
    if (typeof field.type === 'function') define(definitions, field.type());
    const fieldType = typeof field.type === 'function' ? flatName(field.type()) : SCALARS[field.type];
    const line = `${fieldType} ${name} = ${field.number};`;
    if (field.oneof !== undefined) groups.set(field.oneof, [...(groups.get(field.oneof) ?? []), line]);
    else if (field.shape === 'map') lines.push(`map<string, ${fieldType}> ${name} = ${field.number};`);
    else if (field.shape === 'repeated') lines.push(`repeated ${line}`);
    else lines.push(field.explicit ? `optional ${line}` : line);
  }
  for (const [group, members] of groups) lines.push(`oneof ${group} { ${members.join(' ')} }`);
  definitions.set(type.name, `message ${flatName(type)} {\n${lines.join('\n')}\n}`);
}

function flatName(type: MessageType): string {
  return type.name.replaceAll('.', '_');
}
