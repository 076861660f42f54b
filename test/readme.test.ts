/** Every snippet of the README that says how it is to be run, run. */

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import packageJson from '../package.json';
import { Emulator } from '../src/emulator';
import { keys, token, withAiven } from './support/emulator/aiven';
import { CdktfApp } from './support/terraform/cdktf';

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

test('the commands, in the order of the page, work in an account that has the key and the service they name', async () => {
  const snippets = named.filter(([, { how }]) => how === 'commands');
  const cmks = [{ id: '1b671a64-40d5-491e-99b0-da01ff1f3341', provider: 'aws' as const, resource: keys.aws }];
  const services = [{ service_name: 'legacy-kafka', service_type: 'kafka', plan: 'business-4' }];
  const emulator = new Emulator({ seed: { projects: ['acme-staging', { name: 'acme-prod', cmks, services }] } });
  await emulator.start();
  try {
    const app = new CdktfApp({ AIVEN_WEB_URL: emulator.url, AIVEN_TOKEN: token, AIVEN_PROJECT: 'acme-prod' });
    for (const [, { code }] of snippets) await app.shell(code);
  } finally {
    await emulator.stop();
  }
  const headings = snippets.map(([, { heading }]) => heading.split(' ')[0]);
  expect(headings).toEqual(['Adopt', 'Register', 'Import', 'Put', 'Rotate', 'Remove', 'Audit', 'Grant']);
  const { cmks: left } = emulator.store.project('acme-prod');
  expect([...left.values()].map(({ resource }) => resource.split('/').at(-1))).toEqual(['orders', 'orders-2027']);
});

test('every snippet to be run is run by one of these ways', () => {
  expect(named.filter(([, { how }]) => !['synth', 'apply', 'commands'].includes(how))).toEqual([]);
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
