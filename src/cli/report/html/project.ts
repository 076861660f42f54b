/** One project of the HTML report: its services, keys and exemptions. */

import { count } from '../../terminal/text';
import { listUsers } from '../../views/cmk-view';
import { coverageRank, type ExemptionState, exemptionState, summarize } from '../coverage';
import type { CoveredService, ProjectCoverage, UsedCmk } from '../model';
import { ageOf, keepOf, shortSentenceOf, withoutByokSentence } from '../words';
import { coverageBar, legend, scaledBar } from './bars';
import { categories, categoryNames, categoryOf, countsOf } from './category';
import { coverageCell, serviceKeyCell, statusCell } from './cells';
import { escapeHtml, idHtml, keyReferenceHtml } from './escape';
import { type HtmlColumn, tableHtml, tag } from './table';

/**
 * @param id Unique in the document. Prefix of the IDs in the section
 * @param isOnly Whether the report has no other project, and shows its coverage above already
 * @param longest The most services that a key of any project has
 */
export function projectSection(coverage: ProjectCoverage, id: string, isOnly: boolean, longest: number): string {
  const { project, services, cmks, withoutByok } = coverage;
  if (isOnly && services.length + cmks.length === 0 && !withoutByok) return '';
  const counts = countsOf(services);
  return [
    `<section aria-labelledby="${id}">`,
    `<h2 id="${id}">Project ${escapeHtml(project)}</h2>`,
    isOnly ? '' : `<p>${escapeHtml(shortSentenceOf(summarize([coverage])))}</p>`,
    withoutByok ? `<p>${escapeHtml(withoutByokSentence)}</p>` : '',
    isOnly || services.length === 0 ? '' : `${coverageBar(counts)}${legend(counts)}`,
    cmks.length === 0 ? '' : keysTable(coverage, id, longest),
    exemptionsTable(coverage, id),
    // Last, because it is the longest.
    services.length === 0 ? '' : servicesTable(coverage, id),
    '</section>',
  ].join('\n');
}

const serviceColumns: readonly HtmlColumn<CoveredService>[] = [
  { title: 'Service', cell: ({ service }) => nameCell(service.serviceName, service.serviceType, service.cloudName) },
  {
    title: 'Coverage',
    cell: coverageCell,
    sortBy: coverageRank,
  },
  { title: 'State', cell: ({ service }) => escapeHtml(service.state) },
  { title: 'KMS key, CMK ID', cell: serviceKeyCell, className: 'key' },
];

/** @param details Shown small below the name */
function nameCell(name: string, ...details: string[]): string {
  return `${escapeHtml(name)}<small>${details.map(escapeHtml).join(' · ')}</small>`;
}

function servicesTable({ project, services }: ProjectCoverage, id: string): string {
  const options = categories
    .filter((category) => services.some((one) => categoryOf(one) === category))
    .map((category) => `<option value="${category}">${escapeHtml(categoryNames[category])}</option>`);
  return [
    `<h3>Services of ${escapeHtml(project)}</h3>`,
    `<div class="controls" data-table="${id}-services" hidden>`,
    '<label>Filter by text <input type="search" autocomplete="off"></label>',
    `<label>Coverage <select><option value="">all</option>${options.join('')}</select></label>`,
    '<output></output>',
    '</div>',
    tableHtml({
      id: `${id}-services`,
      caption: `${count(services.length, 'service')}, the least protected first.`,
      columns: serviceColumns,
      rows: services,
      attribute: (service) => ` data-category="${categoryOf(service)}"`,
    }),
  ].join('\n');
}

function keysTable({ project, cmks }: ProjectCoverage, id: string, longest: number): string {
  const columns: readonly HtmlColumn<UsedCmk>[] = [
    { title: 'KMS key, CMK ID', cell: keyCell, className: 'key' },
    {
      title: 'Services',
      cell: (used) => servicesCell(used, longest),
      sortBy: ({ services }) => services.length,
      className: 'size',
    },
    { title: 'Status', cell: statusCell },
    {
      title: 'Registered',
      cell: registeredCell,
      sortBy: ({ cmk }) => cmk.createdAt,
    },
    { title: 'Keep the KMS key enabled', cell: (used) => escapeHtml(keepOf(used)) },
  ];
  return [
    `<h3>Keys of ${escapeHtml(project)}</h3>`,
    tableHtml({
      id: `${id}-keys`,
      caption: `${count(cmks.length, 'key')}, unused ones last. Registering the same KMS key again resets the age of its registration.`,
      columns,
      rows: cmks,
    }),
  ].join('\n');
}

function keyCell({ cmk }: UsedCmk): string {
  const mark = cmk.defaultCmk ? ` ${tag('default')}` : '';
  return `<span class="cloud">${escapeHtml(cmk.cloud)}</span>${mark}${keyReferenceHtml(cmk.keyReference)}${idHtml(cmk.cmkId)}`;
}

function servicesCell({ services, heldBy }: UsedCmk, longest: number): string {
  const held = heldBy.length === 0 ? '' : `<p>Still used by ${escapeHtml(listUsers(heldBy))}.</p>`;
  if (services.length === 0) return heldBy.length === 0 ? 'not used' : `0 services${held}`;
  return `${scaledBar(countsOf(services), longest)}${held}`;
}

function registeredCell(used: UsedCmk): string {
  const age = used.ageDays === null ? 'age unknown' : `${ageOf(used)} ago`;
  return `${escapeHtml(used.cmk.createdAt.slice(0, 10))} <small>${age}</small>`;
}

const exemptionStates: Readonly<Record<ExemptionState, string>> = {
  in_force: tag('in force'),
  expired: tag('expired', true),
  not_needed: 'not needed: the service has a key',
};

const exemptionColumns: readonly HtmlColumn<CoveredService>[] = [
  { title: 'Service', cell: ({ service }) => escapeHtml(service.serviceName) },
  { title: 'Exemption', cell: (service) => exemptionStates[exemptionState(service) ?? 'not_needed'] },
  { title: 'Last day', cell: ({ exemption }) => escapeHtml(exemption?.expires ?? '') },
  { title: 'Reason', cell: ({ exemption }) => escapeHtml(exemption?.reason ?? ''), className: 'reason' },
];

function exemptionsTable({ project, services }: ProjectCoverage, id: string): string {
  const exempted = services
    .filter(({ exemption }) => exemption !== null)
    .sort((a, b) => ((a.exemption?.expires ?? '') < (b.exemption?.expires ?? '') ? -1 : 1));
  if (exempted.length === 0) return '';
  return [
    `<h3>Exemptions in ${escapeHtml(project)}</h3>`,
    tableHtml({
      id: `${id}-exemptions`,
      caption: `${count(exempted.length, 'service')} in the exemption file, the earliest last day first.`,
      columns: exemptionColumns,
      rows: exempted,
    }),
  ].join('\n');
}
