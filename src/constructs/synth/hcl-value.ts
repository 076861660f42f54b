/** Writes JSON-like values as HCL expressions. CDKTF's own writer turns nested lists into objects and digits in texts into numbers. */

/**
 * @param value a resolved value: in its texts, `${…}` and `%{…}` are templates, as in `cdk.tf.json`
 * @throws Error for a template without an end
 */
export function toHcl(value: unknown): string {
  if (typeof value === 'string') return quoteTemplate(value);
  if (Array.isArray(value)) return `[${value.map(toHcl).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, part]) => `${toKey(key)} = ${toHcl(part)}`);
  return entries.length === 0 ? '{}' : `{\n${entries.join('\n')}\n}`;
}

/** Without quotes where HCL allows it. `for` would begin an expression. */
const toKey = (key: string) => (/^[a-z_]\w*$/i.test(key) && key !== 'for' ? key : quoteTemplate(key));

/** Escapes all but the templates, whose expressions HCL reads as they are. */
function quoteTemplate(text: string): string {
  const parts: string[] = [];
  let start = 0;
  for (let at = nextTemplate(text, 0); at < text.length; at = nextTemplate(text, start)) {
    const end = endOfTemplate(text, at);
    parts.push(escapeText(text.slice(start, at)), text.slice(at, end));
    start = end;
  }
  return `"${parts.join('')}${escapeText(text.slice(start))}"`;
}

function escapeText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters need an escape
  return text.replace(/["\\\u0000-\u001f\u007f]/g, (character) =>
    character === '"' || character === '\\'
      ? `\\${character}`
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The index of the next `${` or `%{` that is not doubled, or the length of the text. */
function nextTemplate(text: string, from: number): number {
  const start = /([$%])\1?\{/g;
  start.lastIndex = from;
  for (let found = start.exec(text); found !== null; found = start.exec(text)) {
    if (found[0].length === 2) return found.index;
  }
  return text.length;
}

/** The index after the template that starts at `start`. Its braces are balanced outside of quotes. */
function endOfTemplate(text: string, start: number): number {
  let depth = 1;
  for (let index = start + 2; index < text.length; index++) {
    if (text[index] === '"') index = endOfQuote(text, index);
    if (text[index] === '{') depth += 1;
    if (text[index] === '}') depth -= 1;
    if (depth === 0) return index + 1;
  }
  throw new Error(
    `The template in "${text}" has no end; write "${text[start]}${text.slice(start, start + 2)}" for the text.`,
  );
}

/** The index of the closing quote of the string that opens at `open`, which may contain templates too. */
function endOfQuote(text: string, open: number): number {
  let index = open + 1;
  while (index < text.length && text[index] !== '"') {
    if (index === nextTemplate(text, index)) index = endOfTemplate(text, index);
    else index += text[index] === '\\' || text.startsWith('$${', index) || text.startsWith('%%{', index) ? 2 : 1;
  }
  return index;
}
