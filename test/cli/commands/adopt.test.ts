/** `adopt`: what is written where, what is said about it, and what never happens. */

import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { EmulatorOptions } from '../../../src/emulator';
import { temporaryFolder } from '../../support/temporary';
import { awsKey, gcpKey, oneId, otherId, project, type Scene, seed, withScene } from '../scene';

const second = 'acme-staging';
const twoProjects: EmulatorOptions = {
  seed: { projects: [...seed.projects, { name: second, cmks: [{ id: otherId, provider: 'aws', resource: awsKey }] }] },
};

const adopt = (scene: Scene, out: string, ...more: string[]) => scene.run('adopt', '--out', out, ...more);

test('keys and bindings become one file; stdout says what goes into main.ts', () =>
  withScene({}, async (scene) => {
    const out = join(temporaryFolder(), 'new');
    const { code, out: data, err } = await adopt(scene, out);
    expect(code).toBe(0);
    expect(data).toBe("import { adopt } from './adopted';\nadopt(stack);\n");
    expect(err).toContain(`${project}: 2 keys, 1 binding`);
    expect(err).toContain('export PROVIDER_AIVEN_ENABLE_BETA=1');
    expect(readdirSync(out)).toEqual(['adopted.ts']);
    const text = readFileSync(join(out, 'adopted.ts'), 'utf8');
    expect(text).toContain(`KmsKey.gcp('${gcpKey}')`);
    expect(text).toContain("ServiceBinding.import(ordersKey, 'orders');");
    expect(scene.operations.sort()).toEqual(['CMKList', 'ServiceList']);
  }));

test.each([
  [['--keys'], '2 keys', ['CMKList']],
  [['--bindings'], '1 binding', ['CMKList', 'ServiceList']],
  [['--services'], '2 keys, 2 services', ['CMKList', 'ServiceList']],
  [['--keys', '--services', '--format', 'hcl'], '2 keys, 2 services', ['CMKList', 'ServiceList']],
])('%s: %s', (words, counts, operations) =>
  withScene({}, async (scene) => {
    const { code, err } = await adopt(scene, temporaryFolder(), ...words);
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining(`${project}: ${counts}\n`) });
    expect(scene.operations.sort()).toEqual(operations);
  }),
);

test('--dry-run prints the file and writes nothing', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    const { code, out: data } = await adopt(scene, out, '--dry-run', '--format', 'hcl');
    expect(code).toBe(0);
    expect(data).toContain('to = aiven_cmk.orders');
    expect(readdirSync(out)).toEqual([]);
  }));

test('run again with nothing new, the file is not touched; with something new, that is added; what vanished is named', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    const file = join(out, 'adopted.ts');
    await adopt(scene, out);
    const { ino, mtimeMs } = statSync(file);
    const again = await adopt(scene, out);
    expect(again).toMatchObject({ code: 0, out: '', err: `${project}: nothing new\n` });
    expect(statSync(file)).toMatchObject({ ino, mtimeMs });

    const { cmks } = scene.emulator.store.project(project);
    const before = readFileSync(file, 'utf8');
    const record = cmks.get(otherId);
    cmks.delete(otherId);
    const id = '9c9d0e1f-2a3b-4c5d-8e7f-8a9b0c1d2e3f';
    if (record !== undefined) cmks.set(id, { ...record, id });
    const more = await adopt(scene, out);
    expect(more.err).toContain(`${project}: 1 key\n`);
    expect(more.code).toBe(3);
    expect(more.err).toContain(
      `warning: ${project}/${otherId} stands in ${file} and is no longer at Aiven: the next apply would register it again, unless you take it out there.`,
    );
    // Who has it in main.ts already is not told to put it there.
    expect(more.out).toBe('');
    const after = readFileSync(file, 'utf8');
    expect(after).toContain(`'${project}/${id}'`);
    expect(after.split('\n')).toEqual(expect.arrayContaining(before.split('\n')));
  }));

test('what a state manages is left out', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    const state = join(out, 'terraform.tfstate');
    const instances = [{ attributes: { project, cmk_id: oneId } }];
    writeFileSync(
      state,
      JSON.stringify({ version: 4, resources: [{ mode: 'managed', type: 'aiven_cmk', instances }] }),
    );
    const { err } = await adopt(scene, out, '--state', state);
    expect(err).toContain(`${project}: 1 key, 1 binding\n`);
    const text = readFileSync(join(out, 'adopted.ts'), 'utf8');
    expect(text).not.toContain(`${project}/${oneId}`);
    // The service is bound to the key that is managed elsewhere.
    expect(text).toContain(`const ordersKey = CustomerManagedKey.lookup(project, 'orders-key', {`);
  }));

test('a file that somebody else wrote stays, and the command fails before it asks anything', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    writeFileSync(join(out, 'adopted.ts'), 'export const mine = 1;\n');
    const { code, err } = await adopt(scene, out);
    expect(code).toBe(1);
    expect(err).toContain('adopted.ts was not written by this command, and stays as it is.');
    expect(readFileSync(join(out, 'adopted.ts'), 'utf8')).toBe('export const mine = 1;\n');
    expect(scene.operations).toEqual([]);
  }));

test('a project that is refused does not keep the others from being adopted, and the command fails with the reason', () =>
  withScene(twoProjects, async (scene) => {
    const out = temporaryFolder();
    const names = [project, 'nowhere', second].flatMap((name) => ['--project', name]);
    const { code, err } = await adopt(scene, out, ...names);
    expect(code).toBe(1);
    expect(err).toContain(`${project}: 2 keys, 1 binding\n`);
    expect(err).toContain(`${second}: 1 key\n`);
    expect(err).toMatch(/error: .*nowhere/);
    expect(err).toContain('Nothing of nowhere was adopted.');
    expect(readFileSync(join(out, 'adopted.ts'), 'utf8')).toContain(`'${second}/${otherId}'`);
  }));

