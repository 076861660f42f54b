/** Parses policy statements of OCI (OCI documentation, "Policy Syntax", "Verbs", "Conditions" and "Cross-tenancy access policies"). */

/** A comparison in a condition. */
interface OciComparison {
  readonly kind: 'comparison';
  /** In lower case. */
  readonly variable: string;
  readonly operator: string;
  readonly value: string;
  /** The quotation mark around the value; '' without one, `/` for a pattern. */
  readonly quote: string;
}

/** Several conditions of which all or any must hold. */
interface OciConditionSet {
  readonly kind: 'all' | 'any';
  readonly parts: readonly OciCondition[];
}

export type OciCondition = OciComparison | OciConditionSet;

export type OciStatement =
  | { readonly kind: 'define'; readonly what: string; readonly alias: string; readonly ocid: string }
  | {
      readonly kind: 'admit';
      /** `group`, `any-user`, … */
      readonly subject: string;
      readonly names: readonly string[];
      /** The alias of the tenancy; `any-tenancy` for every one. */
      readonly tenancy: string;
      /** The verb in lower case; undefined if permissions are listed instead. */
      readonly verb: string | undefined;
      /** The resource type in lower case. */
      readonly resource: string;
      /** Listed permissions, in upper case. */
      readonly permissions: readonly string[];
      /** `tenancy`, `compartment` or `compartment id`. */
      readonly scope: string;
      readonly compartment: string;
      readonly condition: OciCondition | undefined;
    }
  /** A statement about something else, or one that this parser does not know. */
  | { readonly kind: 'other'; readonly verb: string };

interface Token {
  readonly text: string;
  /** The quotation mark; '' for a word or sign. */
  readonly quote: string;
}

/** Parses a statement. Keywords ignore case. */
export function parseOciStatement(text: string): OciStatement {
  const tokens = [...text.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\/([^/]*)\/|!=|[={},]|[^\s"'={},!]+/gs)].map(
    ([whole, double, single, pattern]): Token => {
      if (double !== undefined) return { text: double.replaceAll(/\\(.)/gs, '$1'), quote: '"' };
      if (single !== undefined) return { text: single, quote: "'" };
      return pattern === undefined ? { text: whole, quote: '' } : { text: pattern, quote: '/' };
    },
  );
  const verb = tokens[0]?.text.toLowerCase() ?? '';
  try {
    const reader = new Reader(tokens.slice(1));
    if (verb === 'define') return reader.define();
    if (verb === 'admit') return reader.admit();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { kind: 'other', verb };
}

class Reader {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  define(): OciStatement {
    const what = this.word();
    const alias = this.take().text;
    this.expect('as');
    return this.end({ kind: 'define', what, alias, ocid: this.take().text });
  }

  admit(): OciStatement {
    const subject = this.word();
    const names: string[] = [];
    while (!this.isNext('of')) {
      if (!this.isNext(',')) names.push(this.peek());
      this.take();
    }
    this.expect('of');
    const first = this.word();
    const tenancy = first === 'any-tenancy' ? first : this.take().text;
    this.expect('to');
    const [verb, resource, permissions] = this.rights();
    this.expect('in');
    const scope = this.word();
    let compartment = '';
    let isId = false;
    if (scope === 'compartment') {
      isId = this.isNext('id');
      if (isId) this.take();
      compartment = this.take().text;
    }
    const condition = this.isNext('where') ? this.where() : undefined;
    const where = { scope: isId ? 'compartment id' : scope, compartment, condition };
    return this.end({ kind: 'admit', subject, names, tenancy, verb, resource, permissions, ...where });
  }

  private rights(): [string | undefined, string, string[]] {
    if (!this.isNext('{')) return [this.word(), this.word(), []];
    const permissions: string[] = [];
    this.take();
    while (!this.isNext('}')) {
      const { text } = this.take();
      if (text !== ',') permissions.push(text.toUpperCase());
    }
    this.take();
    return [undefined, '', permissions];
  }

  private where(): OciCondition {
    this.expect('where');
    return this.condition();
  }

  private condition(): OciCondition {
    const variable = this.word();
    if ((variable === 'all' || variable === 'any') && this.isNext('{')) {
      const parts: OciCondition[] = [];
      do {
        this.take();
        parts.push(this.condition());
      } while (this.isNext(','));
      this.expect('}');
      return { kind: variable, parts };
    }
    const operator = this.word();
    const { text, quote } = this.take();
    return { kind: 'comparison', variable, operator, value: text, quote };
  }

  private take(): Token {
    const token = this.tokens[this.at];
    if (token === undefined) throw new SyntaxError('ends too early');
    this.at += 1;
    return token;
  }

  private peek(): string {
    return this.tokens[this.at]?.text ?? '';
  }

  private word(): string {
    return this.take().text.toLowerCase();
  }

  private isNext(word: string): boolean {
    const token = this.tokens[this.at];
    return token?.quote === '' && token.text.toLowerCase() === word;
  }

  private expect(word: string): void {
    const { text } = this.take();
    if (text.toLowerCase() !== word) throw new SyntaxError(`expected ${word}`);
  }

  private end(statement: OciStatement): OciStatement {
    if (this.at < this.tokens.length) throw new SyntaxError('goes on');
    return statement;
  }
}
