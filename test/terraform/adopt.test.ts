/** Adopts an account: Terraform imports all of it and finds nothing to change, after the first run and after later ones. */

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Emulator, EmulatorOptions } from '../../src/emulator';
import { providerSource } from '../../src/install';
import { Terminal } from '../cli/terminal';
import { accountProject } from '../support/emulator/account';
import { keys, token, withAiven } from '../support/emulator/aiven';
import { temporaryFolder } from '../support/temporary';
import { binary, registry } from '../support/terraform/binary';
import { CdktfApp } from '../support/terraform/cdktf';
import { takeUpdates } from '../support/terraform/service-hcl';
import type { TerraformRun } from '../support/terraform/terraform';

const projects = ['acme-prod', 'acme-staging', '2024_Test'];
/** Three projects that together have this many keys, and as many services. */
const account = (size: number): EmulatorOptions => {
  const counts = projects.map((_, index) => Math.floor((size + index) / projects.length));
  const seeds = projects.map((name, index) => accountProject(index, name, counts[index] ?? 0, counts[index] ?? 0));
  return { checkReferences: false, seed: { projects: seeds } };
};
/** Size of the largest account here. By default, each project has a service of every type. */
const size = Number(process.env.ADOPT_SIZE ?? 39);
/** 4 keys, and 4 services of which 2 use a key, per project. */
const small = account(12);
const all = projects.flatMap((name) => ['--project', name]);

/** Runs the command with what it needs to run Terraform itself. Returns its exit code and messages. */
async function run({ url }: Emulator, folder: string, ...more: string[]): Promise<{ code: number; err: string }> {
  const env = {
    AIVEN_WEB_URL: url,
    AIVEN_TOKEN: token,
    HOME: folder,
    PATH: process.env.PATH,
    CHECKPOINT_DISABLE: '1',
    TERRAFORM_BINARY_NAME: binary().name,
    TF_CLI_CONFIG_FILE: join(folder, '..', 'terraform.rc'),
  };
  const terminal = new Terminal({ env });
  const code = await terminal.run('adopt', '--out', folder, ...more);
  return { code, err: terminal.err };
}

/** Expects success, and returns the messages. */
async function adopt(emulator: Emulator, folder: string, ...more: string[]): Promise<string> {
  const { code, err } = await run(emulator, folder, ...more);
  if (code !== 0) throw new Error(`adopt exited with code ${code}:\n${err}`);
  return err;
}

/** Folders of these tests have another file, which calls the provider "aiven". */
const hcl = ['--format', 'hcl', '--provider-name', 'aiven'];

/** Expects an apply that only imports, and expects the next plan to be empty. */
async function importAll(tf: TerraformRun, count: number): Promise<void> {
  const { text } = await tf.apply();
  expect(text).toContain(`Plan: ${count} to import, 0 to add, 0 to change, 0 to destroy.`);
  expect(text).toContain(`${count} imported, 0 added, 0 changed, 0 destroyed.`);
  expect((await tf.plan()).changes).toBe(false);
}

