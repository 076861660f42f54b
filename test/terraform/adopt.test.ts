/** An account as it grew, adopted: the real Terraform imports all of it and finds nothing to change. */

import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Emulator, EmulatorOptions } from '../../src/emulator';
import { Terminal } from '../cli/terminal';
import { accountProject } from '../support/emulator/account';
import { keys, token, withAiven } from '../support/emulator/aiven';
import { temporaryFolder } from '../support/temporary';
import { CdktfApp } from '../support/terraform/cdktf';
import { takeUpdates } from '../support/terraform/service-hcl';
import type { TerraformRun } from '../support/terraform/terraform';

const projects = ['acme-prod', 'acme-staging', '2024_Test'];
/** Three projects with so many keys and services together. */
const account = (size: number): EmulatorOptions => {
  const counts = projects.map((_, index) => Math.floor((size + index) / projects.length));
  const seeds = projects.map((name, index) => accountProject(index, name, counts[index] ?? 0, counts[index] ?? 0));
  return { checkReferences: false, seed: { projects: seeds } };
};
/** Of the large one; `npm run bench -- adopt` takes 500. */
const size = Number(process.env.ADOPT_SIZE ?? 100);
const all = projects.flatMap((name) => ['--project', name]);

async function adopt({ url }: Emulator, folder: string, ...more: string[]): Promise<string> {
  const env = { AIVEN_WEB_URL: url, AIVEN_TOKEN: token, HOME: folder };
  const terminal = new Terminal({ env });
  const code = await terminal.run('adopt', '--out', folder, ...more);
  if (code !== 0) throw new Error(`adopt ended with ${code}:\n${terminal.err}`);
  return terminal.err;
}

/** Plans, which must be imports and nothing else, applies that, and plans again, which must be empty. */
async function importAll(tf: TerraformRun, count: number): Promise<void> {
  const plan = await tf.plan();
  expect(plan.text).toContain(`Plan: ${count} to import, 0 to add, 0 to change, 0 to destroy.`);
  expect((await tf.apply(['plan.tfplan'])).text).toContain(`${count} imported, 0 added, 0 changed, 0 destroyed.`);
  expect((await tf.plan()).changes).toBe(false);
}

function addKeys(emulator: Emulator): void {
  for (const [index, project] of projects.entries()) {
    const { cmks } = emulator.store.project(project);
    const [any] = cmks.values();
    const id = `ffffffff-40d5-491e-99b0-00000000000${index}`;
    if (any !== undefined) cmks.set(id, { ...any, id, provider: 'gcp', resource: keys.gcp, default_cmk: false });
  }
}

const mainFile = `import { AivenProvider } from 'aiven-byok';
import { App, TerraformStack } from 'cdktf';
import { adopt } from './adopted';

const app = new App();
const stack = new TerraformStack(app, 'byok');
new AivenProvider(stack, 'aiven');
adopt(stack);
app.synth();
`;

test('HCL: keys and services as a whole, of all types, with tags that Terraform would obey if it could; then three keys more', async () => {
  await withAiven({ files: {}, emulator: account(size) }, async (tf, emulator) => {
    await adopt(emulator, tf.folder, '--format', 'hcl', '--services', ...all);
    expect(emulator.requests).toHaveLength(6);
    await importAll(tf, 2 * size);

    addKeys(emulator);
    await adopt(emulator, tf.folder, '--format', 'hcl', '--services', ...all);
    await importAll(tf, 3);
    expect(takeUpdates(emulator)).toEqual([]);
  });
});

test('HCL: keys and bindings, then nothing more, by the file or by the state alone', async () => {
  await withAiven({ files: {}, emulator: account(60) }, async (tf, emulator) => {
    expect(await adopt(emulator, tf.folder, '--format', 'hcl', ...all)).toContain('acme-prod: 20 keys, 13 bindings');
    expect(emulator.requests).toHaveLength(6);
    await importAll(tf, 60 + 39);
    expect(takeUpdates(emulator)).toEqual([]);
    const nothingNew = async (...more: string[]) =>
      expect(
        (await adopt(emulator, tf.folder, '--format', 'hcl', ...more, ...all)).match(/: nothing new/g),
      ).toHaveLength(3);
    await nothingNew();
    rmSync(join(tf.folder, 'adopted.tf'));
    await nothingNew('--state', join(tf.folder, 'terraform.tfstate'));
  });
});

