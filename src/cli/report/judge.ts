/** The exit code of a report. */

import { listBounded, quote } from '../../support/quote';
import type { Output } from '../terminal/output';
import { count } from '../terminal/text';
import { type Complaint, nameOf } from './complaint';
import { countKeys } from './coverage';
import type { Report } from './model';
import { findProblems, type Problem } from './problems';

/** Warns about every problem. @returns 3 if there is one, or if the API does not say whether there is one */
export function judge(report: Report, complaints: readonly Complaint[], output: Output): 0 | 3 {
  const warnings = [
    ...findProblems(report, []).map(({ project, message }) => `Project "${project}": ${message}`),
    ...complaints.flatMap((complaint) => {
      const found = findProblems(report, [complaint]).filter(({ kind }) => kind === complaint.name);
      const names = listBounded(found.map(pathOf));
      const failed = `--fail-on ${nameOf(complaint)}: found ${found.length}: ${names}.`;
      return [...(found.length > 0 ? [failed] : []), ...unknown(report, complaint)];
    }),
  ];
  for (const warning of warnings) output.warn(warning);
  return warnings.length > 0 ? 3 : 0;
}

/** `"acme-prod/orders"`: the service, key or project of a problem. */
function pathOf({ project, serviceName, cmkId }: Problem): string {
  return quote([project, serviceName ?? cmkId].filter((name) => name !== null).join('/'));
}

/** A warning about keys that the complaint cannot be decided for. */
function unknown({ projects }: Report, complaint: Complaint): string[] {
  if (complaint.name !== 'old-key' && complaint.name !== 'older-than') return [];
  const lacks = complaint.name === 'old-key' ? 'status' : 'age';
  const keys = countKeys(projects, lacks);
  if (keys === 0) return [];
  const what = lacks === 'status' ? 'status' : 'date of registration';
  return [`--fail-on ${nameOf(complaint)}: the API returns no ${what} for ${count(keys, 'key')}, which may be old.`];
}
