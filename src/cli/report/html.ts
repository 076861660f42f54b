/** A report as one page that loads nothing: for a browser, paper and screen readers. */

import { createHash } from 'node:crypto';
import { version } from '../../version';
import { type CoveredService, coverages, type ProjectCoverage, type Report, summarize, type UsedCmk } from './coverage';
import { escapeHtml } from './escape';
import { drawCoverage, drawLegend } from './picture';
import { script } from './script';
import { style } from './style';
import { coverageNames, sentenceOf, usersOf } from './words';

export function reportHtml({ generatedAt, projects }: Report): string {
  const names = projects.map(({ project }) => project);
  const title = `Encryption keys of ${names.length === 1 ? names[0] : `${names.length} Aiven projects`}`;
  const when = generatedAt.slice(0, 16).replace('T', ' ');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<header>',
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="summary">${escapeHtml(sentenceOf(summarize(projects)))}</p>`,
    `<p class="soft">Made by aiven-byok ${version} on <time datetime="${escapeHtml(generatedAt)}">${escapeHtml(when)} UTC</time>.</p>`,
    '</header>',
    '<main>',
    ...projects.map((project, index) => projectSection(project, `p${index}`, projects.length > 1)),
    '</main>',
    `<script>${script}</script>`,
    '</body>',
    '</html>',
  ].join('\n');
}

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is loaded, and no other script or style than the page's own counts, whatever a name may hold. */
const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`;

function projectSection(coverage: ProjectCoverage, id: string, named: boolean): string {
  const heading = named
    ? `<h2 id="${id}">${escapeHtml(coverage.project)}</h2><p>${escapeHtml(sentenceOf(summarize([coverage])))}</p>`
    : `<h2 id="${id}" hidden>${escapeHtml(coverage.project)}</h2>`;
  return [
    `<section aria-labelledby="${id}">`,
    heading,
    `<figure>${drawCoverage(coverage, `${id}-picture`)}<figcaption>${drawLegend(coverage, `${id}-picture`)}</figcaption></figure>`,
    coverage.services.length === 0 ? '' : servicesTable(coverage, id),
    coverage.cmks.length === 0 ? '' : cmksTable(coverage, id),
    '</section>',
  ].join('\n');
}

function servicesTable({ project, services }: ProjectCoverage, id: string): string {
  const options = coverages
    .filter((coverage) => services.some((one) => one.coverage === coverage))
    .map((coverage) => `<option value="${coverage}">${escapeHtml(coverageNames[coverage])}</option>`);
  return [
    '<h3>Services</h3>',
    `<div class="controls" data-table="${id}-services" hidden>`,
    '<label>Filter by words <input type="search" autocomplete="off"></label>',
    `<label>Coverage <select><option value="">all</option>${options.join('')}</select></label>`,
    '<output aria-live="polite"></output>',
    '</div>',
    `<div class="scroll" role="region" aria-label="Services of ${escapeHtml(project)}" tabindex="0"><table id="${id}-services">`,
    `<caption>Services of ${escapeHtml(project)} and the key that protects each</caption>`,
    head('Service', 'Coverage', 'State', 'Type', 'Cloud', 'CMK ID', 'Key in the KMS'),
    `<tbody>${services.map(serviceRow).join('\n')}</tbody>`,
    '</table></div>',
  ].join('\n');
}

function serviceRow({ service, cmkId, cmk, coverage }: CoveredService): string {
  return [
    `<tr data-coverage="${coverage}"><th scope="row">${escapeHtml(service.serviceName)}</th>`,
    `<td class="coverage of-${coverage}" data-sort="${coverages.indexOf(coverage)}">${coverageNames[coverage]}</td>`,
    cell(service.state),
    cell(service.serviceType),
    cell(service.cloudName),
    cell(cmkId ?? "Aiven's own keys", cmkId === null ? '' : 'id'),
    cell(cmk?.keyReference ?? '', 'name'),
    '</tr>',
  ].join('');
}

function cmksTable({ project, cmks }: ProjectCoverage, id: string): string {
  return [
    '<h3>Keys</h3>',
    `<div class="scroll" role="region" aria-label="Keys of ${escapeHtml(project)}" tabindex="0"><table id="${id}-keys">`,
    `<caption>Keys of ${escapeHtml(project)} and how many services are under each</caption>`,
    head('CMK ID', 'Services', 'Status', 'Default', 'KMS', 'Key in the KMS', 'Registered'),
    `<tbody>${cmks.map(cmkRow).join('\n')}</tbody>`,
    '</table></div>',
  ].join('\n');
}

function cmkRow(used: UsedCmk): string {
  const { cmk, services } = used;
  return [
    `<tr><td class="id">${escapeHtml(cmk.cmkId)}</td>`,
    `<td class="number" data-sort="${services.length}">${escapeHtml(usersOf(used))}</td>`,
    cell(cmk.status ?? 'not told by the API'),
    cell(cmk.defaultCmk ? 'yes' : 'no'),
    cell(cmk.cloud),
    cell(cmk.keyReference, 'name'),
    cell(cmk.createdAt.slice(0, 10)),
    '</tr>',
  ].join('');
}

function head(...titles: string[]): string {
  return `<thead><tr>${titles.map((title) => `<th scope="col">${title}</th>`).join('')}</tr></thead>`;
}

function cell(text: string, className = ''): string {
  return `<td${className === '' ? '' : ` class="${className}"`}>${escapeHtml(text)}</td>`;
}
