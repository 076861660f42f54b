/** Stacked bars as inline SVG. They have no text and no meaning of their own: the numbers are next to them in HTML. */

import { count } from '../../terminal/text';
import { type Category, type Counts, categories, categoryNames, coverageCategories, withExempt } from './category';
import { escapeHtml } from './escape';

/** The least share of a bar that is still visible. */
const visible = 0.01;

/** Each category has its own pattern, for readers who cannot tell colors apart. */
const marks: Readonly<Record<Category, string>> = {
  protected: '',
  in_transition: '<circle cx="4" cy="4" r="1.5"/>',
  old_key: '<path d="M-2 10L10 -2M-6 6L6 -6M2 14L14 2"/>',
  unknown_key: '<path d="M0 4H8M4 0V8"/>',
  unprotected: '<path d="M-2 -2L10 10M6 -6L14 2M-6 6L2 14"/>',
  exempt: '<path d="M4 0V8"/>',
};

/** The patterns that all bars of the document refer to. */
export const patterns = `<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>${categories
  .map(
    (name) =>
      `<pattern id="${name}" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="${name}" width="8" height="8"/>${marks[name]}</pattern>`,
  )
  .join('')}</defs></svg>`;

/** A bar over the whole width: the shares of all services. */
export function coverageBar(counts: Counts): string {
  return `<svg class="bar whole" aria-hidden="true">${parts(counts)}</svg>`;
}

/** The numbers of a coverage bar as text, with the marks that explain its colors. */
export function legend(counts: Counts): string {
  const all = withExempt(counts);
  const entries = coverageCategories
    .filter((name) => all[name] > 0)
    .map((name) => {
      const exempt =
        name === 'unprotected' && counts.exempt > 0
          ? ` (${markOf('exempt')}${counts.exempt} ${categoryNames.exempt})`
          : '';
      return `<li>${counts[name] > 0 ? markOf(name) : ''}<b>${all[name]}</b> ${escapeHtml(categoryNames[name])}${exempt}</li>`;
    });
  return `<ul class="legend">${entries.join('')}</ul>`;
}

function markOf(name: Category): string {
  return `<svg class="mark" aria-hidden="true"><rect width="100%" height="100%" fill="url(#${name})"/></svg>`;
}

/**
 * A bar whose length is the number of services, on a scale that all bars of its kind share. It has no track, which would make it look
 * like progress, and its number is at its end.
 * @param longest The number of services that is as long as the scale
 */
export function scaledBar(counts: Counts, longest: number): string {
  const total = totalOf(counts);
  const bar =
    total === 0
      ? ''
      : `<svg class="bar" width="${round((100 * total) / longest)}%" aria-hidden="true">${parts(counts)}</svg>`;
  return `<div class="scale">${bar}<span>${count(total, 'service')}</span></div>`;
}

function totalOf(counts: Counts): number {
  return categories.reduce((sum, name) => sum + counts[name], 0);
}

function parts(counts: Counts): string {
  const total = totalOf(counts);
  const present = categories.filter((name) => counts[name] > 0);
  const widened = present.map((name) => Math.max(visible, counts[name] / total));
  const sum = widened.reduce((one, other) => one + other, 0);
  let left = 0;
  return present
    .map((name, index) => {
      const width = (100 * (widened[index] as number)) / sum;
      const rect = `<rect x="${round(left)}%" width="${round(width)}%" height="100%" fill="url(#${name})"/>`;
      left += width;
      return rect;
    })
    .join('');
}

const round = (number: number) => Math.round(number * 100) / 100;
