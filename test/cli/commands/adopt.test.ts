/** `adopt`: which files it writes, what it reports, and what it never does. */

import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { EmulatorOptions } from '../../../src/emulator';
import { temporaryFolder } from '../../support/temporary';
import { awsKey, gcpKey, oneId, otherId, project, refuseToken, type Scene, seed, token, withScene } from '../scene';

const second = 'acme-staging';
const twoProjects: EmulatorOptions = {
  seed: { projects: [...seed.projects, { name: second, cmks: [{ id: otherId, provider: 'aws', resource: awsKey }] }] },
};

const adopt = (scene: Scene, out: string, ...more: string[]) => scene.run('adopt', '--out', out, ...more);
const hcl = ['--format', 'hcl'];

/** Outside of any app, unlike this repository. */
const outside = tmpdir();
const repository = process.cwd();
beforeEach(() => process.chdir(outside));
afterEach(() => process.chdir(repository));

/** Registers another key, whose KMS key has the given one's name. */
function addKey(scene: Scene, like = otherId): string {
  const id = '9c9d0e1f-2a3b-4c5d-8e7f-8a9b0c1d2e3f';
  const { cmks } = scene.emulator.store.project(project);
  const record = cmks.get(like);
  if (record === undefined) throw new Error(`no key ${like}`);
  cmks.set(id, { ...record, id, default_cmk: false });
  return id;
}

/** The lists of projects that were requested. */
const listsOf = (scene: Scene) => scene.operations.filter((name) => name !== 'CMKServiceAssociationsList').sort();

test('writes keys and bindings to one file, and prints what to add to main.ts', () =>
  withScene({}, async (scene) => {
    const app = temporaryFolder();
    writeFileSync(join(app, 'main.ts'), '');
    process.chdir(app);
    const out = join(app, 'new');
    const { code, out: data, err } = await adopt(scene, out);
    expect(code).toBe(0);
    expect(data).toBe("import { adopt } from './new/adopted';\nadopt(stack);\n");
    expect(err).toContain(`${project}: 2 keys, 1 binding`);
    expect(err).toContain('export PROVIDER_AIVEN_ENABLE_BETA=1');
    expect(readdirSync(out)).toEqual(['adopted.ts']);
    const text = readFileSync(join(out, 'adopted.ts'), 'utf8');
    expect(text).toContain(`KmsKey.gcp('${gcpKey}')`);
    expect(text).toContain("ServiceBinding.import(ordersKey, 'orders');");
    expect(listsOf(scene)).toEqual(['CMKList', 'ServiceList']);
  }));

test.each([
  [['--keys'], '2 keys', ['CMKList']],
  [['--bindings'], '1 binding', ['CMKList', 'ServiceList']],
  [['--services'], '2 keys, 2 services', ['CMKList', 'ServiceList']],
  [['--keys', '--services', ...hcl], '2 keys, 2 services', ['CMKList', 'ServiceList']],
])('%s: %s', (words, counts, operations) =>
  withScene({}, async (scene) => {
    const { code, err } = await adopt(scene, temporaryFolder(), ...words);
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining(`${project}: ${counts}\n`) });
    expect(listsOf(scene)).toEqual(operations);
  }),
);

test('--dry-run prints the file and writes nothing', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    const { code, out: data, err } = await adopt(scene, out, '--dry-run', ...hcl);
    expect(code).toBe(0);
    expect(data).toContain('to = aiven_cmk.orders');
    expect(err).toContain(`Would write "${join(out, 'adopted.tf')}"`);
    expect(readdirSync(out)).toEqual([]);
  }));

test('a second run leaves the file alone, adds a new key, and removes and reports a deleted one', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    const file = join(out, 'adopted.ts');
    await adopt(scene, out);
    const { ino, mtimeMs } = statSync(file);
    const again = await adopt(scene, out);
    expect(again).toMatchObject({ code: 0, out: '', err: `${project}: nothing new\n` });
    expect(statSync(file)).toMatchObject({ ino, mtimeMs });

    const id = addKey(scene);
    scene.emulator.store.project(project).cmks.delete(otherId);
    const more = await adopt(scene, out);
    expect(more.err).toContain(`${project}: 1 key\n`);
    expect(more.code).toBe(3);
    expect(more.err).toContain(
      `warning: ${project}: key "${otherId}" no longer exists in Aiven and is removed from "${file}". To keep it there, pass --keep-missing.\n`,
    );
    // main.ts has the lines already.
    expect(more.out).toBe('');
    const after = readFileSync(file, 'utf8');
    expect(after).toContain(`'${project}/${id}'`);
    expect(after).not.toContain(`'${project}/${otherId}'`);
    expect(await adopt(scene, out)).toMatchObject({ code: 0, err: `${project}: nothing new\n` });
  }));

