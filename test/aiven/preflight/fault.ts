/** A single fault, made from a good key. */

import type { FindingId } from '../../../src/aiven/preflight/finding';
import type { Context, Documents, Good } from './good';

export interface Fault {
  name: string;
  to: readonly Good[];
  change(documents: Documents, context: Context): unknown;
  /** Findings that the fault adds to those of the good key; none for a change that is no fault. */
  adds: readonly FindingId[];
  /** Findings of the good key that do not apply any more. */
  removes: readonly FindingId[];
  /** Words of the first added finding. */
  says: string | undefined;
}

/** Makes faults of these keys. */
export function faultsOf(to: readonly Good[]) {
  return (
    name: string,
    change: Fault['change'],
    adds: readonly FindingId[],
    says?: string,
    removes: readonly FindingId[] = [],
  ): Fault => ({ name, to, change, adds, says, removes });
}
