/** What `npm run build` leaves in `dist/`, which `npm test` has run before. */

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import packageJson from '../../package.json';

const root = resolve(__dirname, '../..');
const provider = join(root, 'dist/terraform-provider-aiven');

test('the provider is one executable file with a shebang, and no other file in dist could be taken for it', () => {
  expect(statSync(provider).mode & 0o777).toBe(0o755);
  expect(readFileSync(provider, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  // Terraform takes the first file whose name is this, or goes on with a dot or an underscore.
  expect(readdirSync(join(root, 'dist')).filter((name) => /^terraform-provider-aiven([._]|$)/.test(name))).toHaveLength(
    1,
  );
});

test('what the handshake does not need is only text until then, and readable text', () => {
  const text = readFileSync(provider, 'utf8');
  const places = [...text.matchAll(/"src\/provider\/cmk-resource\.ts/g)].map(({ index }) => index);
  expect(places).toHaveLength(1);
  expect(places[0]).toBeGreaterThan(text.indexOf('compileFunction'));
});

test('it is plain ASCII: one other character would make every start read it as two bytes each', () => {
  expect(readFileSync(provider, 'utf8')).toMatch(/^[\0-\x7f]*$/);
});

test('a person who starts it by hand is told what it is', () => {
  const { stdout, stderr } = spawnSync(process.execPath, [provider], { encoding: 'utf8' });
  expect(`${stdout}${stderr}`).toContain('This is a provider for Terraform');
});

test('the licences of what is bundled go with it', () => {
  const text = readFileSync(join(root, 'dist/licenses/terraform-provider-aiven.txt'), 'utf8');
  for (const name of ['hpagent', '@msgpack/msgpack']) expect(text).toContain(name);
});

test.each(Object.entries(packageJson.exports).filter(([subPath]) => subPath !== './package.json'))(
  'the sub-path %s has its code, its types, and an entry for node10 resolution',
  (subPath, target) => {
    const { types, default: code } = target as { types: string; default: string };
    expect(existsSync(join(root, types))).toBe(true);
    expect(existsSync(join(root, code))).toBe(true);
    const versions: { readonly [name: string]: readonly string[] } = packageJson.typesVersions['*'];
    const forNode10 = subPath === '.' ? packageJson.types : versions[subPath.slice(2)]?.[0];
    expect(`./${forNode10}`).toBe(types);
  },
);

test('what is made for cdktn knows no cdktf, and the other way round', () => {
  const named = (folder: string, name: string) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(js|d\.ts)$/.test(path) && !(folder === 'dist' && path.startsWith('cdktn')))
      .filter((path) =>
        new RegExp(`(require\\(|from )['"]${name}['"]`).test(readFileSync(join(root, folder, path), 'utf8')),
      );
  expect(named('dist/cdktn', 'cdktf')).toEqual([]);
  expect(named('dist/cdktn', 'cdktn')).not.toEqual([]);
  expect(named('dist', 'cdktn')).toEqual([]);
});