test('--keep-missing leaves the file alone, and writes new objects to the next one', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    writeFileSync(join(out, 'main.ts'), '');
    const file = join(out, 'adopted.ts');
    await adopt(scene, out);
    const before = readFileSync(file, 'utf8');
    const id = addKey(scene);
    scene.emulator.store.project(project).cmks.delete(otherId);
    const { code, err, out: data } = await adopt(scene, out, '--keep-missing');
    expect(code).toBe(3);
    expect(err).toContain(
      `warning: ${project}: key "${otherId}" no longer exists in Aiven. "${file}" keeps it: the next apply creates it again.\n`,
    );
    expect(err).toContain(
      `"${file}" lists what no longer exists in Aiven and stays as it is; new objects go to "adopted-2.ts".\n`,
    );
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(readFileSync(join(out, 'adopted-2.ts'), 'utf8')).toContain(`'${project}/${id}'`);
    expect(data).toBe("import { adopt as adopt2 } from './adopted-2';\nadopt2(stack);\n");
  }));

test('an edited file is not touched: new objects go to the next file, and main.ts needs two more lines', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    writeFileSync(join(out, 'main.ts'), '');
    const file = join(out, 'adopted.ts');
    await adopt(scene, out);
    const edited = readFileSync(file, 'utf8').replace('ordersKey', 'renamed');
    writeFileSync(file, edited);
    expect(await adopt(scene, out)).toMatchObject({ code: 0, err: `${project}: nothing new\n` });
    const id = addKey(scene, oneId);
    const { code, out: data, err } = await adopt(scene, out);
    expect([code, data]).toEqual([0, "import { adopt as adopt2 } from './adopted-2';\nadopt2(stack);\n"]);
    expect(err).toContain(`"${file}" was edited and stays as it is; new objects go to "adopted-2.ts".\n`);
    expect(readFileSync(file, 'utf8')).toBe(edited);
    const second = readFileSync(join(out, 'adopted-2.ts'), 'utf8');
    expect(second).toContain(`'${project}/${id}'`);
    expect(second).not.toContain(`'${project}/${oneId}'`);
    expect(await adopt(scene, out)).toMatchObject({ code: 0, err: `${project}: nothing new\n` });
  }));

test('what an edited file lists and Aiven no longer has is reported', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    const file = join(out, 'adopted.tf');
    await adopt(scene, out, ...hcl);
    writeFileSync(file, `${readFileSync(file, 'utf8')}# mine\n`);
    scene.emulator.store.project(project).cmks.delete(otherId);
    const { code, err } = await adopt(scene, out, ...hcl);
    expect(code).toBe(3);
    expect(err).toContain(
      `warning: ${project}: key "${otherId}" no longer exists in Aiven. "${file}" was edited: remove it there by hand, and its line in the header.\n`,
    );
  }));

test('CRLF line endings are no edit, and stay', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    const file = join(out, 'adopted.tf');
    await adopt(scene, out, ...hcl);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
    expect((await adopt(scene, out, ...hcl)).err).toBe(`${project}: nothing new\n`);
    const id = addKey(scene);
    await adopt(scene, out, ...hcl);
    expect(readdirSync(out)).toEqual(['adopted.tf']);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(`id = "${project}/${id}"\r\n}\r\n`);
    expect(text).not.toMatch(/[^\r]\n/);
  }));

