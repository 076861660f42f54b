/** The report as one HTML file that loads nothing. Works on paper, on a phone, with screen readers and without its script. */

import { createHash } from 'node:crypto';
import { version } from '../../../version';
import type { Report } from '../model';
import { attentionSection } from './attention';
import { patterns } from './bars';
import { changesSection } from './changes';
import { escapeHtml } from './escape';
import { glossarySection } from './glossary';
import { overviewSection, riskiestFirst } from './overview';
import { projectSection } from './project';
import { script } from './script';
import { style } from './style';

export function reportHtml(report: Report): string {
  const projects = riskiestFirst(report.projects);
  const title = titleOf(report);
  const longest = Math.max(1, ...projects.flatMap(({ cmks }) => cmks.map(({ services }) => services.length)));
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    patterns,
    '<header>',
    `<h1>${escapeHtml(title)}</h1>`,
    originHtml(report),
    '</header>',
    '<main>',
    overviewSection({ ...report, projects }),
    attentionSection({ ...report, projects }),
    changesSection(report),
    ...projects.map((project, index) => projectSection(project, `p${index}`, projects.length === 1, longest)),
    glossarySection,
    '</main>',
    `<script>${script}</script>`,
    '</body>',
    '</html>',
  ].join('\n');
}

function titleOf({ projects, unread }: Report): string {
  if (projects.length === 0 && unread.length > 0) return 'Encryption keys: no project could be read';
  return `Encryption keys of ${projects.length === 1 ? projects[0]?.project : `${projects.length} Aiven projects`}`;
}

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Allows only the file's own script and style, so that no name of a service or key can add any. */
const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`;

/** When, from where and with what the report was made. */
function originHtml({ generatedAt, apiHost }: Report): string {
  const when = `${generatedAt.slice(0, 16).replace('T', ' ')} UTC`;
  const facts = [
    ['Generated', `<time datetime="${escapeHtml(generatedAt)}">${escapeHtml(when)}</time>`],
    ['Aiven API', escapeHtml(apiHost)],
    ['Program', `aiven-byok ${version}`],
  ];
  return `<dl class="origin">${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}
