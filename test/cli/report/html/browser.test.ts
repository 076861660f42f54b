/** The HTML report in Chromium: on three screens, in dark mode, on paper, and without its script. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { reportHtml } from '../../../../src/cli/report/html';
import { describeInChromium, startChromium } from '../../../support/chromium';
import { temporaryFolder } from '../../../support/temporary';
import { hostileNames } from '../sample';
import { type ExampleName, examples, keyReferences } from './examples';
import { lonelyHeadings, pageCount } from './pdf';

const all = Object.keys(examples) as ExampleName[];
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

describeInChromium('the HTML report in Chromium', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await startChromium();
  });

  afterAll(() => browser.close());

  /** Opens an example, and checks that it loads nothing and reports no error. */
  async function inPage(
    name: ExampleName,
    options: BrowserContextOptions,
    use: (page: Page) => Promise<void>,
  ): Promise<void> {
    const file = join(temporaryFolder(), 'report.html');
    writeFileSync(file, reportHtml(examples[name]));
    const page = await browser.newPage(options);
    const problems: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('request', (request) => requests.push(request.url()));
    try {
      await page.goto(pathToFileURL(file).href);
      await use(page);
      expect(problems).toEqual([]);
      expect(requests).toHaveLength(1);
    } finally {
      await page.close();
    }
  }

  test.each(all)('fits into 390, 900 and 1440 pixels: %s', (name) =>
    inPage(name, {}, async (page) => {
      for (const width of [390, 900, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
        expect([width, await page.evaluate(overflowing)]).toEqual([width, []]);
        expect([width, await page.evaluate(brokenWords)]).toEqual([width, []]);
      }
    }),
  );

  test.each<[ExampleName, 'light' | 'dark', number]>([
    ['realistic', 'light', 1440],
    ['realistic', 'dark', 1440],
    ['hostile', 'light', 390],
    ['exempt', 'dark', 900],
    ['nothing', 'light', 900],
  ])('axe finds no violation, and bars stand out from the background: %s, %s, %d pixels', (name, colorScheme, width) =>
    inPage(name, { colorScheme, viewport: { width, height: 900 } }, async (page) => {
      // The first rows are the most varied ones, and axe takes its time for each.
      await page.evaluate(`for (const row of document.querySelectorAll('tbody tr:nth-child(n+9)')) row.remove()`);
      await page.evaluate(axe);
      const { violations, passes } = await page.evaluate<AxeResults>('axe.run()');
      expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
      expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(['color-contrast', 'heading-order']));
      const ratios = await page.evaluate<number[]>(contrasts);
      expect(ratios).toHaveLength(6);
      // WCAG 2, 1.4.11: at least 3 to 1 for graphics.
      expect(Math.min(...ratios)).toBeGreaterThanOrEqual(3);
    }),
  );

  test('names run no script, and are shown as they are', () =>
    inPage('hostile', {}, async (page) => {
      expect(await page.evaluate('typeof window.hacked')).toBe('undefined');
      const text = await page.locator('#p0-services').textContent();
      for (const index of [0, 1, 3]) expect(text).toContain(hostileNames[index]);
    }));

  test('names of keys are copied without line breaks', () =>
    inPage('realistic', { viewport: { width: 390, height: 900 } }, async (page) => {
      const copied = await page.evaluate<string[]>(`[...document.querySelectorAll('.keys .name')].map((name) => {
        getSelection().selectAllChildren(name);
        return getSelection().toString();
      })`);
      expect(copied.sort()).toEqual([...keyReferences].sort());
    }));

  test('bars of keys share one scale, which ends before their numbers', () =>
    inPage('realistic', {}, async (page) => {
      const bars = await page.evaluate<[width: number, text: string][]>(`[...document.querySelectorAll('.keys .scale')]
        .map((scale) => [scale.querySelector('svg').getBoundingClientRect().width, scale.textContent])`);
      const perService = bars.map(([width, text]) => width / Number.parseInt(text, 10));
      expect(bars.length).toBe(7);
      expect(Math.max(...perService) - Math.min(...perService)).toBeLessThan(0.2);
    }));

  test('column headers of tables with one row are as bold as the others', () =>
    inPage('withoutByok', {}, async (page) => {
      const weights = await page.evaluate(
        `[...document.querySelectorAll('thead th')].map((head) => getComputedStyle(head).fontWeight)`,
      );
      expect(new Set(weights as string[])).toEqual(new Set(['700']));
    }));

  test('sorts tables in both directions, and announces the direction', () =>
    inPage('realistic', {}, async (page) => {
      const button = page.locator('#p0-services thead button').first();
      const names = () => page.locator('#p0-services tbody th').allTextContents();
      await button.click();
      const up = await names();
      expect(await page.locator('#p0-services th').first().getAttribute('aria-sort')).toBe('ascending');
      await button.click();
      expect(await names()).toEqual([...up].reverse());
      expect(await page.locator('#p0-services th').first().getAttribute('aria-sort')).toBe('descending');
      expect(up[0]).toContain('archive');
    }));

  test('filters services by text and coverage, shows their number, and still prints all of them', () =>
    inPage('realistic', {}, async (page) => {
      const shown = page.locator('#p0-services tbody tr:visible');
      const controls = page.locator('.controls').first();
      await controls.locator('select').selectOption('protected');
      await controls.locator('input').fill('ORDERS kafka');
      expect(await shown.count()).toBe(3);
      expect(await controls.locator('output').textContent()).toBe('3 of 30 services shown');
      await page.emulateMedia({ media: 'print' });
      expect(await shown.count()).toBe(30);
      expect(await controls.isVisible()).toBe(false);
    }));

  test('is complete without its script', () =>
    inPage('realistic', { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator('.controls:visible, thead button').count()).toBe(0);
      expect(await page.locator('#p0-services tbody tr:visible').count()).toBe(30);
    }));

  test.each<[ExampleName, number]>([
    ['realistic', 12],
    ['hostile', 6],
    ['nothing', 2],
    ['exempt', 2],
    ['large', 35],
  ])('prints %s on at most %d pages, with no heading at the end of a page', (name, most) =>
    inPage(name, {}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      const styles = await page.evaluate(`['thead', 'tbody tr', 'thead button'].map((selector) => {
        const element = document.querySelector(selector);
        return element && [getComputedStyle(element).display, getComputedStyle(element).breakInside];
      })`);
      if (name === 'large') {
        expect(styles).toEqual([
          ['table-header-group', 'avoid'],
          ['table-row', 'avoid'],
          // Chrome omits boxes of buttons from a repeated header.
          ['contents', 'auto'],
        ]);
      }
      const pdf = await page.pdf({ preferCSSPageSize: true, tagged: true, outline: true });
      expect(pageCount(pdf)).toBeLessThanOrEqual(most);
      expect(lonelyHeadings(pdf)).toEqual([]);
    }),
  );
});

