/** Every citation of docs/api.md names one of its sections. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/api.md'), 'utf8');

/** GitHub's anchors of the headings. */
const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-'),
);

function citationsIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|md)$/.test(name))
    .flatMap((name) => {
      const text = readFileSync(join(root, folder, name), 'utf8');
      return [...text.matchAll(/(?<![\w-])(?:docs\/)?api\.md#([\w-]+)/g)].map(([, anchor]) => `${name}: ${anchor}`);
    });
}

test('cited sections of docs/api.md exist', () => {
  const citations = ['src', 'test', 'docs'].flatMap(citationsIn);
  expect(citations.length).toBeGreaterThan(20);
  expect(citations.filter((citation) => !anchors.includes(citation.split(': ')[1] ?? ''))).toEqual([]);
});

test('links within docs/api.md lead to its own sections', () => {
  const links = [...page.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor]) => anchor ?? '');
  expect(links.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
});
