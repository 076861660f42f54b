/** What to fix, over all projects: services without a current key, and old keys that are still used. */

import { count } from '../../terminal/text';
import { exemptionState, isExempt, isRisky } from '../coverage';
import { type CoveredService, coverages, type ProjectCoverage, type Report, type UsedCmk } from '../model';
import { amongRead, usersOf } from '../words';
import { coverageCell, serviceKeyCell, statusCell } from './cells';
import { escapeHtml, idHtml, keyReferenceHtml } from './escape';
import { type HtmlColumn, tableHtml } from './table';

/** A service, or a key. */
type Finding = { project: string; id: string } & ({ service: CoveredService } | { key: UsedCmk });

const columns: readonly HtmlColumn<Finding>[] = [
  { title: 'Service or key', cell: subject },
  { title: 'Project', cell: ({ project, id }) => `<a href="#${id}">${escapeHtml(project)}</a>` },
  {
    title: 'Finding',
    cell: (one) => ('service' in one ? coverageCell(one.service) : statusCell(one.key)),
    sortBy: rankOf,
  },
  {
    title: 'KMS key, CMK ID',
    cell: (one) => ('service' in one ? serviceKeyCell(one.service) : keyReferenceHtml(one.key.cmk.keyReference)),
    className: 'key',
  },
];

const withoutProject = columns.filter(({ title }) => title !== 'Project');

/** @param projects In the order of their sections */
export function attentionSection({ projects, unread }: Report): string {
  if (projects.length === 0) return '';
  const rows = projects.flatMap(findingsOf).sort((a, b) => rankOf(a) - rankOf(b));
  const services = rows.filter((row) => 'service' in row).length;
  const keys = rows.length - services;
  const found = [
    ...(services > 0 ? [count(services, 'service')] : []),
    ...(keys > 0 ? [`${count(keys, 'old or superseded key')} in use`] : []),
  ];
  const caption = `${found.join(', then ')}, the worst first. Exempt services are not listed.`;
  return [
    '<section aria-labelledby="attention-title">',
    '<h2 id="attention-title">Needs attention</h2>',
    rows.length > 0
      ? tableHtml({ id: 'attention', caption, columns: projects.length > 1 ? columns : withoutProject, rows })
      : `<p>Nothing needs attention${amongRead(unread.length)}.</p>`,
    '</section>',
  ].join('\n');
}

function findingsOf({ project, services, cmks }: ProjectCoverage, index: number): Finding[] {
  const place = { project, id: `p${index}` };
  return [
    ...services.filter(needsAttention).map((service) => ({ ...place, service })),
    ...cmks.filter(isRisky).map((key) => ({ ...place, key })),
  ];
}

const risky: readonly string[] = ['unprotected', 'unknown_key', 'old_key'];

function needsAttention(service: CoveredService): boolean {
  return risky.includes(service.coverage) && !isExempt(service);
}

/** Lowest for an expired exemption, then by coverage; keys last. */
function rankOf(one: Finding): number {
  if ('key' in one) return coverages.length + 1;
  return exemptionState(one.service) === 'expired' ? 0 : coverages.indexOf(one.service.coverage) + 1;
}

function subject(one: Finding): string {
  if ('service' in one) return escapeHtml(one.service.service.serviceName);
  return `Key ${idHtml(one.key.cmk.cmkId)}<small>services: ${escapeHtml(usersOf(one.key))}</small>`;
}
