/** The chart of the report as inline SVG: one bar per key, as long as its number of services, split by coverage. */

import { count } from '../terminal/text';
import { summarize } from './coverage';
import { escapeHtml } from './escape';
import { type Coverage, type CoveredService, coverages, type ProjectCoverage } from './model';
import { coverageNames, sentenceOf } from './words';

interface Bar {
  label: string;
  /** Shown in the tooltip. */
  detail: string;
  services: readonly CoveredService[];
}

/** Keys beyond these share one bar. The table has them all. */
const maxBars = 20;
const width = 720;
const rowHeight = 46;
const barHeight = 18;

/** Best first, in the order of reading. */
const order = [...coverages].reverse();

/** @param id Unique in the document. Prefix of the IDs in the chart. */
export function drawCoverage(coverage: ProjectCoverage, id: string): string {
  const bars = barsOf(coverage);
  const longest = Math.max(1, ...bars.map(({ services }) => services.length));
  const height = bars.length * rowHeight + 4;
  return [
    `<svg class="picture" role="img" aria-labelledby="${id}-title ${id}-text" viewBox="0 0 ${width} ${height}">`,
    `<title id="${id}-title">Services of ${escapeHtml(coverage.project)} by key</title>`,
    `<desc id="${id}-text">${escapeHtml(describe(coverage, bars))}</desc>`,
    patterns(id),
    ...bars.map((bar, index) => drawBar(bar, index * rowHeight, longest, id)),
    '</svg>',
  ].join('\n');
}

/** The legend of the chart, with the coverages that occur. */
export function drawLegend(coverage: ProjectCoverage, id: string): string {
  const summary = summarize([coverage]);
  const entries = order
    .filter((name) => summary[name] > 0)
    .map((name) => {
      const mark = `<svg class="mark" viewBox="0 0 18 18" aria-hidden="true">${part(name, 0, 0, 18, id, 18)}</svg>`;
      return `<li>${mark} ${escapeHtml(coverageNames[name])} <span class="count">${summary[name]}</span></li>`;
    });
  return `<ul class="legend">${entries.join('')}</ul>`;
}

function barsOf({ services, cmks }: ProjectCoverage): Bar[] {
  const bars: Bar[] = cmks.map(({ cmk, services }) => ({
    label: `${cmk.cloud} ${shortName(cmk.keyReference)}${cmk.defaultCmk ? ' (default)' : ''}`,
    detail: `${cmk.cmkId} ${cmk.keyReference}`,
    services,
  }));
  const more = bars.splice(maxBars);
  if (more.length > 0) {
    const all = more.flatMap((bar) => bar.services);
    bars.push({ label: `${more.length} other keys`, detail: 'See the table of keys.', services: all });
  }
  const unknown = services.filter(({ service, cmk }) => cmk === null && service.cmkId !== null);
  if (unknown.length > 0) bars.push({ label: 'unknown keys', detail: '', services: unknown });
  const none = services.filter(({ service }) => service.cmkId === null);
  if (none.length > 0) bars.push({ label: 'Aiven-managed keys', detail: '', services: none });
  return bars;
}

/** The end of a key's name, which tells keys apart. */
function shortName(keyReference: string): string {
  const name = keyReference
    .split(/(?=[/:])/)
    .slice(-2)
    .join('')
    .replace(/^[/:]/, '');
  return name.length > 70 ? `…${name.slice(-69)}` : name;
}

function drawBar({ label, detail, services }: Bar, top: number, longest: number, id: string): string {
  const parts: string[] = [];
  let left = 0;
  for (const coverage of order) {
    const number = services.filter((one) => one.coverage === coverage).length;
    if (number === 0) continue;
    const length = Math.max(2, (number / longest) * width);
    const title = `<title>${escapeHtml(`${label}: ${number} ${coverageNames[coverage]}. ${detail}`.trim())}</title>`;
    parts.push(`<g>${title}${part(coverage, Math.min(left, width - length), top + 20, length, id)}</g>`);
    left += length;
  }
  return [
    `<text x="0" y="${top + 14}">${escapeHtml(label)}</text>`,
    `<text x="${width}" y="${top + 14}" text-anchor="end">${count(services.length, 'service')}</text>`,
    `<rect class="track" x="0" y="${top + 20}" width="${width}" height="${barHeight}"/>`,
    ...parts,
  ].join('');
}

function part(coverage: Coverage, x: number, y: number, length: number, id: string, height = barHeight): string {
  const place = `x="${round(x)}" y="${y}" width="${round(length)}" height="${height}"`;
  // Each coverage has a pattern of its own, for readers who cannot tell colors apart.
  return `<rect class="${coverage}" ${place}/><rect ${place} fill="url(#${id}-${coverage})"/>`;
}

function patterns(id: string): string {
  const marks: Record<Coverage, string> = {
    protected: '',
    in_transition: '<circle cx="4" cy="4" r="1.6"/>',
    old_key: '<path d="M0 8L8 0"/>',
    unknown_key: '<path d="M0 8L8 0M0 0L8 8"/>',
    unprotected: '<path d="M0 4H8"/>',
  };
  const all = coverages.map(
    (name) =>
      `<pattern id="${id}-${name}" class="pattern" width="8" height="8" patternUnits="userSpaceOnUse">${marks[name]}</pattern>`,
  );
  return `<defs>${all.join('')}</defs>`;
}

const round = (number: number) => Math.round(number * 10) / 10;

function describe(coverage: ProjectCoverage, bars: readonly Bar[]): string {
  const each = bars.map(({ label, services }) => `${label}: ${services.length}`).join('; ');
  return `${sentenceOf(summarize([coverage]))} Services by key: ${each === '' ? 'none' : each}.`;
}
