/** The report as tables. */

import { keepUnusedKmsKeys } from '../../aiven';
import { Output } from '../terminal/output';
import type { Column } from '../terminal/table';
import { count } from '../terminal/text';
import { isUsed, summarize } from './coverage';
import type { CoveredService, ProjectCoverage, Report, ReportChange, UsedCmk } from './model';
import {
  changeOf,
  coverageOf,
  exemptionOf,
  keepOf,
  sentenceOf,
  statusOf,
  totalOf,
  usersOf,
  withoutByokSentence,
} from './words';

const serviceColumns: readonly Column<CoveredService>[] = [
  { title: 'SERVICE_NAME', value: ({ service }) => service.serviceName, narrow: 'wrap' },
  { title: 'COVERAGE', value: coverageOf },
  { title: 'STATE', value: ({ service }) => service.state, narrow: 'hide' },
  { title: 'SERVICE_TYPE', value: ({ service }) => service.serviceType, narrow: 'hide' },
  { title: 'CLOUD_NAME', value: ({ service }) => service.cloudName, narrow: 'hide' },
  { title: 'CMK_ID', value: ({ service }) => service.cmkId },
  { title: 'DEFAULT_CMK', value: ({ cmk }) => cmk?.defaultCmk ?? false, narrow: 'hide' },
  { title: 'PROVIDER', value: ({ cmk }) => cmk?.cloud, narrow: 'hide' },
];

const cmkColumns: readonly Column<UsedCmk>[] = [
  { title: 'CMK_ID', value: ({ cmk }) => cmk.cmkId },
  { title: 'SERVICES', value: usersOf },
  { title: 'STATUS', value: statusOf },
  { title: 'AGE', value: ({ ageDays }) => (ageDays === null ? null : `${ageDays}d`) },
  { title: 'DEFAULT_CMK', value: ({ cmk }) => cmk.defaultCmk },
  { title: 'PROVIDER', value: ({ cmk }) => cmk.cloud, narrow: 'hide' },
  { title: 'KEEP_KMS_KEY', value: keepOf, narrow: 'hide' },
  { title: 'RESOURCE', value: ({ cmk }) => cmk.keyReference, narrow: 'below' },
];

export function printReport(report: Report, output: Output): void {
  const { projects, unread, changes } = report;
  const total = totalOf(report);
  const sections = [
    ...projects.map((project) => () => printProject(project, output)),
    ...unread.map(
      ({ project, reason }) =>
        () =>
          output.text(`${project}: not read. ${reason}`),
    ),
    ...(changes === null ? [] : [() => printChanges(report, changes, output)]),
    ...(total === null ? [] : [() => output.text(total)]),
  ];
  for (const [index, print] of sections.entries()) {
    if (index > 0) output.data('');
    print();
  }
}

function printChanges({ baselineAt }: Report, changes: readonly ReportChange[], output: Output): void {
  output.text(
    `${changes.length === 0 ? 'No changes' : count(changes.length, 'change')} since the baseline of ${baselineAt}${changes.length === 0 ? '.' : ':'}`,
  );
  for (const change of changes) output.text(`  ${change.project}: ${changeOf(change)}`);
}

/** The tables for a file, as in a pipe: no colors, full width. @returns text without a final newline */
export function tableText(report: Report): string {
  let text = '';
  const stdout = {
    write: (more: string) => {
      text += more;
    },
  };
  printReport(report, new Output({ stdout, stderr: stdout, env: { NO_COLOR: '1' } }));
  return text.trimEnd();
}

function printProject(coverage: ProjectCoverage, output: Output): void {
  output.text(`${coverage.project}: ${sentenceOf(summarize([coverage]))}`);
  if (coverage.withoutByok) output.text(withoutByokSentence);
  if (coverage.services.length > 0) output.data('');
  output.table(serviceColumns, coverage.services);
  for (const one of coverage.services) {
    const exemption = exemptionOf(one);
    if (exemption !== null) output.text(`${one.service.serviceName}: ${exemption}`);
  }
  if (coverage.cmks.length > 0) output.data('');
  output.table(cmkColumns, coverage.cmks);
  if (!coverage.cmks.every(isUsed)) output.text(keepUnusedKmsKeys);
}
