/**
 * Tables for people: full width in a pipe, within the terminal's width on a terminal, never truncated.
 *
 * The layout is ours because no table package hides columns, or moves a column below its row, when the terminal is narrow.
 */

import stringWidth from 'string-width';
import { pad, printable, wrap } from './text';

export interface Column<Row> {
  /** Column heading: the API's field name in upper case. */
  title: string;
  /** Null, undefined and an empty string print as a dash. */
  value(row: Row): string | number | boolean | null | undefined;
  /**
   * What happens on a narrow terminal. `hide` columns are dropped first, then `below` columns move to a line under their
   * row, then the `wrap` column (one per table) is wrapped to the width that is left.
   * @default the column stays as it is
   */
  narrow?: 'hide' | 'below' | 'wrap';
}

export interface TableLayout {
  /** Empty if even the narrowest table does not fit: `lines` then has one field per line. */
  head: string;
  lines: string[];
  /** Titles of the columns that were dropped. */
  hidden: string[];
}

/** A column with the text of all its cells. */
interface Filled {
  title: string;
  narrow?: Column<unknown>['narrow'];
  cells: string[];
  width: number;
}

const gap = '  ';
const indent = '  ';

/** Lays out a table with a heading. @param width Columns of the terminal; undefined means unlimited. */
export function layOutTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width = Number.POSITIVE_INFINITY,
): TableLayout {
  const all: Filled[] = columns.map(({ title, narrow, value }) => {
    const cells = rows.map((row) => cellText(value(row)));
    return {
      title,
      narrow,
      cells,
      width: cells.reduce((most, cell) => Math.max(most, stringWidth(cell)), title.length),
    };
  });
  const hidden = all.filter(({ narrow }) => narrow === 'hide');
  const below = all.filter(({ narrow }) => narrow === 'below');
  const withBelow = all.filter(({ narrow }) => narrow !== 'hide');
  const narrowest = withBelow.filter(({ narrow }) => narrow !== 'below');
  const candidates: [Filled[], Filled[], Filled[]][] = [
    [all, [], []],
    [withBelow, [], hidden],
    [narrowest, below, hidden],
    [squeeze(narrowest, width), below, hidden],
  ];
  const fitting = candidates.find(([shown]) => totalWidth(shown) <= width);
  if (fitting !== undefined) return draw(...fitting, rows.length, width);
  const lines = rows.flatMap((row) => ['', ...layOutRecord(columns, row, width)]).slice(1);
  return { head: '', lines, hidden: [] };
}

/** Lays out one row with one field per line. */
export function layOutRecord<Row>(
  columns: readonly Column<Row>[],
  row: Row,
  width = Number.POSITIVE_INFINITY,
): string[] {
  const titleWidth = Math.max(...columns.map(({ title }) => title.length));
  return columns.flatMap(({ title, value }) => {
    const text = cellText(value(row));
    if (titleWidth + gap.length + stringWidth(text) <= width) return [`${pad(title, titleWidth)}${gap}${text}`];
    return [title, ...indented(text, width)];
  });
}

function totalWidth(columns: readonly Filled[]): number {
  return columns.reduce((sum, column) => sum + column.width + gap.length, -gap.length);
}

/** Narrows the `wrap` column as far as necessary, but not below its title. */
function squeeze(columns: readonly Filled[], width: number): Filled[] {
  const excess = totalWidth(columns) - width;
  return columns.map((column) =>
    column.narrow === 'wrap' ? { ...column, width: Math.max(column.title.length, column.width - excess) } : column,
  );
}

function draw(shown: Filled[], below: Filled[], hidden: Filled[], rows: number, width: number): TableLayout {
  const line = (textOf: (column: Filled) => string) =>
    shown
      .map((column) => pad(textOf(column), column.width))
      .join(gap)
      .trimEnd();
  const lines = [line((column) => '='.repeat(column.width))];
  for (let row = 0; row < rows; row += 1) {
    const parts = new Map(shown.map((column) => [column, wrap(column.cells[row] ?? '', column.width)]));
    const height = Math.max(...[...parts.values()].map(({ length }) => length));
    for (let part = 0; part < height; part += 1) lines.push(line((column) => parts.get(column)?.[part] ?? ''));
    for (const { cells } of below) lines.push(...indented(cells[row] ?? '', width));
  }
  return { head: line(({ title }) => title), lines, hidden: hidden.map(({ title }) => title) };
}

function indented(text: string, width: number): string[] {
  return wrap(text, width - indent.length).map((part) => `${indent}${part}`);
}

function cellText(value: ReturnType<Column<unknown>['value']>): string {
  return value === null || value === undefined || value === '' ? '-' : printable(String(value));
}
