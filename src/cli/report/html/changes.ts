/** What changed since the baseline. */

import { count } from '../../terminal/text';
import type { ChangeKind, Report, ReportChange, ServiceCover } from '../model';
import { amongRead, coverageNames } from '../words';
import { escapeHtml, idHtml, keyReferenceHtml } from './escape';
import { type HtmlColumn, tableHtml, tag } from './table';

const kindNames: Readonly<Record<ChangeKind, string>> = {
  lost_protection: 'lost protection',
  new_service: 'new service',
  coverage_changed: 'coverage changed',
  removed_project: 'project is missing',
  removed_service: 'service was deleted',
  moved_key: 'moved to another key',
  gained_protection: 'gained protection',
  new_project: 'project is not in the baseline',
  new_key: 'new key',
  removed_key: 'key was deleted',
};

const columns: readonly HtmlColumn<ReportChange>[] = [
  { title: 'Service or key', cell: subject, className: 'subject' },
  { title: 'Change', cell: ({ kind, worse }) => (worse ? tag(kindNames[kind], true) : kindNames[kind]) },
  { title: 'Before', cell: ({ before, kind }) => cover(before, kind) },
  { title: 'Now', cell: ({ after, kind }) => cover(after, kind) },
];

/** Empty without a baseline. */
export function changesSection({ baselineAt, changes, projects, unread }: Report): string {
  if (baselineAt === null || changes === null || (projects.length === 0 && changes.length === 0)) return '';
  const day = escapeHtml(baselineAt.slice(0, 10));
  const worse = changes.filter((change) => change.worse).length;
  const caption = `${count(changes.length, 'change')}, the worst first. ${worse === 0 ? 'None' : worse} of them made coverage worse.`;
  return [
    '<section aria-labelledby="changes-title">',
    `<h2 id="changes-title">Changes since <time datetime="${escapeHtml(baselineAt)}">${day}</time></h2>`,
    changes.length === 0
      ? `<p>Nothing changed since the baseline of ${day}${amongRead(unread.length)}.</p>`
      : tableHtml({ id: 'changes', caption, columns, rows: changes }),
    '</section>',
  ].join('\n');
}

function subject({ serviceName, cmk, project }: ReportChange): string {
  const inProject = `<small>${escapeHtml(project)}</small>`;
  if (cmk !== null) return `${keyReferenceHtml(cmk.keyReference)}${idHtml(cmk.cmkId)}${inProject}`;
  return serviceName === null ? escapeHtml(project) : `${escapeHtml(serviceName)}${inProject}`;
}

function cover(one: ServiceCover | null, kind: ChangeKind): string {
  if (one === null) return '';
  const key = kind === 'moved_key' && one.cmkId !== null ? `${idHtml(one.cmkId)}` : '';
  return `<span class="coverage of-${one.coverage}">${escapeHtml(coverageNames[one.coverage])}</span>${key}`;
}