test('a service that no longer uses its key keeps it in the file, with a warning', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    const file = join(out, 'adopted.ts');
    await adopt(scene, out);
    const before = readFileSync(file, 'utf8');
    const record = scene.emulator.store.project(project).services.get('orders');
    if (record !== undefined) record.cmk_id = null;
    const { code, err } = await adopt(scene, out);
    expect(code).toBe(3);
    expect(err).toContain(
      `warning: ${project}: service "orders" uses Aiven-managed keys now, but "${file}" keeps its key "${oneId}": the next apply encrypts it with that key again.\n`,
    );
    expect(readFileSync(file, 'utf8')).toBe(before);
  }));

test('a run with another project reads those of the file too, and keeps their objects', () =>
  withScene(twoProjects, async (scene) => {
    const out = temporaryFolder();
    const file = join(out, 'adopted.tf');
    await adopt(scene, out, ...hcl);
    const blocks = readFileSync(file, 'utf8').split('# Project ')[1];
    scene.emulator.requests.length = 0;
    const { code, err } = await adopt(scene, out, ...hcl, '--project', second);
    expect([code, err]).toEqual([0, expect.stringMatching(new RegExp(`^${second}: 1 key\n`))]);
    expect(readFileSync(file, 'utf8').split('# Project ').slice(1)).toEqual([
      expect.stringContaining(blocks ?? ''),
      expect.stringContaining(`"${second}/${otherId}"`),
    ]);
    expect(listsOf(scene)).toEqual(['CMKList', 'CMKList', 'ServiceList', 'ServiceList']);
  }));

test('a file is not rewritten when a project that it lists cannot be read', () =>
  withScene(twoProjects, async (scene) => {
    const out = temporaryFolder();
    const file = join(out, 'adopted.ts');
    await adopt(scene, out, '--project', second);
    const before = readFileSync(file, 'utf8');
    scene.emulator.store.projects.delete(second);
    const { code, err } = await adopt(scene, out);
    expect(code).toBe(1);
    expect(err).toMatch(new RegExp(`error: .*${second}`));
    expect(err).toContain(
      `Nothing was written: "${file}" can be rewritten only when every project that it lists can be read.\n`,
    );
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(readdirSync(out)).toEqual(['adopted.ts']);
  }));

const instances = [{ attributes: { project, cmk_id: oneId } }];
const managing = (name: string) =>
  JSON.stringify({ version: 4, resources: [{ mode: 'managed', type: 'aiven_cmk', name, instances }] });

test('--state leaves out what the state manages', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    const state = join(out, 'terraform.tfstate');
    writeFileSync(state, managing('x'));
    const { err } = await adopt(scene, out, '--state', state);
    expect(err).toContain(`${project}: 1 key, 1 binding\n`);
    expect(err).toContain(`${project}: left out 1 key that the Terraform state manages\n`);
    const text = readFileSync(join(out, 'adopted.ts'), 'utf8');
    expect(text).not.toContain(`${project}/${oneId}`);
    // The service is bound to the key that other code manages.
    expect(text).toContain(`const ordersKey = CustomerManagedKey.lookup(project, 'orders-key', {`);
  }));

