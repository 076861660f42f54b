/** The HTML report as text. */

import { reportHtml } from '../../../../src/cli/report/html';
import { project, withScene } from '../../scene';
import { sample } from '../sample';
import { azureName, examples, generatedAt } from './examples';

const pages = Object.entries(examples).map(([name, report]) => [name, reportHtml(report)] as const);
const html = Object.fromEntries(pages) as Record<keyof typeof examples, string>;

test.each(pages)('loads nothing and contains no absolute URL: %s', (_, page) => {
  expect(page).not.toMatch(/https?:\/\/|<[a-z][^>]*\ssrc=|href="(?!#)|<link|@import|url\((?!#)/);
  expect(page).not.toMatch(/["'=(]\/\//);
  expect(page).toContain("content=\"default-src 'none'; script-src 'sha256-");
});

test.each(pages)('has no inline style or handler, which its own policy would block: %s', (_, page) => {
  expect(page.replace(/<(script|style)>.*?<\/\1>/gs, '')).not.toMatch(/<[a-z][^>]*\s(style|on[a-z]+)=/);
});

test.each(pages)('contains names as text, with invisible characters escaped: %s', (_, page) => {
  expect(page).not.toMatch(/<img|<script>window|\p{Cc}(?<!\n)|\u202e/u);
  expect(page.match(/<script/g)).toHaveLength(1);
});

test('shows hostile names as they are', () => {
  expect(html.hostile).toContain('&lt;script&gt;window.hacked = 1&lt;/script&gt;');
  expect(html.hostile).toContain('abc\\u{202e}gpj.exe\\u{7}');
});

test('starts with the totals of all projects as text', () => {
  const text = (page: string) => page.replace(/<style.*<\/style>|<[^>]+>/gs, '');
  expect(html.realistic).toContain('<p class="summary">44 of 60 services are protected by a current key (73%).');
  const [legend = ''] = html.realistic.match(/<ul class="legend">.*?<\/ul>/s) ?? [];
  expect(text(legend.replaceAll('</li>', ';'))).toBe(
    '44 protected;2 in transition;2 on an old key;1 on an unknown key;11 unprotected (6 exempt);',
  );
});

test('says when, from which API and with which version it was generated, and what is missing', () => {
  expect(html.realistic).toContain(`<time datetime="${generatedAt}">2026-11-29 07:42 UTC</time>`);
  expect(html.realistic).toMatch(/<dd>aiven-byok \d+\.\d+\.\d+<\/dd>/);
  expect(html.realistic).toContain('<dt>Aiven API</dt><dd>api.aiven.io</dd>');
  expect(html.realistic).toContain('1 project could not be read, and is missing from every number.');
  expect(html.nothing).not.toContain('could not be read');
});

test('lists the project with the most services at risk first, and the totals last', () => {
  const [table = ''] = html.realistic.match(/<table id="projects".*?<\/table>/s) ?? [];
  const names = [...table.matchAll(/<th scope="row"[^>]*>(?:<a[^>]*>)?([^<]+)/g)].map(([, name]) => name);
  expect(names).toEqual([
    'acme-prod',
    'acme-staging-with-a-rather-long-name-of-a-project',
    'acme-payments-prod',
    'All projects',
  ]);
});

test('shows the age of each registration, what superseded it, and how long to keep the KMS key enabled', () => {
  const rowOf = (name: string) =>
    html.realistic.match(new RegExp(`<tr><th[^>]* class="key"[^>]*>.*?${name}.*?</tr>`))?.[0] ?? '';
  expect(rowOf('cryptoKeys/</span><wbr><span>orders-2025')).toContain('2025-10-28 <small>396 days ago</small>');
  expect(rowOf('mrk-1234abcd12ab34cd56ef1234567890ab')).toContain('while it is in use');
  expect(html.realistic).toContain('at least 30 days after its last use; date unknown');
  expect(html.realistic).toContain('<span class="tag bad">superseded</span> by <code class="id">');
  expect(html.realistic).toContain('Registering the same KMS key again resets the age of its registration.');
});

test('shows exemptions with reason and last day, and marks expired ones in words', () => {
  const [table = ''] = html.realistic.match(/<table id="p0-exemptions".*?<\/table>/s) ?? [];
  const rows = [...table.matchAll(/<tr>.*?<\/tr>/g)].slice(1).map(([row]) => row.replace(/<[^>]+>/g, '|'));
  expect(rows[0]).toMatch(/legacy-erp-mysql.*expired.*2026-10-31.*ticket SEC-4711/);
  expect(rows[1]).toMatch(/search.*not needed: the service has a key.*2026-12-31/);
  expect(rows[2]).toMatch(/metrics-grafana.*in force.*2027-03-31.*Dashboards only/);
});

test('lists what needs attention in all projects before the changes, the worst first', () => {
  const rowsOf = (page: string) => {
    const [table = ''] = page.match(/<table id="attention".*?<\/table>/s) ?? [];
    return [...table.matchAll(/<tr><th scope="row".*?<\/tr>/g)].map(([row]) => row.replace(/(<[^>]+>)+/g, '|'));
  };
  const found = rowsOf(html.realistic).map((row) => row.split('|').slice(1, 4).join(' '));
  expect(found.slice(0, 8)).toEqual([
    'legacy-erp-mysql acme-prod unprotected',
    'sandbox acme-prod unprotected',
    ...['clickhouse-06', 'kafka-08', 'pg-07'].map(
      (name) => `scratch-${name} acme-staging-with-a-rather-long-name-of-a-project unprotected`,
    ),
    'orphan acme-prod on an unknown key',
    'ledger-kafka acme-prod on an old key',
    'ledger-pg acme-prod on an old key',
  ]);
  expect(found.slice(8)).toContain(
    'Key  1b671a64-40d5-491e-99b0-000000000001 services: 2, still used by &quot;search&quot; (deactivating)',
  );
  expect(rowsOf(html.realistic)[0]).toContain('exemption expired');
  expect(html.realistic).toMatch(/id="attention-title".*id="changes-title"/s);
  expect(html.exempt).toContain('<p>Nothing needs attention.</p>');
  const ofOneProject = rowsOf(html.large).map((row) => row.split('|').slice(1, 3));
  expect(ofOneProject.slice(0, 2)).toEqual([
    ['plain-kafka-02', 'unprotected'],
    ['plain-pg-01', 'unprotected'],
  ]);
});

test('sorting services by coverage puts the worst first, and exempt ones just before the protected ones', () => {
  const [table = ''] = html.realistic.match(/<table id="p0-services".*?<\/table>/s) ?? [];
  const rows = [...table.matchAll(/data-category="(\w+)".*?data-label="Coverage" data-sort="([\d.]+)"/g)];
  const sorted = rows.sort(([, , a], [, , b]) => Number(a) - Number(b)).map(([, category]) => category);
  expect([...new Set(sorted)]).toEqual([
    'unprotected',
    'unknown_key',
    'old_key',
    'in_transition',
    'exempt',
    'protected',
  ]);
});

test('says that no project could be read, and shows no totals', () => {
  expect(html.unread).toContain('<h1>Encryption keys: no project could be read</h1>');
  expect(html.unread).toContain('<b>No project could be read.</b>');
  expect(html.unread).toContain('<b>acme-legacy</b>');
  expect(html.unread).not.toMatch(/There are no services|Nothing/);
});

test('says that BYOK is not enabled in a project', () => {
  expect(html.withoutByok).toContain('BYOK is not enabled in this project');
  expect(html.nothing).not.toContain('BYOK is not enabled');
});

test('shows changes only if there is a baseline', () => {
  expect(html.realistic).toMatch(
    /Changes since <time datetime="2026-10-31T06:00:00.000Z">2026-10-31<.*lost protection/s,
  );
  expect(html.hostile).toContain('Nothing changed since the baseline of 2026-10-31.');
  expect(html.nothing).not.toContain('Changes since');
});

test('is complete for a project without services and keys', () => {
  expect(html.nothing).toContain('There are no services. There are no keys.');
  expect(html.nothing).not.toContain('<table');
});

test('breaks the names of keys after / and : only', () => {
  expect(html.realistic).toContain(
    '<span>arn:</span><wbr><span>aws:</span><wbr><span>kms:</span><wbr><span>eu-central-1:</span><wbr><span>123456789012:</span><wbr><span>key/</span><wbr><span>mrk-',
  );
  expect(azureName).toContain('//');
  expect(html.realistic).toContain(
    '<span>https:&#47;&#47;</span><wbr><span>acme-payments-prod.vault.azure.net/</span>',
  );
});

test('keeps the last characters of a long part of the name of a key on one line', () => {
  expect(html.realistic).toContain('wipk2fa5hxz3<span>vtdgm2yq</span>');
});

test('nothing moves', () => {
  expect(html.realistic).not.toMatch(/(?<![_\w])(transition|animation)[\w-]*:|@keyframes|scroll-behavior/);
});

test('report --format html prints it', () =>
  withScene({ seed: sample }, async (scene) => {
    const { out } = await scene.run('report', '--format', 'html');
    expect(out).toMatch(/^<!doctype html>\n.*<\/html>\n$/s);
    expect(out).toContain(`<title>Encryption keys of ${project}</title>`);
    expect(out).toContain('<p class="summary">2 of 11 services are protected by a current key (18%)');
  }));
