/** Everything a command prints: data to stdout, messages to stderr, colors and progress only on a terminal. */

import { jsonText } from './json';
import { type Paint, painter, safeLine, safeLines } from './paint';
import { type Column, layOutRecord, layOutTable } from './table';
import { fold, printable, shorten } from './text';

/** The part of a stream that `Output` needs. */
export interface TextStream {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

export interface OutputSettings {
  stdout: TextStream;
  stderr: TextStream;
  env: Readonly<Record<string, string | undefined>>;
  /** Turns a thrown value into the error to print, such as one with a `hint`. @default the value as it is */
  explain?: (error: unknown) => unknown;
}

export class Output {
  /** Colors text for stdout. */
  readonly paint: Paint;
  /** Colors text for stderr. */
  readonly paintNote: Paint;
  /** Print stack traces, and the client's log. */
  debug = false;
  /** Print only data, warnings and errors. */
  quiet = false;
  private progressShown = false;

  constructor(private readonly settings: OutputSettings) {
    this.paint = painter(settings.stdout, settings.env);
    this.paintNote = painter(settings.stderr, settings.env);
  }

  /** Whether stdout is a terminal. */
  get isTerminal(): boolean {
    return this.settings.stdout.isTTY === true;
  }

  /** Whether stderr is a terminal: only then are there progress lines and questions. */
  get isWatched(): boolean {
    return this.settings.stderr.isTTY === true;
  }

  /** Columns of stdout; undefined means unlimited. */
  get width(): number | undefined {
    return columnsOf(this.settings.stdout);
  }

  /** Prints lines of data to stdout. */
  data(text: string): void {
    this.endProgress();
    this.settings.stdout.write(`${safeLines(text)}\n`);
  }

  /** Prints a sentence of data to stdout, wrapped to the terminal. */
  text(sentence: string): void {
    const line = printable(sentence);
    this.data(this.width === undefined ? line : fold(line, this.width));
  }

  /** Prints JSON to stdout. */
  json(value: unknown): void {
    this.data(jsonText(value));
  }

  /** Prints a table to stdout, within the width of the terminal. Prints nothing when there are no rows. */
  table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): void {
    if (rows.length === 0) return;
    const { head, lines, hidden } = layOutTable(columns, rows, this.width);
    this.data([...(head === '' ? [] : [this.paint('bold', head)]), ...lines].join('\n'));
    if (hidden.length > 0) {
      const note = `Hidden (terminal too narrow): ${hidden.join(', ')}.`;
      this.noteText(note, (line) => this.paintNote('dim', line));
    }
  }

  /** Prints one row to stdout: as a table if it fits, otherwise one field per line. */
  record<Row>(columns: readonly Column<Row>[], row: Row): void {
    const all = columns.map(({ title, value }) => ({ title, value }));
    if (layOutTable(all, [row], this.width).head !== '') this.table(all, [row]);
    else this.data(layOutRecord(all, row, this.width).join('\n'));
  }

  /** Prints a line to stderr, unless `quiet`. */
  note(line: string): void {
    if (!this.quiet) this.tell(line);
  }

  /** Prints a sentence to stderr, wrapped to the terminal, unless `quiet`. */
  noteText(sentence: string, paint = (line: string) => line): void {
    const columns = columnsOf(this.settings.stderr);
    const text = printable(sentence);
    const lines = columns === undefined ? text : fold(text, columns);
    for (const line of lines.split('\n')) this.note(paint(line));
  }

  /** Shows what is going on, on a terminal. Each line replaces the one before. */
  progress(line: string): void {
    const { stderr } = this.settings;
    if (this.quiet || !this.isWatched) return;
    this.endProgress();
    stderr.write(shorten(safeLine(line), (columnsOf(stderr) ?? 80) - 1));
    this.progressShown = true;
  }

  /** Erases the progress line. */
  endProgress(): void {
    if (!this.progressShown) return;
    this.progressShown = false;
    this.settings.stderr.write('\r\x1b[2K');
  }

  /** Prints a warning to stderr, on one line. */
  warn(line: string): void {
    this.tell(`${this.paintNote('yellow', 'warning:')} ${oneLine(line)}`);
  }

  /** Prints an error to stderr: what happened on one line, the hint on the next, the stack with `debug`. */
  error(error: unknown): void {
    const { message, hint, stack } = describe(this.settings.explain?.(error) ?? error);
    this.tell(`${this.paintNote('red', 'error:')} ${oneLine(message)}`);
    if (hint !== undefined) this.tell(oneLine(hint));
    if (!this.debug || stack === undefined) return;
    for (const line of stack.split('\n')) this.tell(line);
  }

  /** Prints a question to stderr; the cursor stays on its line. */
  question(text: string): void {
    this.endProgress();
    this.settings.stderr.write(`${safeLine(text)} `);
  }

  private tell(line: string): void {
    this.endProgress();
    this.settings.stderr.write(`${safeLine(line)}\n`);
  }
}

const oneLine = (text: string) => text.trim().replace(/\s*\n\s*/g, ' ');

/** A terminal that does not know its width reports 0 columns. */
function columnsOf({ isTTY, columns }: TextStream): number | undefined {
  return isTTY === true && columns ? columns : undefined;
}

function describe(error: unknown): { message: string; hint?: string; stack?: string } {
  if (!isErrorLike(error)) return { message: String(error) };
  const { message, stack } = error;
  const hint = 'hint' in error && typeof error.hint === 'string' ? error.hint : undefined;
  return { message: message || error.name, hint, stack };
}

/** By its shape, because an error of another realm (jest's, a worker's) is not an `instanceof Error`. */
function isErrorLike(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';
}
