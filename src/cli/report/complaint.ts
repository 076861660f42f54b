/** What `report --fail-on` can check, for CI. */

import { parseChoice } from '../program/values';
import type { Summary } from './model';

export const complaints = [
  'unprotected',
  'unknown-key',
  'old-key',
  'in-transition',
  'default-key',
  'unused-key',
] as const;

export type Complaint = (typeof complaints)[number];

/** Parses a comma-separated list such as `unprotected,old-key`. @throws RangeError that says what is allowed */
export function parseComplaints(text: string): Complaint[] {
  return text.split(',').map((word) => parseChoice(word.trim(), complaints));
}

/** The number of services or keys that the complaint is about. */
export function countOf(complaint: Complaint, summary: Summary): number {
  const counts: Readonly<Record<Complaint, number>> = {
    unprotected: summary.unprotected,
    'unknown-key': summary.unknown_key,
    'old-key': summary.old_key,
    'in-transition': summary.in_transition,
    'default-key': summary.on_default_key,
    'unused-key': summary.unused_cmks,
  };
  return counts[complaint];
}
