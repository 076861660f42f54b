/** The HTML report as a file, and in Chromium if it is installed (apt-get install chromium). */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Browser, chromium } from '../../support/chromium';
import { temporaryFolder } from '../../support/temporary';
import { project, withScene } from '../scene';
import { azureKey, hostileNames, sample } from './sample';

async function page(): Promise<string> {
  let html = '';
  await withScene({ seed: sample }, async (scene) => {
    html = (await scene.run('report', '--format', 'html')).out;
  });
  return html;
}

describe('the file', () => {
  test('loads nothing and contains no absolute URL', async () => {
    const html = await page();
    expect(html).not.toMatch(/https?:\/\/|<[a-z][^>]*\s(src|href)=|<link|@import|url\((?!#)/);
    expect(html).not.toMatch(/["'=(]\/\//);
    expect(html).toContain(azureKey.replace('//', '&#47;&#47;'));
  });

  test('contains names as text, with invisible characters escaped', async () => {
    const html = await page();
    expect(html).not.toMatch(/<img|<script>window|\p{Cc}(?<!\n)|\u202e/u);
    expect(html).toContain('&lt;script&gt;window.hacked = 1&lt;/script&gt;');
    expect(html).toContain('abc\\u{202e}gpj.exe\\u{7}');
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  test('has a summary sentence, which is also in the description of the chart', async () => {
    const html = await page();
    const sentence = '2 of 11 services are encrypted with your own keys (18%)';
    expect(html).toContain(`<p class="summary">${sentence}`);
    expect(html).toMatch(new RegExp(`<desc id="p0-picture-text">${sentence.replace(/[()]/g, '\\$&')}`));
  });

  test('is complete for an empty project', () =>
    withScene({ seed: { projects: [project] } }, async (scene) => {
      const { out } = await scene.run('report', '--format', 'html');
      expect(out).toContain('There are no services. There are no keys.');
      expect(out).not.toContain('<table');
    }));
});

if (chromium === undefined) {
  test.skip('in a browser: skipped, because Chromium is not installed', () => undefined);
} else {
  describe('in Chromium', () => {
    let browser: Browser;
    const rows = 'document.querySelector("#p0-services").tBodies[0].rows';
    const names = `[...${rows}].filter((row) => !row.hidden).map((row) => row.cells[0].textContent)`;

    beforeAll(async () => {
      browser = await Browser.start();
    });

    afterAll(() => browser.stop());

    beforeEach(async () => {
      const file = join(temporaryFolder(), 'report.html');
      writeFileSync(file, await page());
      browser.events.length = 0;
      await browser.ask('Emulation.setEmulatedMedia', { media: '', features: [] });
      await browser.open(pathToFileURL(file).href);
    });

    test('runs no script from a name, loads nothing, and logs no errors', async () => {
      expect(await browser.evaluate('typeof window.hacked')).toBe('undefined');
      const told = (method: string) => browser.events.filter((event) => event.method === method);
      expect(told('Network.requestWillBeSent')).toHaveLength(1);
      expect([...told('Log.entryAdded'), ...told('Runtime.exceptionThrown')]).toEqual([]);
      const shown = await browser.evaluate<string[]>(names);
      expect(shown).toEqual(expect.arrayContaining([hostileNames[0], hostileNames[1], hostileNames[3]]));
    });

    test('sorts tables in both directions, and announces the direction', async () => {
      const click = 'document.querySelector("#p0-services thead button").click()';
      const state = 'document.querySelector("#p0-services th").getAttribute("aria-sort")';
      await browser.evaluate(click);
      const up = await browser.evaluate<string[]>(names);
      expect(await browser.evaluate(state)).toBe('ascending');
      await browser.evaluate(click);
      expect(await browser.evaluate(names)).toEqual([...up].reverse());
      expect(await browser.evaluate(state)).toBe('descending');
      expect(up.indexOf('legacy')).toBeLessThan(up.indexOf('orders'));
    });

    test('filters services by text and coverage, and shows their number', async () => {
      const set = (selector: string, value: string) =>
        `{ const field = document.querySelector('.controls ${selector}'); field.value = ${JSON.stringify(value)};
           field.dispatchEvent(new Event('input')); }`;
      await browser.evaluate(set('select', 'protected'));
      expect(await browser.evaluate(names)).toEqual(['off', 'orders']);
      await browser.evaluate(set('input', 'ORDERS running'));
      expect(await browser.evaluate(names)).toEqual(['orders']);
      expect(await browser.evaluate('document.querySelector(".controls output").textContent')).toBe(
        '1 of 11 services shown',
      );
    });

    test('has headings, a described chart and table headers for screen readers', async () => {
      const { nodes } = await browser.ask<{
        nodes: { role?: { value: string }; name?: { value: string }; description?: { value: string } }[];
      }>('Accessibility.getFullAXTree');
      const named = (role: string) => nodes.filter((node) => node.role?.value === role).map((node) => node.name?.value);
      expect(named('heading')).toEqual([`Encryption keys of ${project}`, 'Services', 'Keys']);
      const picture = [...named('image'), ...named('img')].find((name) => name?.startsWith('Services of'));
      expect(picture).toContain('; gcp cryptoKeys/orders (default): 3;');
      expect(named('columnheader')).toEqual(expect.arrayContaining(['Service', 'Coverage', 'CMK ID', 'Status']));
      expect(named('rowheader')).toContain('orders');
      expect(named('searchbox')).toEqual(['Filter by text']);
    });

    test('has enough contrast in light and dark mode', async () => {
      for (const value of ['light', 'dark']) {
        await browser.ask('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
        const ratios = await browser.evaluate<number[]>(contrasts);
        expect(ratios.length).toBeGreaterThan(20);
        // WCAG 2, 1.4.3: at least 4.5 to 1.
        expect(Math.min(...ratios)).toBeGreaterThanOrEqual(4.5);
      }
    });

    test('prints without its controls', async () => {
      await browser.ask('Emulation.setEmulatedMedia', { media: 'print' });
      expect(await browser.evaluate('getComputedStyle(document.querySelector(".controls")).display')).toBe('none');
      const { data } = await browser.ask<{ data: string }>('Page.printToPDF', { preferCSSPageSize: true });
      expect(Buffer.from(data, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    });

    test('scrolls tables, not the document, in a narrow window', async () => {
      await browser.ask('Emulation.setDeviceMetricsOverride', {
        width: 400,
        height: 800,
        deviceScaleFactor: 1,
        mobile: true,
      });
      expect(await browser.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(400);
    });
  });
}

/** The contrast of each text with its background. */
const contrasts = `(() => {
  const light = (color) => {
    const [r, g, b] = color.match(/\\d+(\\.\\d+)?/g).slice(0, 3).map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const back = light(getComputedStyle(document.body).backgroundColor);
  return [...document.querySelectorAll('h1, p, th, td, caption, label, output, li, button, .count, text')].map((element) => {
    const style = getComputedStyle(element);
    const front = light(element.tagName === 'text' ? style.fill : style.color);
    return (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
  });
})()`;
