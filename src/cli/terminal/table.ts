/** Tables for people: as wide as they are in a pipe, within the terminal's width on a terminal. Nothing is ever cut. */

import { pad, printable, widthOf, wrap } from './text';

export interface Column<Row> {
  /** What stands above it: the API's name of the field in upper case. */
  title: string;
  /** Null, undefined and an empty text are shown as a dash. */
  value(row: Row): string | number | boolean | null | undefined;
  /**
   * Where the terminal is too narrow: `hide` is left out first; `below` then goes under its row; `wrap`, for one column of a
   * table, is broken within what the others leave it.
   * @default the column stays, and its cells are never cut
   */
  narrow?: 'hide' | 'below' | 'wrap';
}

export interface TableLayout {
  /** Empty where not even the narrowest table fits: a field a line then. */
  head: string;
  lines: string[];
  /** Titles of the columns that found no room. */
  hidden: string[];
}

/** A column with the texts of all its cells. */
interface Filled {
  title: string;
  narrow?: Column<unknown>['narrow'];
  cells: string[];
  width: number;
}

/** A table with a head. @param width Columns of the terminal; undefined: any number. */
export function layOutTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[], width?: number): TableLayout {
  const all: Filled[] = columns.map(({ title, narrow, value }) => {
    const cells = rows.map((row) => cellText(value(row)));
    return { title, narrow, cells, width: cells.reduce((most, cell) => Math.max(most, widthOf(cell)), widthOf(title)) };
  });
  const fits = (some: readonly Filled[]) =>
    width === undefined || some.reduce((sum, column) => sum + column.width + 2, -2) <= width;
  if (fits(all)) return draw(all, [], [], rows.length, width);
  const hidden = all.filter(({ narrow }) => narrow === 'hide');
  const below = all.filter(({ narrow }) => narrow === 'below');
  const most = all.filter(({ narrow }) => narrow !== 'hide');
  if (fits(most)) return draw(most, [], hidden, rows.length, width);
  const least = all.filter(({ narrow }) => narrow !== 'hide' && narrow !== 'below');
  if (fits(least)) return draw(least, below, hidden, rows.length, width);
  const wrapped = width === undefined ? least : squeezed(least, width);
  if (fits(wrapped)) return draw(wrapped, below, hidden, rows.length, width);
  const lines = rows.flatMap((row) => ['', ...layOutRecord(columns, row, width)]).slice(1);
  return { head: '', lines, hidden: [] };
}

/** Lines of one row, a field each: the form for what does not fit side by side. */
export function layOutRecord<Row>(columns: readonly Column<Row>[], row: Row, width?: number): string[] {
  const titles = Math.max(...columns.map(({ title }) => widthOf(title)));
  return columns.flatMap(({ title, value }) => {
    const text = cellText(value(row));
    if (width === undefined || titles + 2 + widthOf(text) <= width) return [`${pad(title, titles)}  ${text}`];
    return [title, ...indented(text, width)];
  });
}

/** The same with the column that may be wrapped as narrow as the others ask for, but no narrower than its title. */
function squeezed(columns: readonly Filled[], width: number): Filled[] {
  const over = columns.reduce((sum, column) => sum + column.width + 2, -2) - width;
  return columns.map((column) =>
    column.narrow === 'wrap' ? { ...column, width: Math.max(widthOf(column.title), column.width - over) } : column,
  );
}

function draw(
  shown: readonly Filled[],
  below: readonly Filled[],
  hidden: readonly Filled[],
  rows: number,
  width: number | undefined,
): TableLayout {
  const line = (textOf: (column: Filled) => string) =>
    shown
      .map((column) => pad(textOf(column), column.width))
      .join('  ')
      .trimEnd();
  const lines = [line((column) => '='.repeat(column.width))];
  for (let row = 0; row < rows; row += 1) {
    const parts = new Map(shown.map((column) => [column, wrap(column.cells[row] ?? '', column.width)]));
    const height = Math.max(...[...parts.values()].map(({ length }) => length));
    for (let part = 0; part < height; part += 1) lines.push(line((column) => parts.get(column)?.[part] ?? ''));
    for (const { cells } of below) lines.push(...indented(cells[row] ?? '', width ?? Number.POSITIVE_INFINITY));
  }
  return { head: line(({ title }) => title), lines, hidden: hidden.map(({ title }) => title) };
}

function indented(text: string, width: number): string[] {
  return wrap(text, Math.max(1, width - 2)).map((part) => `  ${part}`);
}

function cellText(value: ReturnType<Column<unknown>['value']>): string {
  return value === null || value === undefined || value === '' ? '-' : printable(String(value));
}