/** A program in place of Terraform. */
function program(script: string): string {
  const path = join(temporaryFolder(), 'terraform');
  writeFileSync(path, `#!/bin/sh\n${refuseToken}\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

test('without --state, Terraform prints the state of the folder', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    writeFileSync(join(out, 'terraform.tfstate'), '{}');
    const values = { project, cmk_id: oneId };
    const resources = [{ mode: 'managed', type: 'aiven_cmk', name: 'aws_us_east_1_1234abcd', values }];
    const state = JSON.stringify({ format_version: '1.0', values: { root_module: { resources } } });
    const shown = join(out, 'shown.json');
    writeFileSync(shown, state);
    const binary = program(`[ "$*" = "show -json" ] && [ "$PWD" -ef '${out}' ] && exec /bin/cat '${shown}'`);
    const env = { TERRAFORM_BINARY_NAME: binary, AIVEN_AUTH_TOKEN: token };
    const { code, err } = await scene.runIn({ env }, 'adopt', '--out', out, ...hcl);
    expect([code, err]).toEqual([
      0,
      expect.stringContaining(`${project}: left out 1 key that the Terraform state manages`),
    ]);
    const text = readFileSync(join(out, 'adopted.tf'), 'utf8');
    expect(text).not.toContain(`"${project}/${oneId}"`);
    // The state has that label already, for another key.
    expect(text).toContain('resource "aiven_cmk" "aws_us_east_1_1234abcd_2" {');
  }));

test.each([
  [
    'fails',
    () => program('echo "Error: Backend initialization required" >&2; exit 1'),
    'Backend initialization required',
  ],
  ['cannot be run', () => '/nowhere/terraform', '/nowhere/terraform'],
])('when Terraform %s, nothing is written or requested', (_, binary, reason) =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    writeFileSync(join(out, 'terraform.tfstate'), '{}');
    const env = { TERRAFORM_BINARY_NAME: binary() };
    const { code, err } = await scene.runIn({ env }, 'adopt', '--out', out, ...hcl);
    expect(code).toBe(1);
    expect(err).toContain(`error: Could not read the Terraform state of "${out}", so its objects cannot be left out. `);
    expect(err).toContain(reason);
    expect(err).toContain('or pass a state file with --state.\n');
    expect(readdirSync(out)).toEqual(['terraform.tfstate']);
    expect(scene.operations).toEqual([]);
  }),
);

test('in an app, the local state of a stack is left out', () =>
  withScene({}, async (scene) => {
    const app = temporaryFolder();
    mkdirSync(join(app, 'cdktf.out/stacks/byok'), { recursive: true });
    writeFileSync(join(app, 'cdktf.json'), '{}');
    writeFileSync(join(app, 'terraform.byok.tfstate'), managing('x'));
    const { err } = await adopt(scene, join(app, 'src'));
    expect(err).toContain(`${project}: left out 1 key that the Terraform state manages\n`);
  }));

test.each([
  ['adopted.ts', 'export const mine = 1;\n'],
  ['adopted-2.ts', '// aiven-byok adopt sha256:damaged\n'],
])('refuses a folder whose %s has no valid header, before it sends a request', (name, text) =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    writeFileSync(join(out, name), text);
    const { code, err } = await adopt(scene, out);
    expect(code).toBe(1);
    expect(err).toContain(
      `error: "${join(out, name)}" has no valid "aiven-byok adopt" header, so it was not changed.\n`,
    );
    expect(err).toContain('Restore its header, rename the file, or write to another folder with --out.\n');
    expect(readFileSync(join(out, name), 'utf8')).toBe(text);
    expect(readdirSync(out)).toEqual([name]);
    expect(scene.operations).toEqual([]);
  }),
);

test('a project that cannot be read fails the command, but not the other projects', () =>
  withScene(twoProjects, async (scene) => {
    const out = temporaryFolder();
    const names = [project, 'nowhere', second].flatMap((name) => ['--project', name]);
    const { code, err } = await adopt(scene, out, ...names);
    expect(code).toBe(1);
    expect(err).toContain(`${project}: 2 keys, 1 binding\n`);
    expect(err).toContain(`${second}: 1 key\n`);
    expect(err).toMatch(/error: .*nowhere/);
    expect(err).toContain('Nothing of project "nowhere" was adopted.');
    expect(readFileSync(join(out, 'adopted.ts'), 'utf8')).toContain(`'${second}/${otherId}'`);
  }));

test('when no project can be read, nothing is written', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    const { code } = await adopt(scene, out, '--project', 'nowhere');
    expect(code).toBe(1);
    expect(readdirSync(out)).toEqual([]);
  }));

test('sends two requests per project and one per key, however many services it has', () =>
  withScene({ seed: { projects: [{ name: project, generate: { cmks: 20, services: 200 } }] } }, async (scene) => {
    const { code } = await adopt(scene, temporaryFolder(), '--services');
    expect(code).toBe(0);
    const lists = Array.from({ length: 20 }, () => 'CMKServiceAssociationsList');
    expect(scene.operations.sort()).toEqual(['CMKList', ...lists, 'ServiceList']);
  }));

test('sends one request per project for its keys alone', () =>
  withScene({}, async (scene) => {
    await adopt(scene, temporaryFolder(), '--keys');
    expect(scene.operations).toEqual(['CMKList']);
  }));

test('reports a service that changed its key since, and follows it in a file that nobody edited', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    const file = join(out, 'adopted.tf');
    await adopt(scene, out, ...hcl);
    scene.emulator.call('ServiceUpdate', project, { serviceName: 'orders' }, { cmk_id: otherId });
    const before = readFileSync(file, 'utf8');
    const moved = `${project}: service "orders" uses key "${otherId}" now, no longer "${oneId}".`;
    const followed = await adopt(scene, out, ...hcl);
    expect([followed.code, followed.err]).toEqual([
      0,
      expect.stringContaining(`warning: ${moved} "${file}" follows.\n`),
    ]);

    writeFileSync(file, `${before}# edited\n`);
    const { code, err } = await adopt(scene, out, ...hcl);
    expect([code, err]).toEqual([
      3,
      expect.stringContaining(
        `warning: ${moved} If "${file}" still has the old key, the next apply moves the service back: change the key there, and in its line of the header.\n`,
      ),
    ]);
    expect(readFileSync(file, 'utf8')).toBe(`${before}# edited\n`);
  }));

