/** Terraform starts a process in each phase only to call functions. */

import { execFileSync } from 'node:child_process';
import { relative, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

test('the functions load no resource, no API client and no package', () => {
  const script = `
    require(${JSON.stringify(resolve(root, 'src/provider/functions'))});
    console.log(JSON.stringify(Object.keys(require.cache)));
  `;
  const output = execFileSync(process.execPath, ['--require', 'tsx/cjs', '-e', script], { encoding: 'utf8' });
  const loaded = (JSON.parse(output) as string[]).map((file) => relative(root, file));
  const folders = ['src/aiven/', 'src/plugin/', 'src/support/', 'src/provider/functions/'];
  const packages = /^node_modules\/(tsx|esbuild|get-tsconfig|resolve-pkg-maps)\//;
  expect(loaded).toContain('src/aiven/keys/key-reference.ts');
  expect(loaded.filter((file) => !packages.test(file) && !folders.some((folder) => file.startsWith(folder)))).toEqual(
    [],
  );
});
