/** The tables of the HTML report: one form for all. On a narrow screen, each row becomes a card. */

import { escapeHtml } from './escape';

export interface HtmlColumn<T> {
  title: string;
  /** HTML. */
  cell(row: T): string;
  /** Sorts the column instead of its text. */
  sortBy?(row: T): string | number;
  className?: string;
}

export interface HtmlTable<T> {
  /** Unique in the document. */
  id: string;
  /** HTML. */
  caption: string;
  /** The first one holds the row headers. */
  columns: readonly HtmlColumn<T>[];
  rows: readonly T[];
  /** Shown below the rows, and not sorted. */
  total?: T;
  /** An attribute of each row, with its space. */
  attribute?(row: T): string;
}

export function tableHtml<T>({ id, caption, columns, rows, total, attribute = () => '' }: HtmlTable<T>): string {
  const row = (one: T) =>
    `<tr${attribute(one)}>${columns.map((column, index) => cellOf(column, one, index)).join('')}</tr>`;
  return [
    `<table id="${id}" class="${id.replace(/^p\d+-/, '')}">`,
    `<caption>${caption}</caption>`,
    `<thead><tr>${columns.map(headOf).join('')}</tr></thead>`,
    `<tbody>${rows.map(row).join('\n')}</tbody>`,
    total === undefined ? '' : `<tfoot>${row(total)}</tfoot>`,
    '</table>',
  ].join('\n');
}

function headOf<T>({ title, className }: HtmlColumn<T>): string {
  return `<th scope="col"${className === undefined ? '' : ` class="${className}"`}>${title}</th>`;
}

function cellOf<T>({ title, cell, sortBy, className }: HtmlColumn<T>, row: T, index: number): string {
  const attributes = [
    className === undefined ? '' : ` class="${className}"`,
    ` data-label="${title}"`,
    sortBy === undefined ? '' : ` data-sort="${escapeHtml(String(sortBy(row)))}"`,
  ].join('');
  return index === 0 ? `<th scope="row"${attributes}>${cell(row)}</th>` : `<td${attributes}>${cell(row)}</td>`;
}

/** A mark in words, with a border, so that it does not depend on color. */
export function tag(text: string, isBad = false): string {
  return `<span class="tag${isBad ? ' bad' : ''}">${escapeHtml(text)}</span>`;
}
