import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as client from '../../src/client';
import { withoutPadding } from '../support/markdown';

const page = withoutPadding(readFileSync(join(__dirname, '../../docs/client.md'), 'utf8'));

/** The dotted names of all defaults, such as `retry.budgetMs`, with their values. */
function leaves(value: object, path: string[] = []): [string, unknown][] {
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'object'
      ? leaves(inner, [...path, name])
      : [[[...path, name].join('.'), inner] as [string, unknown]],
  );
}

test('docs/client.md lists every default', () => {
  const rows = leaves(client.defaults)
    .filter(([name]) => name !== 'userAgent')
    .map(([name, value]) => `| \`${name}\` | ${value} |`);
  expect(page.slice(page.indexOf('| default |')).trim().split('\n').slice(2)).toEqual(rows);
});

test('every exported name on the page exists', () => {
  const names = [...page.matchAll(/`((?:is[A-Z]|Aiven|Cmk|Ambiguous)\w+)`/g)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(12);
  expect(names.filter((name) => !(name in client))).toEqual([]);
});
