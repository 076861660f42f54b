/** A report in words: for a heading, a screen reader, or whoever reads one line only. */

import { type Coverage, coverages, type Summary } from './coverage';

/** What each coverage is called. */
export const coverageNames: Readonly<Record<Coverage, string>> = {
  protected: 'protected',
  in_transition: 'in transition',
  old_key: 'on an old key',
  unknown_key: 'on an unknown key',
  unprotected: 'unprotected',
};

/** `8 of 10 services are protected by your own keys (80 %): 1 in transition, 1 unprotected. 1 of 3 keys is not used.` */
export function sentenceOf(summary: Summary): string {
  if (summary.services === 0) return `There are no services. ${keysIn(summary)}`.trim();
  const others = coverages
    .filter((coverage) => coverage !== 'protected' && summary[coverage] > 0)
    .map((coverage) => `${summary[coverage]} ${coverageNames[coverage]}`);
  const { services } = summary;
  const all = services === 1 ? 'service is' : 'services are';
  const share = `${shareOf(summary.protected, services)} %`;
  const rest = others.length === 0 ? '' : `: ${others.join(', ')}`;
  return `${summary.protected} of ${services} ${all} protected by your own keys (${share})${rest}. ${keysIn(summary)}`.trim();
}

/** Never 100 while something is missing, nor 0 while something is there. */
function shareOf(part: number, whole: number): number {
  if (part === 0 || part === whole) return part === 0 ? 0 : 100;
  return Math.min(99, Math.max(1, Math.round((100 * part) / whole)));
}

function keysIn({ cmks, unused_cmks: unused }: Summary): string {
  if (cmks === 0) return 'There are no keys.';
  if (unused === 0) return '';
  return cmks === 1
    ? 'The only key is not used.'
    : `${unused} of ${cmks} keys ${unused === 1 ? 'is' : 'are'} not used.`;
}