test('where every project is refused, nothing is written', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    const { code } = await adopt(scene, out, '--project', 'nowhere');
    expect(code).toBe(1);
    expect(readdirSync(out)).toEqual([]);
  }));

test('two requests a project, however many keys and services it has', () =>
  withScene({ seed: { projects: [{ name: project, generate: { cmks: 200, services: 200 } }] } }, async (scene) => {
    const { code } = await adopt(scene, temporaryFolder(), '--services');
    expect(code).toBe(0);
    expect(scene.operations.sort()).toEqual(['CMKList', 'ServiceList']);
  }));

test('no secret is asked for, let alone written', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    await adopt(scene, out, '--services', '--format', 'hcl');
    expect(scene.emulator.requests.map(({ path }) => path).join()).not.toContain('include_secrets=true');
    const text = readFileSync(join(out, 'adopted.tf'), 'utf8');
    for (const { password } of scene.emulator.store.project(project).services.values())
      expect(text).not.toContain(password);
  }));

test('interrupted, it leaves no file, not even a half one', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    const terminal = scene.terminal();
    terminal.interruption.abort();
    expect(await terminal.run('adopt', '--out', out)).toBe(130);
    expect(readdirSync(out)).toEqual([]);
  }));

test('a file that cannot be written is an error, and leaves nothing beside it', () =>
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
        expect(err).toContain(`error: ${join(out, name)} cannot be written: "${file}" is not a folder.\n`);
      }
    }
    expect(readdirSync(dirname(file))).toEqual(['a-file']);
  }));

test('an app that uses cdktn gets its constructs from there', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    writeFileSync(join(out, 'package.json'), '{ "dependencies": { "cdktn": "^0.24.0" } }');
    await adopt(scene, out);
    expect(readFileSync(join(out, 'adopted.ts'), 'utf8')).toContain("from 'aiven-byok/cdktn';");
  }));

test('in a folder of an app, the package is the one that the app uses, and main.ts is told the way', () =>
  withScene({}, async (scene) => {
    const app = temporaryFolder();
    writeFileSync(join(app, 'package.json'), '{ "dependencies": { "cdktn": "^0.24.0" } }');
    const { out } = await adopt(scene, join(app, 'src/byok'));
    expect(out).toBe("import { adopt } from './src/byok/adopted';\nadopt(stack);\n");
    expect(readFileSync(join(app, 'src/byok/adopted.ts'), 'utf8')).toContain("from 'aiven-byok/cdktn';");
  }));

test.each(['cdktf', 'hcl'])(
  '%s: who has the bindings and wants services whole is told what stands in the way',
  (format) =>
    withScene({}, async (scene) => {
      const out = temporaryFolder();
      await adopt(scene, out, '--format', format);
      const { code, err } = await adopt(scene, out, '--format', format, '--services');
      expect(code).toBe(0);
      expect(err).toContain(
        `warning: ${project}: 1 service is bound already and not taken whole: for that, take its binding`,
      );
    }),
);

test('HCL says which provider to use, unless another file of the folder does', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    const provider = '{ "source": "npm.internal/aiven-byok/aiven" }';
    writeFileSync(join(out, 'versions.tf.json'), `{ "terraform": { "required_providers": { "aiven": ${provider} } } }`);
    const { out: data, err } = await adopt(scene, out, '--format', 'hcl');
    expect(data).toBe('');
    expect(err).toContain('Then "terraform plan" shows the imports.');
    expect(readFileSync(join(out, 'adopted.tf'), 'utf8')).not.toContain('required_providers');
  }));

test('where another provider is called aiven, HCL is refused before anything is asked, with the line to add', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    writeFileSync(
      join(out, 'main.tf'),
      'terraform {\n  required_providers {\n    aiven = { source = "aiven/aiven" }\n  }\n}\n',
    );
    const { code, err } = await adopt(scene, out, '--format', 'hcl');
    expect(code).toBe(1);
    expect(err).toContain('The required_providers of main.tf says that aiven is "aiven/aiven"');
    expect(err).toContain('aiven-byok = { source = "npm.internal/aiven-byok/aiven" }');
    expect(readdirSync(out)).toEqual(['main.tf']);
    expect(scene.operations).toEqual([]);
  }));

test('imports that were taken out, and resources that were moved to another file, are not adopted again', () =>
  withScene({}, async (scene) => {
    const out = temporaryFolder();
    const file = join(out, 'adopted.tf');
    await adopt(scene, out, '--format', 'hcl', '--services');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/^import \{[^}]*\}\n/gm, ''));
    expect((await adopt(scene, out, '--format', 'hcl')).err).toBe(`${project}: nothing new\n`);
    writeFileSync(join(out, 'main.tf'), text.slice(text.indexOf('import {')));
    writeFileSync(file, text.slice(0, text.indexOf('import {')));
    expect((await adopt(scene, out, '--format', 'hcl')).err).toBe(`${project}: nothing new\n`);
  }));

test('what cannot be adopted is left out with a warning that no terminal obeys', () =>
  withScene({ checkReferences: false }, async (scene) => {
    const record = scene.emulator.store.project(project).cmks.get(otherId);
    if (record !== undefined) record.resource = 'a\u001b[2Jb\n\x24{x}';
    const { code, err } = await adopt(scene, temporaryFolder());
    expect(code).toBe(0);
    expect(err).toContain(`warning: ${project}: key ${otherId} is left out.`);
    expect(err).toContain('\nleft out: 1 key\n');
    expect(err).not.toContain('\u001b');
  }));