test('HCL: next to the official provider, everything is imported by ours', async () => {
  const files = {
    'main.tf': `terraform {
  required_providers {
    aiven      = { source = "aiven/aiven" }
    aiven-byok = { source = "npm.internal/aiven-byok/aiven" }
  }
}
`,
  };
  const others = { 'registry.terraform.io/aiven/aiven': resolve('dist/terraform-provider-aiven') };
  await withAiven({ files, others, emulator: account(60) }, async (tf, emulator) => {
    await adopt(emulator, tf.folder, '--format', 'hcl', '--project', 'acme-prod');
    await importAll(tf, 20 + 13);
    const state = readFileSync(join(tf.folder, 'terraform.tfstate'), 'utf8');
    expect(new Set(state.match(/"provider": .*/g))).toEqual(
      new Set(['"provider": "provider[\\"npm.internal/aiven-byok/aiven\\"]",']),
    );
  });
});

test('constructs: bindings in one project, whole services in another, in one app', async () => {
  const app = new CdktfApp({ PROVIDER_AIVEN_ENABLE_BETA: '1' });
  app.write({ 'main.ts': mainFile });
  const files = { 'cdk.tf.json': '{ "terraform": { "required_providers": {} } }' };
  await withAiven({ files, emulator: account(60) }, async (tf, emulator) => {
    await adopt(emulator, app.folder, '--project', 'acme-prod');
    await adopt(emulator, app.folder, '--project', '2024_Test', '--services');
    await tf.write({ 'cdk.tf.json': await app.synth('byok') });
    await importAll(tf, 20 + 13 + 40);
    addKeys(emulator);
    await adopt(emulator, app.folder, '--project', 'acme-prod', '--project', '2024_Test');
    await tf.write({ 'cdk.tf.json': await app.synth('byok') });
    await importAll(tf, 2);
    expect(takeUpdates(emulator)).toEqual([]);
  });
});

test('constructs: a project called aiven, and a service called constructor, are names like any other', async () => {
  const app = new CdktfApp({ PROVIDER_AIVEN_ENABLE_BETA: '1' });
  app.write({ 'main.ts': mainFile });
  const cmks = [{ provider: 'gcp' as const, resource: keys.gcp, id: '1b671a64-40d5-491e-99b0-da01ff1f3341' }];
  const [bound, whole] = [cmks[0]?.id, null].map((id) => [
    { service_name: 'constructor', service_type: 'pg', plan: 'startup-4', cmk_id: id },
  ]);
  const projects = [
    { name: 'aiven', cmks, services: bound },
    { name: 'constructor', services: whole },
  ];
  const files = { 'cdk.tf.json': '{ "terraform": { "required_providers": {} } }' };
  await withAiven({ files, emulator: { seed: { projects } } }, async (tf, emulator) => {
    await adopt(emulator, app.folder, '--project', 'aiven');
    await adopt(emulator, app.folder, '--project', 'constructor', '--services');
    await tf.write({ 'cdk.tf.json': await app.synth('byok') });
    await importAll(tf, 3);
  });
});

test('examples/adopt: its file is what the command writes, and its app imports the account', async () => {
  const app = new CdktfApp({ PROVIDER_AIVEN_ENABLE_BETA: '1' });
  app.copy('examples/adopt', '.');
  const files = { 'cdk.tf.json': await app.synth('adopt') };
  await withAiven({ files, emulator: { seed: join(app.folder, 'emulator.json') } }, async (tf, emulator) => {
    const written = temporaryFolder();
    await adopt(emulator, written, '--project', 'acme-prod');
    expect(app.read('adopted.ts')).toBe(readFileSync(join(written, 'adopted.ts'), 'utf8'));
    await importAll(tf, 4);
  });
});
