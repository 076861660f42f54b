import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProviderInstallation, installProvider } from '../../src/install';
import { namedPipe, temporaryFolder } from '../support/temporary';

const block = (inner: string) => `provider_installation {\n${inner}\n}\n`;

function withConfig(text: string, name = '.terraformrc') {
  const home = temporaryFolder();
  const file = join(home, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return { home, file };
}

test('finds nothing without a configuration', () => {
  expect(findProviderInstallation({ env: {}, home: temporaryFolder() })).toBeUndefined();
});

test('finds a block in ~/.terraformrc', () => {
  const { home, file } = withConfig(block('  direct {}'));
  expect(findProviderInstallation({ env: {}, home })).toEqual({ file, servesOurs: false });
});

test('TF_CLI_CONFIG_FILE overrides the file in the home folder', () => {
  const { home } = withConfig(block('  direct {}'));
  const { file: named } = withConfig('plugin_cache_dir = "/x"\n', 'own.tfrc');
  expect(findProviderInstallation({ env: { TF_CLI_CONFIG_FILE: named }, home })).toBeUndefined();
});

test('ignores a TF_CLI_CONFIG_FILE that does not exist', () => {
  const env = { TF_CLI_CONFIG_FILE: join(temporaryFolder(), 'missing') };
  expect(findProviderInstallation({ env, home: temporaryFolder() })).toBeUndefined();
});

test('ignores a named pipe, which Terraform reports', () => {
  expect(findProviderInstallation({ env: { TF_CLI_CONFIG_FILE: namedPipe() }, home: '/' })).toBeUndefined();
});

test('reads the files in ~/.terraform.d too', () => {
  const { home, file } = withConfig(block('  direct {}'), '.terraform.d/work.tfrc');
  expect(findProviderInstallation({ env: {}, home })?.file).toBe(file);
});

test('reads JSON', () => {
  const { home, file } = withConfig('{"provider_installation":[{"direct":{}}]}', '.terraform.d/work.tfrc.json');
  expect(findProviderInstallation({ env: {}, home })?.file).toBe(file);
});

test('reads OpenTofu’s file if OpenTofu runs', () => {
  const { home, file } = withConfig(block('  direct {}'), '.tofurc');
  expect(findProviderInstallation({ env: {}, home })).toBeUndefined();
  expect(findProviderInstallation({ env: { TERRAFORM_BINARY_NAME: 'tofu' }, home })?.file).toBe(file);
});

test.each(['# provider_installation {}', '// provider_installation {}', '/*\nprovider_installation {}\n*/'])(
  'a block in a comment is none: %j',
  (text) => {
    const { home } = withConfig(`${text}\n`);
    expect(findProviderInstallation({ env: {}, home })).toBeUndefined();
  },
);

test('does not take a pattern with /* for a comment', () => {
  const pattern = 'plugin_cache_dir = "/a/*/*"\n';
  const { home, file } = withConfig(`${pattern}${block('  direct {\n    include = ["*/*"]\n  }')}`);
  expect(findProviderInstallation({ env: {}, home })?.file).toBe(file);
});

test('a block with a mirror that has our provider serves us', () => {
  const mirror = temporaryFolder();
  const { home } = withConfig(block(`  filesystem_mirror {\n    path = "${mirror}"\n  }`));
  const served = () => findProviderInstallation({ env: {}, home, version: '0.1.0' })?.servesOurs;
  expect(served()).toBe(false);
  const file = join(temporaryFolder(), 'provider');
  writeFileSync(file, '');
  installProvider(mirror, { file, version: '0.1.0' });
  expect(served()).toBe(true);
});

test('a packed mirror that has our provider serves us', () => {
  const mirror = temporaryFolder();
  const { home } = withConfig(block(`  filesystem_mirror {\n    path = "${mirror}"\n  }`));
  const folder = join(mirror, 'npm.invalid', 'aiven-byok', 'aiven');
  const served = () => findProviderInstallation({ env: {}, home, version: '0.1.0' })?.servesOurs;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'terraform-provider-aiven_0.1.1_linux_amd64.zip'), '');
  expect(served()).toBe(false);
  writeFileSync(join(folder, 'terraform-provider-aiven_0.1.0_linux_amd64.zip'), '');
  expect(served()).toBe(true);
});

test('a network mirror for our source address serves us', () => {
  const mirror = (include: string) =>
    withConfig(block(`  network_mirror {\n    url = "https://mirror.test/"\n    include = ["${include}"]\n  }`)).home;
  expect(findProviderInstallation({ env: {}, home: mirror('npm.invalid/*/*') })?.servesOurs).toBe(true);
  expect(findProviderInstallation({ env: {}, home: mirror('hashicorp/*') })?.servesOurs).toBe(false);
});

test.each([
  [undefined, ['terraform.rc'], 'terraform.rc'],
  ['tofu', ['terraform.rc', 'tofu.rc'], 'tofu.rc'],
  [undefined, ['terraform.d/work.tfrc'], 'terraform.d/work.tfrc'],
])('on Windows, reads the files in %%APPDATA%% for %s: %j', (binary, files, expected) => {
  const APPDATA = temporaryFolder();
  mkdirSync(join(APPDATA, 'terraform.d'));
  for (const name of files) writeFileSync(join(APPDATA, name), block('  direct {}'));
  const env = { APPDATA, TERRAFORM_BINARY_NAME: binary };
  const { home } = withConfig(block('  direct {}'));
  expect(findProviderInstallation({ env, home, platform: 'win32' })?.file).toBe(join(APPDATA, expected));
});

test('a development override of our provider serves us', () => {
  const { home } = withConfig(block('  dev_overrides {\n    "npm.invalid/aiven-byok/aiven" = "/dist"\n  }'));
  expect(findProviderInstallation({ env: {}, home })?.servesOurs).toBe(true);
});