async function expectNoChanges(tf: TerraformRun): Promise<void> {
  expect((await tf.plan()).text).toContain('No changes.');
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

test('HCL: whole services of all types, with tags that look like Terraform templates, then three more keys', async () => {
  await withAiven({ files: {}, emulator: account(size) }, async (tf, emulator) => {
    await adopt(emulator, tf.folder, ...hcl, '--services', ...all);
    // Two lists per project, and one per key.
    expect(emulator.requests).toHaveLength(6 + size);
    await importAll(tf, 2 * size);

    addKeys(emulator);
    await adopt(emulator, tf.folder, ...hcl, '--services', ...all);
    await importAll(tf, 3);
    expect(takeUpdates(emulator)).toEqual([]);
  });
});

test('HCL: a second run, another project and a run after the apply keep every object', async () => {
  await withAiven({ files: {}, emulator: small }, async (tf, emulator) => {
    expect(await adopt(emulator, tf.folder, ...hcl, '--project', 'acme-prod')).toContain(
      'acme-prod: 4 keys, 2 bindings',
    );
    await adopt(emulator, tf.folder, ...hcl, '--project', 'acme-prod');
    await importAll(tf, 4 + 2);
    await adopt(emulator, tf.folder, ...hcl, '--project', 'acme-prod');
    await expectNoChanges(tf);
    // Only another project now, and only its services.
    await adopt(emulator, tf.folder, ...hcl, '--project', '2024_Test', '--services');
    await importAll(tf, 4 + 4);
    addKeys(emulator);
    await adopt(emulator, tf.folder, ...hcl, '--project', 'acme-prod', '--keys');
    await importAll(tf, 1);
    expect(readdirSync(tf.folder).filter((name) => name.startsWith('adopted'))).toEqual(['adopted.tf']);
    expect(takeUpdates(emulator)).toEqual([]);
  });
});

test('HCL: the state alone tells what is managed', async () => {
  await withAiven({ files: {}, emulator: small }, async (tf, emulator) => {
    await adopt(emulator, tf.folder, ...hcl, ...all);
    expect(emulator.requests).toHaveLength(6 + 12);
    await importAll(tf, 12 + 6);
    const nothingNew = async (...more: string[]) => {
      const err = await adopt(emulator, tf.folder, ...hcl, ...more, ...all);
      expect(
        err.match(/: nothing new\n.*: left out 4 keys, 2 services that the Terraform state manages/g),
      ).toHaveLength(3);
      expect(existsSync(join(tf.folder, 'adopted.tf'))).toBe(false);
    };
    // Without its header, the file is code like any other.
    const text = readFileSync(join(tf.folder, 'adopted.tf'), 'utf8');
    writeFileSync(join(tf.folder, 'mine.tf'), text.replace('sha256:', 'was '));
    rmSync(join(tf.folder, 'adopted.tf'));
    await nothingNew();
    await nothingNew('--state', join(tf.folder, 'terraform.tfstate'));
    // A new key gets no label that the state has.
    addKeys(emulator);
    await adopt(emulator, tf.folder, ...hcl, ...all);
    await importAll(tf, 3);
  });
});

test('HCL: an edited file stays, and what is new goes to adopted-2.tf', async () => {
  await withAiven({ files: {}, emulator: small }, async (tf, emulator) => {
    await adopt(emulator, tf.folder, ...hcl, '--project', 'acme-prod');
    const file = join(tf.folder, 'adopted.tf');
    const edited = `${readFileSync(file, 'utf8')}\noutput "mine" {\n  value = 1\n}\n`;
    writeFileSync(file, edited);
    addKeys(emulator);
    await adopt(emulator, tf.folder, ...hcl, '--project', 'acme-prod', '--project', '2024_Test');
    expect(readFileSync(file, 'utf8')).toBe(edited);
    expect((await tf.apply()).text).toContain('Plan: 14 to import, 0 to add, 0 to change, 0 to destroy.');
    await adopt(emulator, tf.folder, ...hcl, ...all);
    await importAll(tf, 7);
    expect(readFileSync(file, 'utf8')).toBe(edited);
    expect(readdirSync(tf.folder).filter((name) => name.startsWith('adopted'))).toEqual(['adopted-2.tf', 'adopted.tf']);
  });
});

const oldId = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const newId = '2b671a64-40d5-491e-99b0-da01ff1f3341';
/** One key, and a service that uses it. */
const rotated: EmulatorOptions = {
  seed: {
    projects: [
      {
        name: 'acme-prod',
        cmks: [{ provider: 'gcp' as const, resource: keys.gcp, id: oldId }],
        services: [{ service_name: 'orders-db', service_type: 'pg', plan: 'startup-4', cmk_id: oldId }],
      },
    ],
  },
};

/** What a rotation outside of Terraform does: another key of the same name, the service moved to it, the old key deleted. */
function rotate(emulator: Emulator): void {
  const { cmks, services } = emulator.store.project('acme-prod');
  const [old] = cmks.values();
  const [service] = services.values();
  if (old === undefined || service === undefined) throw new Error('the seed has a key and a service');
  cmks.set(newId, { ...old, id: newId });
  service.cmk_id = newId;
  cmks.delete(oldId);
}

test('HCL: a service that lost its key gets it back; after a rotation outside of Terraform, the plan only imports the new key', async () => {
  await withAiven({ files: {}, emulator: rotated }, async (tf, emulator) => {
    await adopt(emulator, tf.folder, ...hcl, '--project', 'acme-prod');
    await importAll(tf, 2);

    const service = emulator.store.project('acme-prod').services.get('orders-db');
    if (service !== undefined) service.cmk_id = null;
    const detached = await run(emulator, tf.folder, ...hcl, '--project', 'acme-prod');
    expect([detached.code, detached.err]).toEqual([3, expect.stringContaining('encrypts it with that key again')]);
    expect((await tf.plan()).text).toContain('Plan: 0 to add, 1 to change, 0 to destroy.');

    rotate(emulator);
    const { code, err } = await run(emulator, tf.folder, ...hcl, '--project', 'acme-prod');
    expect([code, err]).toEqual([
      3,
      expect.stringContaining(`key "${oldId}" no longer exists in Aiven and is removed`),
    ]);
    await importAll(tf, 1);
    await adopt(emulator, tf.folder, ...hcl, '--project', 'acme-prod');
    await expectNoChanges(tf);
    expect(takeUpdates(emulator)).toEqual([]);
  });
});

test('HCL: removing the adopted file takes no service off its key', async () => {
  await withAiven({ files: {}, emulator: small }, async (tf, emulator) => {
    await adopt(emulator, tf.folder, ...hcl, '--project', 'acme-prod', '--bindings');
    const bound = 2;
    await importAll(tf, bound);
    rmSync(join(tf.folder, 'adopted.tf'));
    expect((await tf.apply()).text).toContain(`Resources: 0 added, 0 changed, ${bound} destroyed.`);
    expect(takeUpdates(emulator)).toEqual([]);
  });
});

test('HCL: with --keep-missing, the next apply creates a deleted key again', async () => {
  await withAiven({ files: {}, emulator: small }, async (tf, emulator) => {
    await adopt(emulator, tf.folder, ...hcl, '--project', 'acme-prod');
    await importAll(tf, 4 + 2);
    const { cmks, services } = emulator.store.project('acme-prod');
    const used = [...services.values()].map(({ cmk_id: id }) => id);
    const unused = [...cmks.values()].find(({ id, status }) => status === 'current' && !used.includes(id));
    cmks.delete(unused?.id ?? '');
    const keeping = await run(emulator, tf.folder, ...hcl, '--project', 'acme-prod', '--keep-missing');
    expect([keeping.code, keeping.err]).toEqual([3, expect.stringContaining('the next apply creates it again')]);
    expect((await tf.plan()).text).toContain('Plan: 1 to add, 0 to change, 0 to destroy.');
    const removing = await run(emulator, tf.folder, ...hcl, '--project', 'acme-prod');
    expect([removing.code, removing.err]).toEqual([3, expect.stringContaining('is removed from')]);
    expect((await tf.plan()).text).not.toMatch(/to (import|add|change|destroy)/);
  });
});

test('HCL: next to the official provider, ours imports everything', async () => {
  const files = {
    'main.tf': `terraform {
  required_providers {
    aiven      = { source = "aiven/aiven" }
    aiven-byok = { source = "${providerSource}" }
  }
}
`,
  };
  const others = { [`${registry()}/aiven/aiven`]: resolve('dist/terraform-provider-aiven.cjs') };
  await withAiven({ files, others, emulator: small }, async (tf, emulator) => {
    const words = ['--format', 'hcl', '--project', 'acme-prod'];
    expect(await run(emulator, tf.folder, ...words)).toMatchObject({ code: 2 });
    await adopt(emulator, tf.folder, ...words, '--provider-name', 'aiven-byok');
    await importAll(tf, 4 + 2);
    // A later run keeps the provider without being told.
    addKeys(emulator);
    await adopt(emulator, tf.folder, ...words);
    await importAll(tf, 1);
    const state = JSON.parse(readFileSync(join(tf.folder, 'terraform.tfstate'), 'utf8'));
    const providers = state.resources.map(({ provider }: { provider: string }) => provider);
    expect(new Set(providers)).toEqual(new Set([`provider["${providerSource}"]`]));
  });
});

test('HCL: in an empty folder, the file is a whole configuration', async () => {
  await withAiven({ files: { 'README.md': 'required_providers' }, emulator: small }, async (tf, emulator) => {
    await adopt(emulator, tf.folder, '--format', 'hcl', '--project', 'acme-prod');
    await importAll(tf, 4 + 2);
    addKeys(emulator);
    await adopt(emulator, tf.folder, '--format', 'hcl', '--project', 'acme-prod');
    await importAll(tf, 1);
  });
});

/** For a stack whose providers are overridden: Terraform runs on it without init. */
const stackFiles = { 'cdk.tf.json': '{ "terraform": { "required_providers": {} } }' };

test('constructs: later runs, with other projects and after the apply, keep every object', async () => {
  const app = new CdktfApp({ PROVIDER_AIVEN_ENABLE_BETA: '1' });
  app.write({ 'main.ts': mainFile });
  await withAiven({ files: stackFiles, emulator: account(39) }, async (tf, emulator) => {
    const synth = async () => tf.write({ 'cdk.tf.json': await app.synth('byok') });
    await adopt(emulator, app.folder, '--project', 'acme-prod');
    await adopt(emulator, app.folder, '--project', '2024_Test', '--services');
    await synth();
    await importAll(tf, 13 + 8 + 26);
    await adopt(emulator, app.folder, '--project', 'acme-prod');
    await synth();
    await expectNoChanges(tf);
    addKeys(emulator);
    await adopt(emulator, app.folder, '--project', 'acme-prod', '--project', '2024_Test');
    await synth();
    await importAll(tf, 2);
    expect(takeUpdates(emulator)).toEqual([]);
  });
});

test('constructs: an edited file stays, and a second one is added on the same stack', async () => {
  const app = new CdktfApp({ PROVIDER_AIVEN_ENABLE_BETA: '1' });
  const both = mainFile
    .replace("'./adopted';", "'./adopted';\nimport { adopt as adopt2 } from './adopted-2';")
    .replace('adopt(stack);', 'adopt(stack);\nadopt2(stack);');
  app.write({ 'main.ts': mainFile });
  await withAiven({ files: stackFiles, emulator: small }, async (tf, emulator) => {
    await adopt(emulator, app.folder, '--project', 'acme-prod');
    await tf.write({ 'cdk.tf.json': await app.synth('byok') });
    await importAll(tf, 4 + 2);
    app.write({ 'adopted.ts': `${app.read('adopted.ts')}\nexport const mine = 1;\n`, 'main.ts': both });
    addKeys(emulator);
    await adopt(emulator, app.folder, '--project', 'acme-prod', '--project', 'acme-staging');
    await tf.write({ 'cdk.tf.json': await app.synth('byok') });
    await importAll(tf, 1 + 5 + 2);
    expect(takeUpdates(emulator)).toEqual([]);
  });
});

test('constructs: after a rotation outside of Terraform, the plan imports the new key and moves no binding', async () => {
  const app = new CdktfApp({ PROVIDER_AIVEN_ENABLE_BETA: '1' });
  app.write({ 'main.ts': mainFile });
  await withAiven({ files: stackFiles, emulator: rotated }, async (tf, emulator) => {
    await adopt(emulator, app.folder, '--project', 'acme-prod');
    await tf.write({ 'cdk.tf.json': await app.synth('byok') });
    await importAll(tf, 2);
    rotate(emulator);
    expect(await run(emulator, app.folder, '--project', 'acme-prod')).toMatchObject({ code: 3 });
    await tf.write({ 'cdk.tf.json': await app.synth('byok') });
    await importAll(tf, 1);
    expect(takeUpdates(emulator)).toEqual([]);
  });
});

test('constructs: a project called "aiven" and a service called "constructor" are adopted like any other', async () => {
  const app = new CdktfApp({ PROVIDER_AIVEN_ENABLE_BETA: '1' });
  app.write({ 'main.ts': mainFile });
  const cmks = [{ provider: 'gcp' as const, resource: keys.gcp, id: oldId }];
  const [bound, whole] = [oldId, null].map((id) => [
    { service_name: 'constructor', service_type: 'pg', plan: 'startup-4', cmk_id: id },
  ]);
  const projects = [
    { name: 'aiven', cmks, services: bound },
    { name: 'constructor', services: whole },
  ];
  await withAiven({ files: stackFiles, emulator: { seed: { projects } } }, async (tf, emulator) => {
    await adopt(emulator, app.folder, '--project', 'aiven');
    await adopt(emulator, app.folder, '--project', 'constructor', '--services');
    await tf.write({ 'cdk.tf.json': await app.synth('byok') });
    await importAll(tf, 3);
  });
});

test('examples/adopt: the command generates its file, and its app imports the account', async () => {
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
