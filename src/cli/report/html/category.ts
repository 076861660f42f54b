/** What the report counts a service as: its coverage, or `exempt`. */

import { isExempt } from '../coverage';
import type { Coverage, CoveredService } from '../model';
import { coverageNames } from '../words';

/** Best first, in the order of the bars. */
export const categories = ['protected', 'in_transition', 'old_key', 'unknown_key', 'unprotected', 'exempt'] as const;

export type Category = Coverage | 'exempt';

/** Those that `withExempt` counts. */
export const coverageCategories = categories.filter((name) => name !== 'exempt');

export type Counts = Readonly<Record<Category, number>>;

export const categoryNames: Readonly<Record<Category, string>> = { ...coverageNames, exempt: 'exempt' };

export const categoryMeanings: Readonly<Record<Category, string>> = {
  protected: 'The service runs or is powered off, and its key lists it as active.',
  in_transition: 'The service does not run, or its key does not list it as active: it may still be moving to its key.',
  old_key: 'The key of the service has the status "old" in Aiven.',
  unknown_key: "The key of the service was deleted, or is not in the project's list of keys.",
  unprotected: 'The service is encrypted with keys that Aiven manages, not with yours.',
  exempt: 'The service is unprotected, and has an exemption that has not expired.',
};

export function categoryOf(service: CoveredService): Category {
  return isExempt(service) ? 'exempt' : service.coverage;
}

/** The numbers as in all other formats: exempt services are unprotected. */
export function withExempt(counts: Counts): Readonly<Record<Coverage, number>> {
  return { ...counts, unprotected: counts.unprotected + counts.exempt };
}

/** The number of services in each category. */
export function countsOf(services: readonly CoveredService[]): Counts {
  const counts: Record<Category, number> = {
    protected: 0,
    in_transition: 0,
    old_key: 0,
    unknown_key: 0,
    unprotected: 0,
    exempt: 0,
  };
  for (const service of services) counts[categoryOf(service)] += 1;
  return counts;
}
