/** The contents of `dist/` after `npm run build`, which `npm test` runs first. */

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import packageJson from '../../package.json';

const root = resolve(__dirname, '../..');
const provider = join(root, 'dist/terraform-provider-aiven');

test('the provider is one executable file with a shebang, and Terraform could pick no other file in dist', () => {
  expect(statSync(provider).mode & 0o777).toBe(0o755);
  expect(readFileSync(provider, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  // Terraform picks the first file with this name, optionally followed by "." or "_" and more.
  expect(readdirSync(join(root, 'dist')).filter((name) => /^terraform-provider-aiven([._]|$)/.test(name))).toHaveLength(
    1,
  );
});

test('modules that the handshake does not need are stored as readable text', () => {
  const text = readFileSync(provider, 'utf8');
  const places = [...text.matchAll(/"src\/provider\/keys\/cmk-resource\.ts/g)].map(({ index }) => index);
  expect(places).toHaveLength(1);
  expect(places[0]).toBeGreaterThan(text.indexOf('compileFunction'));
});

test('the provider file is plain ASCII, because one other character makes V8 store it with two bytes per character', () => {
  expect(readFileSync(provider, 'utf8')).toMatch(/^[\0-\x7f]*$/);
});

test('started by hand, the provider prints that it is a Terraform provider', () => {
  const { stdout, stderr } = spawnSync(process.execPath, [provider], { encoding: 'utf8' });
  expect(`${stdout}${stderr}`).toContain('This is a provider for Terraform');
});

test('dist/licenses holds the license of every bundled package', () => {
  const text = readFileSync(join(root, 'dist/licenses/terraform-provider-aiven.txt'), 'utf8');
  for (const name of ['undici', '@msgpack/msgpack']) expect(text).toContain(name);
});

test.each(Object.entries(packageJson.exports).filter(([subPath]) => subPath !== './package.json'))(
  'the sub-path %s has code, types and an entry for node10 resolution',
  (subPath, target) => {
    const { types, default: code } = target as { types: string; default: string };
    expect(existsSync(join(root, types))).toBe(true);
    expect(existsSync(join(root, code))).toBe(true);
    const versions: { readonly [name: string]: readonly string[] } = packageJson.typesVersions['*'];
    const forNode10 = subPath === '.' ? packageJson.types : versions[subPath.slice(2)]?.[0];
    expect(`./${forNode10}`).toBe(types);
  },
);

test('the cdktn build does not import cdktf, and the cdktf build does not import cdktn', () => {
  const filesImporting = (folder: string, name: string) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(js|d\.ts)$/.test(path) && !(folder === 'dist' && path.startsWith('cdktn')))
      .filter((path) =>
        new RegExp(`(require\\(|from )['"]${name}['"]`).test(readFileSync(join(root, folder, path), 'utf8')),
      );
  expect(filesImporting('dist/cdktn', 'cdktf')).toEqual([]);
  expect(filesImporting('dist/cdktn', 'cdktn')).not.toEqual([]);
  expect(filesImporting('dist', 'cdktn')).toEqual([]);
});
