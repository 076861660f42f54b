/** The order of keys in data sources, and their description in errors. */

import type { Cmk } from '../../client';

/** The most keys or names in one error. */
const longestList = 10;
const longestReference = 120;

/** Sorted by age, oldest first, then by ID. */
export function byAge(cmks: readonly Cmk[]): Cmk[] {
  return [...cmks].sort(
    (one, other) => compareInstants(one.createdAt, other.createdAt) || compare(one.cmkId, other.cmkId),
  );
}

/** Aiven may still list a key that was deleted. */
export function isThere(cmk: Cmk): boolean {
  return cmk.status !== 'deleted';
}

/** One line for each key: ID, cloud, status, default, KMS key. */
export function describeCmks(cmks: readonly Cmk[]): string {
  return boundedList(
    byAge(cmks).map(({ cmkId, cloud, status, defaultCmk, keyReference }) => {
      const marks = [cloud, status, defaultCmk ? 'default' : null].filter((mark) => mark !== null);
      return `${cmkId} (${marks.join(', ')}): ${shorten(keyReference)}`;
    }),
  );
}

/** One item per line, indented so that Terraform does not wrap the lines. Items beyond the limit are counted. */
export function boundedList(lines: readonly string[]): string {
  const more = lines.length - longestList;
  const shown = more > 0 ? [...lines.slice(0, longestList), `… and ${more} more`] : lines;
  return shown.map((line) => `\n  ${line}`).join('');
}

/** Cuts a name that is too long for a message. */
export function shorten(text: string): string {
  return text.length > longestReference ? `${text.slice(0, longestReference)}…` : text;
}

/** Compares RFC 3339 times to the microsecond, which a Date would lose. Other text is compared as text. */
function compareInstants(one: string, other: string): number {
  const [left, right] = [instantOf(one), instantOf(other)];
  if (left === null || right === null) return compare(one, other);
  return left.second - right.second || compare(left.fraction, right.fraction);
}

function instantOf(text: string): { second: number; fraction: string } | null {
  const [, fraction = ''] = /\.(\d+)/.exec(text) ?? [];
  const second = Date.parse(text.replace(/\.\d+/, ''));
  return Number.isNaN(second) ? null : { second, fraction: fraction.padEnd(9, '0') };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
