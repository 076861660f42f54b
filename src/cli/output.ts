/** Where words go: data to stdout, everything else to stderr; colours on a terminal only. */

/** What is written to: a process's stream, or a test's. */
export interface TextStream {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/** Marks text, on a stream that shows colours. */
export type Paint = (style: keyof typeof codes, text: string) => string;

export interface OutputSettings {
  stdout: TextStream;
  stderr: TextStream;
  env: Readonly<Record<string, string | undefined>>;
  /** Show the stack of an error. @default false */
  debug?: boolean;
}

export class Output {
  /** Paints what goes to stdout, and what goes to stderr. */
  readonly paint: Paint;
  readonly paintNote: Paint;
  debug: boolean;

  constructor(private readonly settings: OutputSettings) {
    this.debug = settings.debug ?? false;
    this.paint = painter(settings.stdout, settings.env);
    this.paintNote = painter(settings.stderr, settings.env);
  }

  /** Whether people, not a pipe, read stdout. */
  get isTerminal(): boolean {
    return this.settings.stdout.isTTY === true;
  }

  /** Characters in a line of stdout; undefined: any number. */
  get width(): number | undefined {
    return this.isTerminal ? this.settings.stdout.columns : undefined;
  }

  /** A line of what was asked for. */
  data(line: string): void {
    this.settings.stdout.write(`${line}\n`);
  }

  /** What was asked for, for machines: indented JSON. */
  json(value: unknown): void {
    this.data(JSON.stringify(value, null, 2));
  }

  /** A line beside what was asked for. */
  note(line: string): void {
    this.settings.stderr.write(`${line}\n`);
  }

  /** What will not go as one may think, in one line. */
  warn(line: string): void {
    this.note(`${this.paintNote('yellow', 'warning:')} ${oneLine(line)}`);
  }

  /** What went wrong, in one line, and what to do about it in another. */
  error(reason: unknown): void {
    const { message, remedy, stack } = describe(reason);
    this.note(`${this.paintNote('red', 'error:')} ${oneLine(message)}`);
    if (remedy !== undefined) {
      this.note(oneLine(remedy));
    }
    if (this.debug && stack !== undefined) {
      this.note(stack);
    }
  }
}

/** No colours in a pipe, with NO_COLOR (no-color.org), or on a terminal that has none. */
function painter(stream: TextStream, env: OutputSettings['env']): Paint {
  const on = stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  return (style, text) => (on ? `\x1b[${codes[style]}m${text}\x1b[0m` : text);
}

const oneLine = (text: string) => text.trim().replace(/\s*\n\s*/g, ' ');

function describe(reason: unknown): { message: string; remedy?: string; stack?: string } {
  if (!isErrorLike(reason)) {
    return { message: String(reason) };
  }
  const { message, stack } = reason;
  const remedy = 'remedy' in reason && typeof reason.remedy === 'string' ? reason.remedy : undefined;
  return { message: message || reason.name, remedy, stack };
}

/** Errors of another realm are no `instanceof Error`. */
function isErrorLike(reason: unknown): reason is Error {
  return typeof reason === 'object' && reason !== null && 'message' in reason && typeof reason.message === 'string';
}
