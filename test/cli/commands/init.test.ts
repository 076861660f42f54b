import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keys, withAiven } from '../../support/emulator/aiven';
import { onNode } from '../../support/on-node';
import { temporaryFolder } from '../../support/temporary';
import { CdktfApp } from '../../support/terraform/cdktf';
import { Terminal } from '../terminal';

async function init(folder: string, ...more: string[]) {
  const terminal = new Terminal();
  const code = await terminal.run('init', '--dir', folder, ...more);
  return { code, err: terminal.err };
}

test('the CDKTF app synthesizes as written', async () => {
  const app = new CdktfApp({});
  expect(await init(app.folder, '--project', 'shop', '--resource', keys.aws)).toMatchObject({ code: 0 });
  const { resource: resources, provider } = JSON.parse(await app.synth('byok'));
  expect(provider.aiven).toEqual([{ enable_beta: true }]);
  const expected = { project: 'shop', cmk_provider: 'aws', resource: keys.aws, default_cmk: true };
  expect(Object.values(resources.aiven_cmk)).toMatchObject([expected]);
});

test.each(['aws', 'azure', 'gcp', 'oci'] as const)('a key in %s is passed to KmsKey of its cloud', async (cloud) => {
  const folder = temporaryFolder();
  await init(folder, '--resource', keys[cloud]);
  expect(readFileSync(join(folder, 'main.ts'), 'utf8')).toContain(`KmsKey.${cloud}('${keys[cloud]}')`);
});

test('warns if the project or the key is an example', async () => {
  expect((await init(temporaryFolder(), '--project', 'shop')).err).toContain('main.ts is an example');
  expect((await init(temporaryFolder(), '--hcl', '--project', 'shop', '--resource', keys.gcp)).err).not.toContain(
    'is an example',
  );
});

test.each([
  ['22.23.5', 0],
  ['26.12.1', 1],
])(
  'on Node %s, the number of warnings that the CDKTF CLI does not start is %s, and none for HCL',
  async (node, count) => {
    await onNode(node, async () => {
      const warning = /cdktf-cli 0\.21 has no prebuilt pty\.node/g;
      expect((await init(temporaryFolder())).err.match(warning) ?? []).toHaveLength(count);
      expect((await init(temporaryFolder(), '--hcl')).err).not.toMatch(warning);
    });
  },
);

test('the HCL applies, and the next plan is empty', async () => {
  // The file has its own required_providers.
  await withAiven(
    { files: { 'README.md': 'required_providers' }, env: { PROVIDER_AIVEN_ENABLE_BETA: undefined } },
    async (tf, emulator) => {
      expect((await init(tf.folder, '--hcl', '--project', 'acme-prod', '--resource', keys.aws)).code).toBe(0);
      await tf.apply();
      expect([...emulator.store.project('acme-prod').cmks.values()]).toMatchObject([{ resource: keys.aws }]);
      expect((await tf.plan()).changes).toBe(false);
    },
  );
});

test.each([
  ['main.ts', []],
  ['cdktf.json', []],
  ['main.tf', []],
  ['main.ts', ['--hcl']],
])('writes nothing if %s exists, and names it (%j)', async (name, more) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), 'mine');
  const { code, err } = await init(folder, ...more);
  expect(code).toBe(1);
  expect(err).toContain(`"${join(folder, name)}" already exists; nothing was written.`);
  expect(readdirSync(folder)).toEqual([name]);
  expect(readFileSync(join(folder, name), 'utf8')).toBe('mine');
});

test('writes nothing through a dangling symbolic link', async () => {
  const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
  symlinkSync(join(elsewhere, 'target'), join(folder, 'main.tf'));
  expect((await init(folder, '--hcl')).code).toBe(1);
  expect(readdirSync(elsewhere)).toEqual([]);
});

test('leaves an existing .gitignore as it is, and names the lines that it lacks', async () => {
  const [folder, complete] = [temporaryFolder(), temporaryFolder()];
  writeFileSync(join(folder, '.gitignore'), 'dist/\r\nnode_modules/\r\n*.tfstate\r\n');
  const { code, err } = await init(folder);
  expect(code).toBe(0);
  expect(err).toContain(`Add these lines to "${join(folder, '.gitignore')}": cdktf.out/ .terraform/ *.tfstate.*\n`);
  expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('dist/\r\nnode_modules/\r\n*.tfstate\r\n');
  writeFileSync(join(complete, '.gitignore'), '.terraform/\n*.tfstate\n*.tfstate.*\n');
  expect((await init(complete, '--hcl')).err).not.toContain('Add these lines');
});

test('finds the first line of a .gitignore that starts with a byte order mark', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, '.gitignore'), '\ufeff.terraform/\n*.tfstate\n*.tfstate.*\n');
  expect((await init(folder, '--hcl')).err).not.toContain('Add these lines');
});

test('reports a folder that does not exist', async () => {
  expect(await init(join(temporaryFolder(), 'none'))).toMatchObject({ code: 1, err: expect.stringContaining('--dir') });
});

test('rejects a key that no cloud has, with the expected forms', async () => {
  const folder = temporaryFolder();
  const { code, err } = await init(folder, '--resource', 'orders');
  expect(code).toBe(2);
  expect(err).toContain('Invalid --resource');
  expect(readdirSync(folder)).toEqual([]);
});
