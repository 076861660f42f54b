/** As much of HCL as it takes to know the blocks of a file. Lenient: what is no HCL is passed over, Terraform complains about it. */

export interface HclBody {
  /** Expressions by name, as they are written. */
  attributes: ReadonlyMap<string, string>;
  blocks: readonly HclBlock[];
}

export interface HclBlock extends HclBody {
  type: string;
  labels: readonly string[];
}

/** The blocks of a file. Comments count as not there, and braces in strings as text. */
export function parseHcl(text: string): readonly HclBlock[] {
  return new Parser(text).body().blocks;
}

/** The entries of an object, as `{ source = "a/b" }`; none for any other expression. */
export function entriesOf(expression: string): ReadonlyMap<string, string> {
  return expression.startsWith('{') ? new Parser(expression.slice(1)).body().attributes : new Map();
}

/** What a quoted string says; undefined for other expressions, and where it has escapes or templates. */
export function literalOf(expression: string | undefined): string | undefined {
  return /^"([^"\\$%]*)"$/.exec(expression ?? '')?.[1];
}

interface Token {
  kind: 'name' | 'string' | 'newline' | 'other';
  text: string;
  start: number;
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = [...tokensOf(text)];
  }

  /** Up to the brace that closes it, or the end. */
  body(): HclBody {
    const attributes = new Map<string, string>();
    const blocks: HclBlock[] = [];
    for (let token = this.#next(); token !== undefined && token.text !== '}'; token = this.#next()) {
      if (token.kind !== 'name' && token.kind !== 'string') continue;
      const labels: string[] = [];
      let after = this.#next();
      for (; after?.kind === 'name' || after?.kind === 'string'; after = this.#next()) labels.push(unquoted(after));
      if (after?.text === '{') blocks.push({ type: unquoted(token), labels, ...this.body() });
      else if (after?.text === '=' || after?.text === ':') attributes.set(unquoted(token), this.#expression());
      else if (after?.text === '}') break;
    }
    return { attributes, blocks };
  }

  #next(): Token | undefined {
    this.#at += 1;
    return this.#tokens[this.#at - 1];
  }

  /** Up to the end of the line, or the comma, or the brace that closes what it stands in. */
  #expression(): string {
    const from = this.#at;
    let depth = 0;
    for (; this.#at < this.#tokens.length; this.#at += 1) {
      const { kind, text } = this.#tokens[this.#at] as Token;
      const isOpening = kind === 'other' && '([{'.includes(text);
      const isClosing = kind === 'other' && ')]}'.includes(text);
      if (depth === 0 && (isClosing || kind === 'newline' || text === ',')) break;
      depth += isOpening ? 1 : isClosing ? -1 : 0;
    }
    const [first, last] = [this.#tokens[from], this.#tokens[this.#at - 1]];
    return first === undefined || last === undefined
      ? ''
      : this.#text.slice(first.start, last.start + last.text.length);
  }
}

const unquoted = ({ kind, text }: Token): string => (kind === 'string' ? text.slice(1, -1) : text);

const blank = /[^\S\n]+|(?:#|\/\/)[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const word = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const hereDocument = /<<-?([\w-]+)\r?\n/y;

/** Without blanks and comments. */
function* tokensOf(text: string): Generator<Token> {
  for (let start = 0; start < text.length; ) {
    const length = matchAt(blank, text, start)?.[0].length;
    if (length !== undefined) {
      start += length;
      continue;
    }
    const token = tokenAt(text, start);
    yield token;
    start += token.text.length;
  }
}

function tokenAt(text: string, start: number): Token {
  const name = matchAt(word, text, start)?.[0];
  if (name !== undefined) return { kind: 'name', text: name, start };
  if (text[start] === '"') return { kind: 'string', text: text.slice(start, endOfString(text, start)), start };
  const [opening, tag = ''] = matchAt(hereDocument, text, start) ?? [];
  if (opening === undefined) {
    const character = text[start] as string;
    return { kind: character === '\n' ? 'newline' : 'other', text: character, start };
  }
  const rest = text.slice(start + opening.length);
  const end = new RegExp(`^[^\\S\\n]*${tag}[^\\S\\n]*$`, 'm').exec(rest);
  const length = end === null ? rest.length : end.index + end[0].length;
  return { kind: 'other', text: text.slice(start, start + opening.length + length), start };
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

/** The place after the closing quote. Expressions inside may have strings of their own. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const two = text.slice(at, at + 2);
    if (text[at] === '"') return at + 1;
    if (text[at] === '\\') at += 2;
    // The escape of a template's beginning.
    else if (/^([$%])\1$/.test(two) && text[at + 2] === '{') at += 3;
    else if (two === '\x24{' || two === '%{') at = endOfTemplate(text, at + 2);
    else at += 1;
  }
  return at;
}

function endOfTemplate(text: string, start: number): number {
  let depth = 1;
  let at = start;
  while (at < text.length && depth > 0) {
    if (text[at] === '"') {
      at = endOfString(text, at);
      continue;
    }
    depth += text[at] === '{' ? 1 : text[at] === '}' ? -1 : 0;
    at += 1;
  }
  return at;
}
