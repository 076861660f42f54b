/** What a report can be made to say no to: for CI. */

import { UsageError } from '../errors/cli-error';
import type { Summary } from './coverage';

export const complaints = [
  'unprotected',
  'unknown-key',
  'old-key',
  'in-transition',
  'default-key',
  'unused-key',
] as const;

export type Complaint = (typeof complaints)[number];

/** `unprotected,old-key`. @throws UsageError with what is allowed */
export function parseComplaints(text: string): Complaint[] {
  return text.split(',').map((word) => {
    const found = complaints.find((complaint) => complaint === word.trim());
    if (found === undefined) throw new UsageError(`Must be of ${complaints.join(', ')}; got '${word}'.`);
    return found;
  });
}

/** How many services or keys there are to complain about. */
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
