/** Runs every README snippet that has a `<!-- run: … -->` comment. */

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import packageJson from '../package.json';
import { Emulator } from '../src/emulator';
import { keys, token, withAiven } from './support/emulator/aiven';
import { CdktfApp, testCdktfCli } from './support/terraform/cdktf';

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

const titled = snippets().map((snippet) => [`${snippet.heading} (${snippet.language})`, snippet] as const);

describe('CDKTF snippets synthesize in a new app', () => {
  for (const [title, { code }] of titled.filter(([, { how }]) => how === 'synth')) {
    testCdktfCli(title, async () => {
      const app = new CdktfApp({ PROVIDER_AIVEN_ENABLE_BETA: '1' });
      app.write({
        'main.ts': code,
        'cdktf.json': JSON.stringify({ language: 'typescript', app: 'npx tsx main.ts', projectId: 'readme' }),
      });
      await app.run(['synth']);
      expect(JSON.parse(app.read('cdktf.out/stacks/byok/cdk.tf.json')).provider.aiven).toBeDefined();
    });
  }
});

describe('HCL snippets apply as written, and the next plan is empty', () => {
  test.each(titled.filter(([, { how }]) => how === 'apply'))('%s', async (_, { code }) => {
    await withAiven({ files: code }, async (tf) => {
      await tf.apply();
      expect((await tf.plan()).changes).toBe(false);
    });
  });
});

test('the commands work in page order, in an account with the key and the service that they name', async () => {
  const snippets = titled.filter(([, { how }]) => how === 'commands');
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
  expect(headings).toEqual(['Adopt', 'Before', 'Register', 'Import', 'Encrypt', 'Rotate', 'Remove', 'Audit']);
  const { cmks: remaining } = emulator.store.project('acme-prod');
  expect([...remaining.values()].map(({ resource }) => resource.split('/').at(-1))).toEqual(['orders', 'orders-2027']);
});

test('every run comment has a known kind', () => {
  expect(titled.filter(([, { how }]) => !['synth', 'apply', 'commands'].includes(how))).toEqual([]);
  expect(titled.length).toBeGreaterThan(3);
});

test('the two commands in the introduction are scripts in package.json', () => {
  const introduction = text.split('\n## ')[0] ?? '';
  expect(introduction).toContain('npm ci && npm run demo');
  expect(introduction).toContain('npm ci && npm test');
  expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining(['demo', 'test']));
});

test('every relative link leads to an existing file', () => {
  const targets = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] as string);
  expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([]);
});

test('the snippets use the version of the package', () => {
  const versions = [...text.matchAll(/(?<!_)version = "([^"]+)"/g)].map((match) => match[1]);
  expect(new Set(versions)).toEqual(new Set([packageJson.version]));
});