test('requests no secret, and writes none', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    await adopt(scene, out, '--services', ...hcl);
    expect(scene.emulator.requests.map(({ path }) => path).join()).not.toContain('include_secrets=true');
    const text = readFileSync(join(out, 'adopted.tf'), 'utf8');
    for (const { password } of scene.emulator.store.project(project).services.values()) {
      expect(text).not.toContain(password);
    }
  }));

test('when interrupted, writes no file, not even a part of one', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    const terminal = scene.terminal();
    terminal.interruption.abort();
    expect(await terminal.run('adopt', '--out', out)).toBe(130);
    expect(readdirSync(out)).toEqual([]);
  }));

test('a file that cannot be written is an error, and leaves nothing behind', () =>
  withScene({}, async (scene) => {
    const file = join(temporaryFolder(), 'a-file');
    writeFileSync(file, '');
    for (const out of [file, join(file, 'below')]) {
      for (const [format, name] of [
        ['cdktf', 'adopted.ts'],
        ['hcl', 'adopted.tf'],
      ] as const) {
        const { code, err } = await adopt(scene, out, '--format', format);
        expect(code).toBe(1);
        expect(err).toContain(`error: Could not write "${join(out, name)}": "${file}" is not a folder.\n`);
      }
    }
    expect(readdirSync(dirname(file))).toEqual(['a-file']);
  }));

test('an app that uses cdktn imports the constructs from there', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    writeFileSync(join(out, 'package.json'), '{ "dependencies": { "cdktn": "^0.24.0" } }');
    await adopt(scene, out);
    expect(readFileSync(join(out, 'adopted.ts'), 'utf8')).toContain("from 'aiven-byok/cdktn';");
  }));

test("in a folder of an app, uses the app's package and the path from its main.ts", () =>
  withScene({}, async (scene) => {
    const app = temporaryFolder();
    writeFileSync(join(app, 'package.json'), '{ "dependencies": { "cdktn": "^0.24.0" } }');
    writeFileSync(join(app, 'main.ts'), '');
    const { out } = await adopt(scene, join(app, 'src/byok'));
    expect(out).toBe("import { adopt } from './src/byok/adopted';\nadopt(stack);\n");
    expect(readFileSync(join(app, 'src/byok/adopted.ts'), 'utf8')).toContain("from 'aiven-byok/cdktn';");
  }));

test.each([
  ['npx tsx main.ts', 'src/byok', 'main.ts', './src/byok/adopted'],
  ['npx tsx src/main.ts', 'src', 'src/main.ts', './adopted'],
  ['npx ts-node --prefer-ts-exts infra/app.ts', 'shared/keys', 'infra/app.ts', '../shared/keys/adopted'],
  ['node dist/main.js', '.', 'main.ts', './adopted'],
])('with the app "%s", a file in "%s" is imported into %s from "%s"', (command, folder, main, path) =>
  withScene({}, async (scene) => {
    const app = temporaryFolder();
    writeFileSync(join(app, 'cdktf.json'), JSON.stringify({ app: command }));
    const { out, err } = await adopt(scene, join(app, folder));
    expect(out).toBe(`import { adopt } from '${path}';\nadopt(stack);\n`);
    expect(err).toContain(`Add these lines to ${main}, `);
  }),
);

