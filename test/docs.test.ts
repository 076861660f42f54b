/** Runs the code blocks of README and docs that have a comment `<!-- run: … -->` or `<!-- from: … -->`, in few processes. */

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import packageJson from '../package.json';
import { withScene } from './cli/scene';
import { keys, withAiven } from './support/emulator/aiven';
import { commandsOf, snippetsOf, synthAll } from './support/snippets';
import { temporaryFolder } from './support/temporary';
import { CdktfApp } from './support/terraform/cdktf';

const root = resolve(__dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const markdownIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join(folder, path));

const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...markdownIn('docs')];
const texts = new Map(pages.map((page) => [page, read(page)]));
const snippets = pages.flatMap((page) => snippetsOf(page, texts.get(page) ?? ''));
const thatRun = (how: string) => snippets.filter((snippet) => snippet.how === how);

/** The key that the pages name. */
const cmks = [{ id: '1b671a64-40d5-491e-99b0-da01ff1f3341', provider: 'aws' as const, resource: keys.aws }];
/** For trying the commands without an account. */
const seed = JSON.parse(read('examples/emulator/seed.json'));

test('the CDKTF snippets and the examples of construct pages synthesize', async () => {
  const examples = readdirSync(join(root, 'examples/constructs')).map(
    (file) => [file.replace('.ts', ''), read(`examples/constructs/${file}`)] as const,
  );
  const apps = new Map([...examples, ...thatRun('run: synth').map(({ code }, index) => [`${index}`, code] as const)]);
  const synthesized = await synthAll(new CdktfApp({ PROVIDER_AIVEN_ENABLE_BETA: '1' }), apps);
  expect(apps.size).toBeGreaterThan(examples.length);
  for (const name of apps.keys()) expect(JSON.parse(synthesized(name, 'byok')).provider.aiven).toBeDefined();
});

test('the HCL snippets apply as written, each in its own project, and the next plan is empty', async () => {
  const modules = thatRun('run: apply').map(({ code }, index) => ({
    name: `snippet_${index}`,
    project: `acme-${index}`,
    code: code.replaceAll('"acme-prod', `"acme-${index}`),
  }));
  // Only the root module may have import blocks.
  const rootCode = modules.map(({ name, code }) =>
    code.includes('import {') ? code : `module "${name}" {\n  source = "./${name}"\n}\n`,
  );
  const projects = modules.map(({ project: name }) => ({ name, cmks }));
  await withAiven({ files: rootCode.join('\n'), emulator: { seed: { projects } } }, async (tf, emulator) => {
    const required = readFileSync(join(tf.folder, 'required_providers.tf'), 'utf8');
    for (const { name, code } of modules) {
      mkdirSync(join(tf.folder, name));
      writeFileSync(join(tf.folder, name, 'main.tf'), code);
      if (!code.includes('required_providers')) writeFileSync(join(tf.folder, name, 'required_providers.tf'), required);
    }
    await tf.run(['get']);
    await tf.apply();
    expect((await tf.plan()).changes).toBe(false);
    expect(projects.filter(({ name }) => emulator.store.project(name).cmks.size > 1).length).toBeGreaterThan(2);
  });
});

/** test/cli/report/docs.test.ts runs the commands of docs/report.md, because some exit with code 3. */
const pagesWithCommands = new Set(thatRun('run: commands').map(({ page }) => page));
pagesWithCommands.delete('docs/report.md');

test.each([...pagesWithCommands])(
  'the commands of %s work in page order, with the seed of examples/emulator',
  async (page) => {
    const before = process.cwd();
    process.chdir(temporaryFolder());
    try {
      await withScene({ seed }, async (scene) => {
        for (const { code: lines } of thatRun('run: commands').filter((snippet) => snippet.page === page)) {
          for (const { argv, file } of commandsOf(lines)) {
            const { code, out, err } = await scene.run(...argv);
            expect([argv.join(' '), code, err.match(/^error: .*/gm)]).toEqual([argv.join(' '), 0, null]);
            if (file !== undefined) writeFileSync(file, out);
          }
        }
        const remaining = [...scene.emulator.store.project('acme-prod').cmks.values()];
        expect(remaining.map(({ resource }) => resource)).toEqual(keysAfter(page));
      });
    } finally {
      process.chdir(before);
    }
  },
);

/** The KMS keys that are registered after the commands of a page. */
function keysAfter(page: string): string[] {
  const [registered, rotated] = [keys.gcp, `${keys.gcp}-2027`];
  const remaining: { readonly [page: string]: string[] } = {
    'README.md': [registered, rotated],
    'docs/rotation.md': [rotated],
    'docs/deleting-keys.md': [],
  };
  return remaining[page] ?? [keys.aws];
}

test('a block from a file has the text of that file', () => {
  const differing = snippets.filter(
    ({ how, code }) => how.startsWith('from: ') && read(how.slice('from: '.length)) !== code,
  );
  expect(differing.map(({ page, how }) => [page, how])).toEqual([]);
});

test('every comment has a known kind', () => {
  const known = /^(run: (synth|apply|commands)|from: .*)$/;
  expect(snippets.filter(({ how }) => !known.test(how))).toEqual([]);
  const comments = [...texts.values()].flatMap((text) => text.match(/^<!-- (run|from): .*-->$/gm) ?? []);
  expect(snippets).toHaveLength(comments.length);
});

test('the two commands in the introduction are scripts in package.json', () => {
  const introduction = texts.get('README.md')?.split('\n## ')[0] ?? '';
  expect(introduction).toContain('npm ci && npm run demo');
  expect(introduction).toContain('npm ci && npm test');
  expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining(['demo', 'test']));
});

test('every relative link leads to an existing file and heading', () => {
  const broken = pages.flatMap((page) =>
    [...(texts.get(page) ?? '').matchAll(/\]\(([^)\s:]*)\)/g)].flatMap(([, target = '']) => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(root, file))) return [`${page}: ${target}`];
      const isMissing = anchor !== undefined && !anchorsOf(texts.get(file) ?? read(file)).has(anchor);
      return isMissing ? [`${page}: ${target}`] : [];
    }),
  );
  expect(broken).toEqual([]);
});

test('docs/README.md links to every page, and README takes ten minutes to read', () => {
  const index = texts.get('docs/README.md') ?? '';
  const written = pages.filter((page) => /^docs\/(internals\/)?[a-z-]+\.md$/.test(page));
  expect(written.filter((page) => !index.includes(`(${page.replace('docs/', '')}`))).toEqual([]);
  expect(texts.get('README.md')?.split('\n').length).toBeLessThanOrEqual(260);
});

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.+)$/gm)) {
    const base = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
    let anchor = base;
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${base}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

test('the snippets use the version of the package', () => {
  const versions = [...(texts.get('README.md') ?? '').matchAll(/(?<!_)version += "([^"]+)"/g)].map((match) => match[1]);
  expect(new Set(versions)).toEqual(new Set([packageJson.version]));
});
