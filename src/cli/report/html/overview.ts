/** The top of the HTML report: the totals, the projects, and what could not be read. */

import { count } from '../../terminal/text';
import { summarize } from '../coverage';
import type { Coverage, ProjectCoverage, Report, UnreadProject } from '../model';
import { shortSentenceOf } from '../words';
import { coverageBar, legend, scaledBar } from './bars';
import { type Counts, categoryNames, countsOf, coverageCategories, withExempt } from './category';
import { capitalized, escapeHtml } from './escape';
import { type HtmlColumn, tableHtml } from './table';

export function overviewSection({ projects, unread }: Report): string {
  const summary = summarize(projects);
  const counts = countsOf(projects.flatMap(({ services }) => services));
  return [
    '<section aria-labelledby="coverage">',
    `<h2 id="coverage">Coverage${projects.length > 1 ? ` of ${projects.length} projects` : ''}</h2>`,
    projects.length === 0 ? '' : `<p class="summary">${escapeHtml(shortSentenceOf(summary))}</p>`,
    unread.length === 0 ? '' : unreadNotice(unread, projects.length === 0),
    projects.every(({ services }) => services.length === 0) ? '' : `${coverageBar(counts)}${legend(counts)}`,
    projects.length > 1 ? projectsTable(projects) : '',
    '</section>',
  ].join('\n');
}

function unreadNotice(unread: readonly UnreadProject[], isAll: boolean): string {
  const rows = unread.map(({ project, reason }) => `<li><b>${escapeHtml(project)}</b>: ${escapeHtml(reason)}</li>`);
  return [
    '<div class="notice">',
    isAll
      ? '<p><b>No project could be read.</b> This report has no data about services and keys.</p>'
      : `<p><b>Incomplete:</b> ${count(unread.length, 'project')} could not be read, and ${unread.length === 1 ? 'is' : 'are'} missing from every number.</p>`,
    `<ul>${rows.join('')}</ul>`,
    '</div>',
  ].join('\n');
}

interface ProjectRow {
  name: string;
  id: string | null;
  counts: Counts;
  services: number;
}

/** @param projects In the order of their sections */
function projectsTable(projects: readonly ProjectCoverage[]): string {
  const rows = projects.map(
    ({ project, services }, index): ProjectRow => ({
      name: project,
      id: `p${index}`,
      counts: countsOf(services),
      services: services.length,
    }),
  );
  const longest = Math.max(1, ...rows.map(({ services }) => services));
  const all = projects.flatMap(({ services }) => services);
  const column = (category: Coverage): HtmlColumn<ProjectRow> => ({
    title: capitalized(categoryNames[category].replace(/^on an /, '')),
    cell: ({ counts }) => numberCell(counts, category),
    sortBy: ({ counts }) => withExempt(counts)[category],
    className: 'number',
  });
  const columns: readonly HtmlColumn<ProjectRow>[] = [
    {
      title: 'Project',
      cell: ({ name, id }) => (id === null ? name : `<a href="#${id}">${escapeHtml(name)}</a>`),
    },
    {
      title: 'Services',
      cell: ({ counts, services, id }) => (id === null ? count(services, 'service') : scaledBar(counts, longest)),
      sortBy: ({ services }) => services,
      className: 'size',
    },
    ...coverageCategories.map(column),
  ];
  return tableHtml({
    id: 'projects',
    caption:
      'The project with the most services that are unprotected without an exemption, or on an old or unknown key, comes first.',
    columns,
    rows,
    total: { name: 'All projects', id: null, counts: countsOf(all), services: all.length },
  });
}

function numberCell(counts: Counts, category: Coverage): string {
  const number = withExempt(counts)[category];
  if (number === 0) return '<span class="soft">0</span>';
  return category === 'unprotected' && counts.exempt > 0
    ? `${number}<small>${counts.exempt} ${categoryNames.exempt}</small>`
    : String(number);
}

/** The project with the most services at risk first; among equals, in the order of the report. */
export function riskiestFirst(projects: readonly ProjectCoverage[]): ProjectCoverage[] {
  const ranked = projects.map((project) => {
    const counts = countsOf(project.services);
    return { project, risky: counts.unprotected + counts.unknown_key + counts.old_key, moving: counts.in_transition };
  });
  return ranked.sort((a, b) => b.risky - a.risky || b.moving - a.moving).map(({ project }) => project);
}
