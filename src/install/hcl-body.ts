/** Blocks and attributes of an HCL file, as far as a lock file and Terraform's CLI configuration use them. */

import { HclSyntaxError, type HclToken, mostLevels, tokenizeHcl } from './hcl-tokens';

/** `name = expression`. */
export interface HclAttribute {
  readonly name: string;
  /** The value when it is one plain string, undefined for any other expression. */
  readonly text: string | undefined;
  /** Every plain string of the expression, at any depth: the members of a list, the keys and values of an object. */
  readonly strings: readonly string[];
}

/** `name "label" { … }`. `name = { … }` and `name: { … }` count as blocks too, as in JSON and older HCL. */
export interface HclBlock extends HclBody {
  readonly name: string;
  readonly labels: readonly string[];
  /** Offsets into the text: from the name to just after the closing brace. */
  readonly start: number;
  readonly end: number;
}

export interface HclBody {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

/** @throws HclSyntaxError for text that is not HCL. */
export function parseHcl(text: string): HclBody {
  const tokens = tokenizeHcl(text).filter(({ kind }) => kind !== 'comment');
  const reader = new BodyReader(text, tokens);
  // A JSON document is one object.
  const isJson = tokens.find(({ kind }) => kind !== 'newline')?.text === '{';
  const body = isJson ? reader.readObject() : reader.readBody(undefined);
  reader.requireEnd();
  return body;
}

class BodyReader {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly tokens: readonly HclToken[],
  ) {}

  readObject(): HclBody {
    this.skipSeparators();
    this.take('{');
    return this.readBody('}');
  }

  /** Reads up to and including `closing`, or to the end of the file. */
  readBody(closing: '}' | undefined): HclBody {
    const attributes: HclAttribute[] = [];
    const blocks: HclBlock[] = [];
    for (;;) {
      this.skipSeparators();
      const token = this.tokens[this.at];
      if (token === undefined) {
        if (closing === undefined) return { attributes, blocks };
        throw this.error('a block is not closed');
      }
      if (token.text === closing) {
        this.at += 1;
        return { attributes, blocks };
      }
      for (const item of this.readItems()) {
        if ('labels' in item) blocks.push(item);
        else attributes.push(item);
      }
    }
  }

  requireEnd(): void {
    this.skipSeparators();
    if (this.at < this.tokens.length) throw this.error(`unexpected ${JSON.stringify(this.tokens[this.at]?.text)}`);
  }

  /** One attribute or block; several blocks where JSON has a list of objects. */
  private readItems(): (HclAttribute | HclBlock)[] {
    const first = this.tokens[this.at] as HclToken;
    if (first.kind !== 'identifier' && first.kind !== 'string') {
      throw this.error(`expected a block or an attribute, got ${JSON.stringify(first.text)}`);
    }
    this.at += 1;
    const name = plainText(first) ?? first.text;
    const labels: string[] = [];
    for (let next = this.tokens[this.at]; next?.kind === 'string' || next?.kind === 'identifier'; ) {
      labels.push(plainText(next) ?? next.text);
      next = this.tokens[++this.at];
    }
    const sign = this.tokens[this.at]?.text;
    if (labels.length > 0 || (sign !== '=' && sign !== ':')) return [this.readBlock(first, name, labels)];
    this.at += 1;
    if (this.tokens[this.at]?.text === '{') return [this.readBlock(first, name, labels)];
    return this.isListOfObjects() ? this.readObjects(first, name) : [{ name, ...this.readExpression() }];
  }

  private readBlock(first: HclToken, name: string, labels: readonly string[]): HclBlock {
    this.take('{');
    if (++this.depth > mostLevels) throw this.error(`blocks are nested more than ${mostLevels} levels deep`);
    const body = this.readBody('}');
    this.depth -= 1;
    const end = (this.tokens[this.at - 1] as HclToken).end;
    return { name, labels, start: first.start, end, ...body };
  }

  private isListOfObjects(): boolean {
    let inner = this.at + 1;
    while (this.tokens[inner]?.kind === 'newline') inner += 1;
    return this.tokens[this.at]?.text === '[' && this.tokens[inner]?.text === '{';
  }

  private readObjects(first: HclToken, name: string): HclBlock[] {
    const blocks: HclBlock[] = [];
    this.take('[');
    for (this.skipSeparators(); this.tokens[this.at]?.text !== ']'; this.skipSeparators()) {
      blocks.push(this.readBlock(first, name, []));
    }
    this.take(']');
    return blocks;
  }

  /** An expression ends with its line or at a comma, unless brackets are open. */
  private readExpression(): Pick<HclAttribute, 'text' | 'strings'> {
    const found: HclToken[] = [];
    let depth = 0;
    for (; this.at < this.tokens.length; this.at += 1) {
      const token = this.tokens[this.at] as HclToken;
      if (depth === 0 && (token.kind === 'newline' || token.text === ',' || token.text === '}')) break;
      if (token.kind === 'punctuation' && '{[('.includes(token.text)) depth += 1;
      if (token.kind === 'punctuation' && '}])'.includes(token.text)) depth -= 1;
      if (token.kind !== 'newline') found.push(token);
    }
    if (found.length === 0 || depth > 0) throw this.error('a value is missing or its brackets are not closed');
    const strings = found.map(plainText).filter((text) => text !== undefined);
    return { text: found.length === 1 ? strings[0] : undefined, strings };
  }

  private skipSeparators(): void {
    while (this.tokens[this.at]?.kind === 'newline' || this.tokens[this.at]?.text === ',') this.at += 1;
  }

  private take(text: string): void {
    const token = this.tokens[this.at];
    if (token?.text !== text) throw this.error(`expected "${text}", got ${JSON.stringify(token?.text ?? '')}`);
    this.at += 1;
  }

  private error(problem: string): HclSyntaxError {
    const { start } = this.tokens[Math.min(this.at, this.tokens.length - 1)] ?? { start: 0 };
    return new HclSyntaxError(problem, this.text.slice(0, start).split('\n').length);
  }
}

/** The text of a string without templates; undefined for every other token. */
function plainText({ kind, text }: HclToken): string | undefined {
  if (kind !== 'string' || /(^|[^$%])[$%]\{/.test(text)) return undefined;
  return text
    .slice(1, -1)
    .replace(/([$%])\1\{/g, '$1{')
    .replace(/\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)/g, (sequence, code: string) => unescapeSequence(sequence, code));
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescapeSequence(sequence: string, code: string): string {
  if (code.length > 1) {
    const point = Number.parseInt(code.slice(1), 16);
    return point > 0x10_ffff ? sequence : String.fromCodePoint(point);
  }
  return escapes[code] ?? (/["\\/]/.test(code) ? code : sequence);
}
