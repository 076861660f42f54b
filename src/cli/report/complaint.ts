/** What `report --fail-on` can check. */

import { parseAge } from '../../support/duration';
import { quote } from '../../support/quote';
import { oneOf } from '../program/values';

const simple = [
  'unprotected',
  'unknown-key',
  'old-key',
  'in-transition',
  'default-key',
  'unused-key',
  'worse',
] as const;

/** The values of `--fail-on`, as its help and its errors list them. */
export const complaints = [...simple, 'older-than=365d'] as const;

export type Complaint =
  | { name: (typeof simple)[number] }
  /** A registration that is older than this many milliseconds. `text` is the age as written. */
  | { name: 'older-than'; text: string; ageMs: number };

/** What a report for a pipeline or a code scanner contains when no `--fail-on` says otherwise. */
export const defaultComplaints: readonly Complaint[] = [
  { name: 'unprotected' },
  { name: 'unknown-key' },
  { name: 'old-key' },
];

/** Parses a comma-separated list such as `unprotected,older-than=365d`. @throws RangeError that says what is allowed */
export function parseComplaints(text: string): Complaint[] {
  return text.split(',').map((word) => parseComplaint(word.trim()));
}

function parseComplaint(word: string): Complaint {
  const name = simple.find((one) => one === word);
  if (name !== undefined) return { name };
  const [, age] = /^older-than=(.*)$/.exec(word) ?? [];
  if (age === undefined) throw new RangeError(`expected ${oneOf(complaints)}, got ${quote(word)}.`);
  return { name: 'older-than', text: age, ageMs: parseAge(age) };
}

/** As it is written in `--fail-on`. */
export function nameOf(complaint: Complaint): string {
  return complaint.name === 'older-than' ? `older-than=${complaint.text}` : complaint.name;
}

export function withoutRepeats(list: readonly Complaint[]): Complaint[] {
  return [...new Map(list.map((complaint) => [nameOf(complaint), complaint])).values()];
}