test('a file outside of the app is imported into the main file of the app in the working directory', () =>
  withScene({}, async (scene) => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'app'));
    writeFileSync(join(root, 'package.json'), '{}');
    writeFileSync(join(root, 'app/cdktf.json'), '{ "app": "npx tsx main.ts" }');
    process.chdir(join(root, 'app'));
    expect((await adopt(scene, '../shared')).out).toContain("from '../shared/adopted';");
  }));

test('names the file, and does not guess an import, if nothing shows where the app is', () =>
  withScene({}, async (scene) => {
    const folder = temporaryFolder();
    const { code, out, err } = await adopt(scene, folder);
    expect([code, out]).toEqual([0, '']);
    const file = join(folder, 'adopted.ts');
    expect(err).toContain(
      `\nImport "adopt" from "${file}" in your app, and call it with the stack that has an AivenProvider.\n`,
    );
  }));

test('refuses --out with the name of a file, before any request', () =>
  withScene({}, async (scene) => {
    const folder = temporaryFolder();
    const path = join(folder, 'my-keys.ts');
    expect(await adopt(scene, path)).toMatchObject({
      code: 2,
      err: `error: --out must be a folder, but "${path}" looks like the name of a file.\nPass the folder that "adopted.ts" or "adopted.tf" is written to.\n`,
    });
    expect([readdirSync(folder), scene.operations]).toEqual([[], []]);
  }));

test.each(['cdktf', 'hcl'])('%s: explains how to adopt a service as a whole that has a binding already', (format) =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    await adopt(scene, out, '--format', format);
    const { code, err } = await adopt(scene, out, '--format', format, '--services');
    expect(code).toBe(0);
    expect(err).toContain(
      `warning: ${project}: 1 service already has a binding and cannot be adopted as a whole. To do so, remove its binding from the code and, with "terraform state rm", from the state, then run this again.\n`,
    );
  }),
);

test('HCL in an empty folder declares the provider', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    const { out: data, err } = await adopt(scene, out, ...hcl);
    expect(data).toBe('');
    expect(err).toContain('Then "terraform plan" shows the imports.');
    expect(readFileSync(join(out, 'adopted.tf'), 'utf8')).toContain('required_providers');
  }));

test('HCL next to other Terraform files needs --provider-name, once', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    writeFileSync(join(out, 'versions.tf.json'), '{}');
    const refused = await adopt(scene, out, ...hcl);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(
      `error: "${out}" has other Terraform files: --provider-name must say what their required_providers call this provider.\n`,
    );
    expect(refused.err).toContain('Pass --provider-name aiven if the entry is "aiven"');
    expect(scene.operations).toEqual([]);
    expect(readdirSync(out)).toEqual(['versions.tf.json']);

    expect((await adopt(scene, out, ...hcl, '--provider-name', 'byok')).code).toBe(0);
    const file = join(out, 'adopted.tf');
    const count = () => readFileSync(file, 'utf8').match(/^ {2}provider +=\s+byok$/gm)?.length;
    expect(readFileSync(file, 'utf8')).not.toContain('required_providers');
    expect(count()).toBe(3);
    addKey(scene);
    expect((await adopt(scene, out, ...hcl)).code).toBe(0);
    expect(count()).toBe(4);
  }));

test.each([
  [['--provider-name', 'byok'], '--provider-name needs --format hcl.'],
  [
    [...hcl, '--provider-name', 'By ok'],
    '"By ok" is not a provider name: expected lower-case letters, digits and hyphens.',
  ],
])('refuses %j', (words, sentence) =>
  withScene({}, async (scene) => {
    const { code, err } = await adopt(scene, temporaryFolder(), ...words);
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
  }),
);

test('what cannot be adopted is left out with a warning, without control characters', () =>
  withScene({ checkReferences: false }, async (scene) => {
    const record = scene.emulator.store.project(project).cmks.get(otherId);
    if (record !== undefined) record.resource = 'a\u001b[2Jb\n\x24{x}';
    const { code, err } = await adopt(scene, temporaryFolder());
    expect(code).toBe(0);
    expect(err).toContain(`warning: ${project}: left out key "${otherId}". `);
    expect(err).toContain('\nleft out: 1 key\n');
    expect(err).not.toContain('\u001b');
  }));
