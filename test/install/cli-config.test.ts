import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProviderInstallation, installProvider } from '../../src/install';
import { temporaryFolder } from '../support/temporary';

const block = (inner: string) => `provider_installation {\n${inner}\n}\n`;

function withConfig(text: string, name = '.terraformrc') {
  const home = temporaryFolder();
  const file = join(home, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return { home, file };
}

test('without any configuration nothing is in the way', () => {
  expect(findProviderInstallation({ env: {}, home: temporaryFolder() })).toBeUndefined();
});

test('a block in ~/.terraformrc is found', () => {
  const { home, file } = withConfig(block('  direct {}'));
  expect(findProviderInstallation({ env: {}, home })).toEqual({ file, servesOurs: false });
});

test('the file that TF_CLI_CONFIG_FILE names stands in for the one in the home folder', () => {
  const { home } = withConfig(block('  direct {}'));
  const { file: named } = withConfig('plugin_cache_dir = "/x"\n', 'own.tfrc');
  expect(findProviderInstallation({ env: { TF_CLI_CONFIG_FILE: named }, home })).toBeUndefined();
});

test('a file that is named but missing is nobody’s block', () => {
  const env = { TF_CLI_CONFIG_FILE: join(temporaryFolder(), 'missing') };
  expect(findProviderInstallation({ env, home: temporaryFolder() })).toBeUndefined();
});

test('files in ~/.terraform.d count too', () => {
  const { home, file } = withConfig(block('  direct {}'), '.terraform.d/work.tfrc');
  expect(findProviderInstallation({ env: {}, home })?.file).toBe(file);
});

test('JSON is understood', () => {
  const { home, file } = withConfig('{"provider_installation":[{"direct":{}}]}', '.terraform.d/work.tfrc.json');
  expect(findProviderInstallation({ env: {}, home })?.file).toBe(file);
});

test('OpenTofu’s own file is read when OpenTofu is what runs', () => {
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

test('a pattern with stars and slashes is not taken for a comment', () => {
  const pattern = 'plugin_cache_dir = "/a/*/*"\n';
  const { home, file } = withConfig(`${pattern}${block('  direct {\n    include = ["*/*"]\n  }')}`);
  expect(findProviderInstallation({ env: {}, home })?.file).toBe(file);
});

test('a block that names a mirror with our provider in it serves us', () => {
  const mirror = temporaryFolder();
  const { home } = withConfig(block(`  filesystem_mirror {\n    path = "${mirror}"\n  }`));
  const served = () => findProviderInstallation({ env: {}, home, version: '0.1.0' })?.servesOurs;
  expect(served()).toBe(false);
  const file = join(temporaryFolder(), 'provider');
  writeFileSync(file, '');
  installProvider(mirror, { file, version: '0.1.0' });
  expect(served()).toBe(true);
});

test('a development override of our provider serves us', () => {
  const { home } = withConfig(block('  dev_overrides {\n    "npm.internal/aiven-byok/aiven" = "/dist"\n  }'));
  expect(findProviderInstallation({ env: {}, home })?.servesOurs).toBe(true);
});
