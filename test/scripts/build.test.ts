/** The contents of `dist/` after `npm run build`, which `npm test` runs first. */

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { transform } from 'esbuild';
import packageJson from '../../package.json';
import { temporaryFolder } from '../support/temporary';

const root = resolve(__dirname, '../..');
const provider = join(root, 'dist/terraform-provider-aiven.cjs');

test('the provider is one executable file, and Terraform could pick no other file in dist', () => {
  expect(statSync(provider).mode & 0o777).toBe(0o755);
  expect(readFileSync(provider, 'utf8')).toMatch(/^#!\/bin\/sh\n/);
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
  expect(`${stdout}${stderr}`).toContain('This is a Terraform provider');
});

describe('first lines of the executables', () => {
  const start = (file: string, env: NodeJS.ProcessEnv) => spawnSync(file, [], { env, encoding: 'utf8' });

  test('without Node, the provider prints one line for Terraform to show', () => {
    const { status, stdout, stderr } = start(provider, { PATH: temporaryFolder() });
    expect(stdout).toBe(
      'aiven-byok needs Node.js 20.18.1 or later on the PATH of the machine that runs Terraform, or the standalone provider that "aiven-byok provider build" makes.\n',
    );
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  });

  test('NODE_DEBUG of the user does not reach the provider, because it prints what Terraform sends', () => {
    const { stderr } = start(provider, { PATH: process.env.PATH, NODE_DEBUG: '*' });
    expect(stderr).toMatch(/^This is a Terraform provider/);
  });

  test('NODE_OPTIONS of the user does not reach the provider', () => {
    const preload = join(temporaryFolder(), 'preload.cjs');
    writeFileSync(preload, 'console.log("loaded");');
    const { stdout } = start(provider, { PATH: process.env.PATH, NODE_OPTIONS: `--require ${preload}` });
    expect(stdout).not.toContain('loaded');
  });

  test.each(['12.22.12', '18.20.8', '20.18.0', '20.0.0'])('Node %s is refused', (node) => {
    expect(firstStatement(provider, node)).toEqual({
      lines: [`aiven-byok needs Node.js 20.18.1 or later, but "node" on the PATH is version ${node}.`],
      code: 1,
    });
    expect(firstStatement(join(root, 'dist/cli.js'), node).code).toBe(1);
  });

  test.each(['20.18.1', '20.20.2', '22.0.0', '26.1.0'])('Node %s is accepted', (node) => {
    expect(firstStatement(provider, node)).toEqual({ lines: [], code: undefined });
    expect(firstStatement(join(root, 'dist/cli.js'), node)).toEqual({ lines: [], code: undefined });
  });

  test.each([provider, join(root, 'dist/cli.js')])('%s parses on Node 12', async (file) => {
    // esbuild rewrites what Node 12 cannot parse: with nothing to rewrite, the target makes no difference.
    const [first, second] = await Promise.all(
      ['esnext', 'node12'].map((target) => transform(readFileSync(file, 'utf8'), { target })),
    );
    expect(first?.code === second?.code).toBe(true);
  });
});

/** Runs the line that checks the version of Node, as that version. */
function firstStatement(file: string, node: string) {
  const check = readFileSync(file, 'utf8')
    .split('\n')
    .find((line) => line.startsWith('"use strict"')) as string;
  const outcome: { lines: string[]; code: number | undefined } = { lines: [], code: undefined };
  const print = (line: string) => outcome.lines.push(line);
  runInNewContext(check, {
    console: { log: print, error: print },
    Atomics: { wait: () => 'timed-out' },
    process: { versions: { node }, exit: (code: number) => Object.assign(outcome, { code }) },
  });
  return outcome;
}

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
