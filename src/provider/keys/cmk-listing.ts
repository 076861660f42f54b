/** Keys in the order in which data sources show them, and in the words in which errors list them. */

import type { Cmk } from '../../client';

/** An error lists no more keys or names than this. */
const longestList = 10;
const longestReference = 120;

/** The keys by age, the oldest first; by id where they are of one age. */
export function byAge(cmks: readonly Cmk[]): Cmk[] {
  return [...cmks].sort(
    (one, other) => compareInstants(one.createdAt, other.createdAt) || compare(one.cmkId, other.cmkId),
  );
}

/** A key that is deleted is as good as gone. */
export function isThere(cmk: Cmk): boolean {
  return cmk.status !== 'deleted';
}

/** One line a key: its id, cloud and what else tells it from the others. */
export function describeCmks(cmks: readonly Cmk[]): string {
  return boundedList(
    byAge(cmks).map(({ cmkId, cloud, status, defaultCmk, keyReference }) => {
      const marks = [cloud, status, defaultCmk ? 'default' : null].filter((mark) => mark !== null);
      return `${cmkId} (${marks.join(', ')}): ${shorten(keyReference)}`;
    }),
  );
}

/** A line each, indented so that Terraform leaves the lines as they are; what is too much is counted. */
export function boundedList(lines: readonly string[]): string {
  const more = lines.length - longestList;
  const shown = more > 0 ? [...lines.slice(0, longestList), `… and ${more} more`] : lines;
  return shown.map((line) => `\n  ${line}`).join('');
}

/** A name as long as a message bears. */
export function shorten(text: string): string {
  return text.length > longestReference ? `${text.slice(0, longestReference)}…` : text;
}

/** RFC 3339 with up to microseconds, of which a Date keeps milliseconds only. Text that is no time is compared as text. */
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
