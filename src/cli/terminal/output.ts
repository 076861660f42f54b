/** Where words go: data to stdout, everything else to stderr; colours on a terminal only. */

import { explained } from '../errors/problem';
import { jsonText } from './json';
import { type Paint, painter, safeLine, safeLines } from './paint';
import { type Column, layOutRecord, layOutTable } from './table';
import { fold, printable, shorten } from './text';

/** What is written to: a process's stream, or a test's. */
export interface TextStream {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

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
  /** Say nothing but data, warnings and errors. */
  quiet = false;
  #progressShown = false;

  constructor(private readonly settings: OutputSettings) {
    this.debug = settings.debug ?? false;
    this.paint = painter(settings.stdout, settings.env);
    this.paintNote = painter(settings.stderr, settings.env);
  }

  /** Whether people, not a pipe, read stdout. */
  get isTerminal(): boolean {
    return this.settings.stdout.isTTY === true;
  }

  /** Whether people, not a file, read stderr: only they are asked questions. */
  get isWatched(): boolean {
    return this.settings.stderr.isTTY === true;
  }

  /** Characters in a line of stdout; undefined: any number. */
  get width(): number | undefined {
    return this.isTerminal ? this.settings.stdout.columns : undefined;
  }

  /** A line of what was asked for, or several. */
  data(text: string): void {
    this.endProgress();
    this.settings.stdout.write(`${safeLines(text)}\n`);
  }

  /** A sentence of what was asked for, in as many lines as the terminal needs. */
  text(sentence: string): void {
    const line = printable(sentence);
    this.data(this.width === undefined ? line : fold(line, this.width));
  }

  /** What was asked for, for machines. */
  json(value: unknown): void {
    this.data(jsonText(value));
  }

  /** What was asked for, as a table. On a terminal it is kept within its width. */
  table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): void {
    if (rows.length === 0) return;
    const { head, lines, hidden } = layOutTable(columns, rows, this.width);
    this.data([...(head === '' ? [] : [this.paint('bold', head)]), ...lines].join('\n'));
    if (hidden.length > 0) {
      const note = `Not shown for want of room: ${hidden.join(', ')}.`;
      this.noteText(note, (line) => this.paintNote('dim', line));
    }
  }

  /** One row: as a table where that fits, else a field a line. */
  record<Row>(columns: readonly Column<Row>[], row: Row): void {
    const all = columns.map(({ title, value }) => ({ title, value }));
    if (layOutTable(all, [row], this.width).head !== '') this.table(all, [row]);
    else this.data(layOutRecord(all, row, this.width).join('\n'));
  }

  /** A line beside what was asked for. */
  note(line: string): void {
    if (!this.quiet) this.#tell(line);
  }

  /** A sentence beside what was asked for, in as many lines as the terminal needs. */
  noteText(sentence: string, paint = (line: string) => line): void {
    const { isTTY, columns } = this.settings.stderr;
    const line = printable(sentence);
    const lines = isTTY && columns !== undefined ? fold(line, columns) : line;
    for (const one of lines.split('\n')) this.note(paint(one));
  }

  /** What goes on at the moment, on a terminal: each line takes the place of the one before. */
  progress(line: string): void {
    const { stderr } = this.settings;
    if (this.quiet || !this.isWatched) return;
    this.endProgress();
    stderr.write(shorten(safeLine(line), (stderr.columns ?? 80) - 1));
    this.#progressShown = true;
  }

  /** Takes the line of the progress away. */
  endProgress(): void {
    if (!this.#progressShown) return;
    this.#progressShown = false;
    this.settings.stderr.write('\r\x1b[2K');
  }

  /** What will not go as one may think, in one line. */
  warn(line: string): void {
    this.#tell(`${this.paintNote('yellow', 'warning:')} ${oneLine(line)}`);
  }

  /** What went wrong, in one line, and what to do about it in another. */
  error(reason: unknown): void {
    const { message, remedy, stack } = describe(explained(reason));
    this.#tell(`${this.paintNote('red', 'error:')} ${oneLine(message)}`);
    if (remedy !== undefined) {
      this.#tell(oneLine(remedy));
    }
    if (this.debug && stack !== undefined) {
      for (const line of stack.split('\n')) this.#tell(line);
    }
  }

  /** A question, without a line break after it. */
  question(text: string): void {
    this.endProgress();
    this.settings.stderr.write(`${safeLine(text)} `);
  }

  #tell(line: string): void {
    this.endProgress();
    this.settings.stderr.write(`${safeLine(line)}\n`);
  }
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
