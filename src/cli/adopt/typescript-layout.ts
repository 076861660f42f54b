/** TypeScript in the layout of common formatters: 120 columns, single quotes, trailing commas. */

import { quoteForTerraform } from './quote';

const width = 120;

/** Renders a value, in several lines when it does not fit. `room` is in columns, `indent` precedes each further line. */
export type Code = (room: number, indent: string) => string;

/** A short expression that is never broken into lines. */
export const word =
  (text: string): Code =>
  () =>
    text;

/** A string literal whose value reaches Terraform unchanged. */
export const text = (value: string): Code => word(quoteForTerraform(value));

/** A call with one string. A string that does not fit moves to its own line. */
export function callWith(callee: string, value: string): Code {
  const argument = quoteForTerraform(value);
  return (room, indent) => {
    const line = `${callee}(${argument})`;
    return line.length <= room ? line : `${callee}(\n${indent}  ${argument},\n${indent})`;
  };
}

export function list(values: readonly string[]): Code {
  const items = values.map(quoteForTerraform);
  return (room, indent) => {
    const line = `[${items.join(', ')}]`;
    return line.length <= room ? line : `[\n${items.map((item) => `${indent}  ${item},\n`).join('')}${indent}]`;
  };
}

/** An object with one property per line. Leaves out undefined properties. */
export function object(properties: readonly (readonly [name: string, code: Code | undefined])[]): Code {
  return (_, indent) => {
    const lines = properties.flatMap(([name, code]) =>
      code === undefined ? [] : [property(nameOf(name), code, `${indent}  `)],
    );
    return `{\n${lines.join('')}${indent}}`;
  };
}

function property(name: string, code: Code, indent: string): string {
  // The comma takes one column.
  const room = width - indent.length - name.length - ': '.length - 1;
  const value = code(room, indent);
  // Formatters keep a value next to a short name, because breaking the line gains nothing.
  const isLong = !value.includes('\n') && value.length > room && name.length > 4;
  return isLong ? `${indent}${name}:\n${indent}  ${value},\n` : `${indent}${name}: ${value},\n`;
}

function nameOf(name: string): string {
  // As a plain name it would set the object's prototype.
  if (name === '__proto__') return `['__proto__']`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoteForTerraform(name);
}

/** A call as a statement in a function. `beginning` is `const x = ` or empty; the last argument may be an object. */
export function statement(beginning: string, callee: string, words: readonly string[], last?: Code): string {
  const opening = `  ${beginning}${callee}(`;
  const inLine = words.join(', ');
  const end = last === undefined ? ');' : ', {';
  if (opening.length + inLine.length + end.length <= width) {
    return `${opening}${inLine}${last === undefined ? '' : `, ${last(0, '  ')}`});\n`;
  }
  const lines = [...words, ...(last === undefined ? [] : [last(0, '    ')])];
  return `${opening}\n${lines.map((line) => `    ${line},\n`).join('')}  );\n`;
}
