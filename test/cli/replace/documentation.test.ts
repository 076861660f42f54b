/** docs/with-the-official-provider.md lists every setting that `provider replace` renames. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { apiName, renamedSettings } from '../../../src/cli/replace/setting-names';

const page = readFileSync(resolve(__dirname, '../../../docs/with-the-official-provider.md'), 'utf8');

test('the page has one row per renamed setting, with both paths', () => {
  const rows = renamedSettings().map(({ type, path }) => {
    const names = path.map((_, index) => apiName(type, path.slice(0, index + 1)));
    return `| ${type} | \`${path.join(' > ')}\` | \`${names.join(' > ')}\` |`;
  });
  const table = page.slice(page.indexOf('These names differ')).match(/^\| (opensearch|thanos) .*$/gm);
  expect(table).toEqual(rows);
  expect(rows).toHaveLength(29);
});
