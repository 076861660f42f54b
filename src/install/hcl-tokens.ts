/** The tokens of an HCL file, with their places, so that a file can be edited without changing any other byte. */

export type HclTokenKind = 'identifier' | 'string' | 'heredoc' | 'number' | 'comment' | 'newline' | 'punctuation';

export interface HclToken {
  readonly kind: HclTokenKind;
  /** Offsets into the text: the first character, and the one after the last. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A syntax error in HCL. `line` counts from 1. */
export class HclSyntaxError extends Error {
  override readonly name = 'HclSyntaxError';

  constructor(
    readonly problem: string,
    readonly line: number,
  ) {
    super(`line ${line}: ${problem}`);
  }
}

const byteOrderMark = '\ufeff';

/** Of blocks and of templates: far beyond any file of a user, and far below a stack overflow. */
export const mostLevels = 100;

/** One pattern per kind of token, tried in this order. Strings and heredocs follow rules that no pattern expresses. */
const patterns: readonly (readonly [HclTokenKind, RegExp])[] = [
  ['newline', /\r?\n|\r/y],
  ['comment', /(?:#|\/\/)[^\r\n]*/y],
  ['identifier', /[\p{ID_Start}_][\p{ID_Continue}_-]*/uy],
  ['number', /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y],
  ['punctuation', /[{}[\]()=:,.?!<>&|+\-*/%]/y],
];

/**
 * Splits HCL (also JSON, whose tokens HCL shares) into tokens. White space between tokens is left out.
 * @throws HclSyntaxError for an unterminated string, comment or heredoc, and for a character that HCL does not have.
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#lexical-elements
 */
export function tokenizeHcl(text: string): HclToken[] {
  const tokens: HclToken[] = [];
  let at = text.startsWith(byteOrderMark) ? 1 : 0;
  while (at < text.length) {
    if (text[at] === ' ' || text[at] === '\t') {
      at += 1;
      continue;
    }
    const [kind, end] = tokenAt(text, at);
    tokens.push({ kind, start: at, end, text: text.slice(at, end) });
    at = end;
  }
  return tokens;
}

function tokenAt(text: string, at: number): [HclTokenKind, number] {
  if (text[at] === '"') return ['string', endOfString(text, at)];
  if (text.startsWith('/*', at)) return ['comment', endOfComment(text, at)];
  const heredoc = matchAt(/<<-?([\p{ID_Start}_][\p{ID_Continue}_-]*)\r?\n/uy, text, at);
  if (heredoc !== null) return ['heredoc', endOfHeredoc(text, at, at + heredoc[0].length, heredoc[1] as string)];
  for (const [kind, pattern] of patterns) {
    const match = matchAt(pattern, text, at);
    if (match !== null) return [kind, at + match[0].length];
  }
  throw syntaxError(text, at, `unexpected character ${JSON.stringify(text[at])}`);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** A template inside a string (`"${…}"`) may hold strings of its own. */
function endOfString(text: string, start: number, level = 0): number {
  if (level > mostLevels) throw syntaxError(text, start, `templates are nested more than ${mostLevels} levels deep`);
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') return at + 1;
    if (character === '\\') at += 1;
    else if (character === '\n') break;
    else if (isTemplate(text, at)) at = endOfTemplate(text, at, level) - 1;
  }
  throw syntaxError(text, start, 'unterminated string');
}

function isTemplate(text: string, at: number): boolean {
  const mark = text[at];
  // A doubled mark is an escape: "$${" is the text "${".
  return (mark === '$' || mark === '%') && text[at + 1] === '{' && text[at - 1] !== mark;
}

function endOfTemplate(text: string, start: number, level: number): number {
  let depth = 0;
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at, level + 1) - 1;
    else if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  throw syntaxError(text, start, 'unterminated template');
}

function endOfComment(text: string, start: number): number {
  const end = text.indexOf('*/', start + 2);
  if (end === -1) throw syntaxError(text, start, 'unterminated comment');
  return end + 2;
}

function endOfHeredoc(text: string, start: number, body: number, marker: string): number {
  for (let at = body; at <= text.length; ) {
    const lineBreak = text.indexOf('\n', at);
    const end = lineBreak === -1 ? text.length : lineBreak;
    if (text.slice(at, end).trim() === marker) return at + text.slice(at, end).trimEnd().length;
    if (lineBreak === -1) break;
    at = lineBreak + 1;
  }
  throw syntaxError(text, start, `unterminated heredoc "${marker}"`);
}

function syntaxError(text: string, at: number, problem: string): HclSyntaxError {
  return new HclSyntaxError(problem, text.slice(0, at).split('\n').length);
}