interface AxeResults {
  violations: { id: string; nodes: { html: string }[] }[];
  passes: { id: string }[];
}

/** Cells whose content leaves them. */
const overflowing = `[...document.querySelectorAll('th, td, h1, h2, h3, p, li, dd')]
  .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
  .map((element) => element.outerHTML.slice(0, 200))`;

/** Parts of the names of keys that have a line break inside although they fit on a line. */
const brokenWords = `[...document.querySelectorAll('.name span')].filter((part) => {
  const { height } = part.getBoundingClientRect();
  if (height < 1.5 * parseFloat(getComputedStyle(part).lineHeight)) return false;
  const line = part.parentElement.clientWidth;
  part.style.cssText = 'max-width: none; white-space: nowrap';
  const { width } = part.getBoundingClientRect();
  part.style.cssText = '';
  return width <= line;
}).map((part) => part.textContent)`;

/** The contrast of each category's color with the background. */
const contrasts = `(() => {
  const light = (color) => {
    const [r, g, b] = color.match(/\\d+(\\.\\d+)?/g).slice(0, 3).map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const back = light(getComputedStyle(document.body).backgroundColor);
  return [...document.querySelectorAll('pattern rect')].map((rect) => {
    const front = light(getComputedStyle(rect).fill);
    return (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
  });
})()`;
