/** Every snippet of the README that says how it is to be run, run. */

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import packageJson from '../package.json';
import { withAiven } from './support/aiven';
import { CdktfApp } from './support/cdktf';

const root = resolve(__dirname, '..');
const text = readFileSync(join(root, 'README.md'), 'utf8');

interface Snippet {
  how: string;
  language: string;
  code: string;
  heading: string;
}

function snippets(): Snippet[] {
  const found: Snippet[] = [];
  let heading = '';
  for (const match of text.matchAll(/^## (.+)$|<!-- run: (\w+) -->\n```(\w+)\n([\s\S]*?)```/gm)) {
    if (match[1] !== undefined) heading = match[1];
    else found.push({ how: match[2] ?? '', language: match[3] ?? '', code: match[4] ?? '', heading });
  }
  return found;
}

const named = snippets().map((snippet) => [`${snippet.heading} (${snippet.language})`, snippet] as const);

describe('a CDKTF snippet synthesizes in an app of its own', () => {
  test.each(named.filter(([, { how }]) => how === 'synth'))('%s', async (_, { code }) => {
    const app = new CdktfApp({ PROVIDER_AIVEN_ENABLE_BETA: '1' });
    app.write({
      'main.ts': code,
      'cdktf.json': JSON.stringify({ language: 'typescript', app: 'npx tsx main.ts', projectId: 'readme' }),
    });
    await app.run(['synth']);
    expect(JSON.parse(app.read('cdktf.out/stacks/byok/cdk.tf.json')).provider.aiven).toBeDefined();
  });
});

describe('an HCL snippet applies as it stands, and the next plan is empty', () => {
  test.each(named.filter(([, { how }]) => how === 'apply'))('%s', async (_, { code }) => {
    await withAiven({ files: code }, async (tf) => {
      await tf.apply();
      expect((await tf.plan()).changes).toBe(false);
    });
  });
});

test('every snippet to be run is run by one of these ways', () => {
  expect(named.filter(([, { how }]) => !['synth', 'apply'].includes(how))).toEqual([]);
  expect(named.length).toBeGreaterThan(3);
});

test('the two commands of the first screen are scripts of the package', () => {
  const firstScreen = text.split('\n## ')[0] ?? '';
  expect(firstScreen).toContain('npm ci && npm run demo');
  expect(firstScreen).toContain('npm ci && npm test');
  expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining(['demo', 'test']));
});

test('links inside the repository lead somewhere', () => {
  const targets = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] as string);
  expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([]);
});

test('the version in the snippets is the version of the package', () => {
  const versions = [...text.matchAll(/(?<!_)version = "([^"]+)"/g)].map((match) => match[1]);
  expect(new Set(versions)).toEqual(new Set([packageJson.version]));
});
