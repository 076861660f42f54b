/** Every link and citation of a section of docs/internals/api.md and docs/emulator.md leads to a section that exists. */

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const root = join(__dirname, '../..');

/** The anchors of a page's headings, as GitHub generates them. */
function anchorsOf(page: string): string[] {
  const text = readFileSync(join(root, 'docs', page), 'utf8');
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|md)$/.test(name))
    .map((name) => join(folder, name));
}

const files = ['src', 'test', 'docs'].flatMap(filesBelow);

test.each(['internals/api.md', 'emulator.md'])('cited sections of docs/%s exist', (page) => {
  const anchors = anchorsOf(page);
  const citations = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const others = [...text.matchAll(/(?<![\w-])(?:docs\/)?([\w-]+\.md)#([\w-]+)/g)];
    const own = file === join('docs', page) ? [...text.matchAll(/\]\(#([\w-]+)\)/g)] : [];
    return [
      ...others.filter(([, cited]) => cited === basename(page)).map(([, , anchor]) => anchor),
      ...own.map(([, a]) => a),
    ].map((anchor) => ({ file, anchor: anchor ?? '' }));
  });
  expect(citations.length).toBeGreaterThan(1);
  expect(citations.filter(({ anchor }) => !anchors.includes(anchor))).toEqual([]);
});
