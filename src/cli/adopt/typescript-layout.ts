/** TypeScript laid out as formatters do it: 120 columns, single quotes, trailing commas. */

import { quoteForTerraform } from './quote';

const width = 120;

/** A value that may take more lines than one, each further one indented as deep as the first. */
export type Code = (room: number, indent: string) => string;

/** A word or a short expression, never broken. */
export const word =
  (text: string): Code =>
  () =>
    text;

/** A text that means itself in Terraform. */
export const text = (value: string): Code => word(quoteForTerraform(value));

/** A call with one text: it goes to a line of its own where it does not fit. */
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

/** An object, a property a line. Properties that are undefined are left out. */
export function object(properties: readonly (readonly [name: string, code: Code | undefined])[]): Code {
  return (_, indent) => {
    const lines = properties.flatMap(([name, code]) =>
      code === undefined ? [] : [property(nameOf(name), code, `${indent}  `)],
    );
    return `{\n${lines.join('')}${indent}}`;
  };
}

function property(name: string, code: Code, indent: string): string {
  // One column is for the comma.
  const room = width - indent.length - name.length - ': '.length - 1;
  const value = code(room, indent);
  // Below a short name nothing would be gained: formatters leave it in the line.
  const isLong = !value.includes('\n') && value.length > room && name.length > 4;
  return isLong ? `${indent}${name}:\n${indent}  ${value},\n` : `${indent}${name}: ${value},\n`;
}

function nameOf(name: string): string {
  // Written plainly it would be the object's prototype.
  if (name === '__proto__') return `['__proto__']`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoteForTerraform(name);
}

/** A call as a statement in a function: `beginning` is `const x = ` or nothing, the last argument may be an object. */
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
