/** `provider install`: Terraform finds what it installs, and accepts what it prints. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { providerSource } from '../../../../src/install';
import { version } from '../../../../src/version';
import { executableFile } from '../../../support/executable';
import { temporaryFolder } from '../../../support/temporary';
import { binary } from '../../../support/terraform/binary';
import { Terminal } from '../../terminal';

const installedIn = (root: string) => join(root, ...providerSource.split('/'), version);

async function install(home: string, argv: readonly string[] = [], env = {}): Promise<Terminal> {
  const terminal = new Terminal({ env: { HOME: home, ...env } });
  expect(await terminal.run('provider', 'install', ...argv)).toBe(0);
  return terminal;
}

/** Runs `terraform init` on a configuration, with this home folder. */
function init(home: string, configuration: string, env = {}): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'main.tf'), configuration);
  const { PATH } = process.env;
  return execFileSync(binary().name, ['init', '-no-color', '-input=false'], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH, HOME: home, CHECKPOINT_DISABLE: '1', ...env },
  });
}

test('Terraform finds the provider with the printed configuration', async () => {
  const home = temporaryFolder();
  const { out, err } = await install(home);
  expect(err).toBe(
    `Installed provider ${version} for Linux, macOS and Windows in\n  ${installedIn(join(home, '.terraform.d/plugins'))}\n` +
      'Next: add these lines, then run "terraform init" (or "tofu init") in the folder of your configuration.\n',
  );
  expect(init(home, out)).toContain(`Installed ${providerSource} v${version}`);
});

describe('with a provider_installation block that hides the folder', () => {
  const block = (...lines: string[]) => ['provider_installation {', ...lines, '}', ''].join('\n');

  test('warns, and Terraform finds the provider with the printed lines in that block', async () => {
    const home = temporaryFolder();
    const file = join(home, '.terraformrc');
    writeFileSync(file, block('  direct {', '  }'));
    const { out, err } = await install(home);
    expect(err).toContain(`warning: The provider_installation block in "${file}" keeps Terraform from looking here.`);
    const [configuration = '', lines = ''] = out.split(`# in ${file}\n`);
    writeFileSync(file, block(lines));
    expect(init(home, configuration)).toContain(`Installed ${providerSource} v${version}`);
    expect((await install(home)).err).not.toContain('warning');
  });

  test('reads the CLI configuration of OpenTofu too', async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, '.tofurc'), block('  direct {}'));
    expect((await install(home)).err).toContain(join(home, '.tofurc'));
  });

  test('reads the file that TF_CLI_CONFIG_FILE names', async () => {
    const [home, file] = [temporaryFolder(), join(temporaryFolder(), 'rc')];
    writeFileSync(file, block('  direct {}'));
    expect((await install(home, [], { TF_CLI_CONFIG_FILE: file })).out).toContain(`# in ${file}`);
  });
});

test('prints the provider_installation block for another folder', async () => {
  const [home, dir] = [temporaryFolder(), temporaryFolder()];
  const { out } = await install(home, ['--dir', dir]);
  expect(existsSync(installedIn(dir))).toBe(true);
  expect(existsSync(join(home, '.terraform.d'))).toBe(false);
  const [configuration = '', block = ''] = out.split('# in ~/.terraformrc');
  writeFileSync(join(home, '.terraformrc'), block.slice(block.indexOf('\n')));
  expect(init(home, configuration)).toContain(`Installed ${providerSource} v${version}`);
});

test('prints no block for a folder that Terraform looks into by default', async () => {
  const home = temporaryFolder();
  const { err } = await install(home, ['--dir', join(home, '.local/share/terraform/plugins')]);
  expect(err).not.toContain('warning');
});

test('keeps other versions', async () => {
  const home = temporaryFolder();
  const other = join(home, '.terraform.d/plugins', ...providerSource.split('/'), '0.0.1');
  mkdirSync(other, { recursive: true });
  await install(home);
  expect(existsSync(other)).toBe(true);
});

test('--print installs nothing', async () => {
  const home = temporaryFolder();
  const { out, err } = await install(home, ['--print']);
  expect(out).toContain(`source  = "${providerSource}"`);
  expect(err).toBe('');
  expect(existsSync(join(home, '.terraform.d'))).toBe(false);
});

test('--json prints the result', async () => {
  const home = temporaryFolder();
  const { files, ...rest } = JSON.parse((await install(home, ['--json'])).out);
  const root = join(home, '.terraform.d/plugins');
  expect(rest).toEqual({
    source: providerSource,
    version,
    root,
    hashes: [expect.stringMatching(/^h1:/), expect.stringMatching(/^h1:/)],
    provider_installation: null,
  });
  expect(files).toHaveLength(6);
  expect(readFileSync(files[0]).subarray(0, 2).toString()).toBe('#!');
});

test('reports a file that is not an executable', async () => {
  const [home, file] = [temporaryFolder(), join(temporaryFolder(), 'script')];
  writeFileSync(file, '#!/bin/sh\n');
  const terminal = new Terminal({ env: { HOME: home } });
  expect(await terminal.run('provider', 'install', '--executable', file)).toBe(1);
  expect(terminal.err).toContain(`"${file}" is not an executable for linux_amd64`);
  expect(terminal.err).toContain('Choose another file with --executable.');
  expect(existsSync(join(home, '.terraform.d'))).toBe(false);
});

test('names what is in the way, without advice that does not help', async () => {
  const home = temporaryFolder();
  const provider = join(home, '.terraform.d/plugins', ...providerSource.split('/'));
  const fail = async (...argv: string[]) => {
    const terminal = new Terminal({ env: { HOME: home } });
    expect(await terminal.run('provider', 'install', ...argv)).toBe(1);
    return terminal.err.split(': ').slice(2).join(': ');
  };
  const none = join(home, 'none');
  expect(await fail('--executable', none)).toBe(
    `cannot read "${none}": no such file or directory.\nChoose another file with --executable.\n`,
  );
  mkdirSync(provider, { recursive: true });
  writeFileSync(join(provider, version), '');
  expect(await fail()).toBe(`"${join(provider, version)}" is not a folder.\n`);
  rmSync(join(provider, version));
  const folder = join(provider, version, 'linux_amd64');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'notes'), '');
  expect(await fail()).toBe(
    `"${join(folder, 'notes')}" does not belong to the provider package and would change its hash; move it elsewhere.\n`,
  );
  rmSync(folder, { recursive: true });
  symlinkSync(home, folder);
  expect(await fail()).toBe(`"${folder}" is a symbolic link, which the installer does not follow; replace it.\n`);
});

test('warns when it changes the hash of an installed version, and prints the command for the lock files', async () => {
  const home = temporaryFolder();
  await install(home);
  const script = join(
    installedIn(join(home, '.terraform.d/plugins')),
    'linux_arm64/terraform-provider-aiven_v0.1.0.cjs',
  );
  const executable = executableFile('linux_arm64', readFileSync(script, 'latin1'));
  const { err } = await install(home, ['--executable', executable]);
  expect(err).toContain(
    `warning: This replaced other files of version ${version} for linux_arm64. "terraform init" refuses them in folders whose lock file has only the old hash. In each of these folders, run:\n` +
      `  terraform providers lock -fs-mirror=${home}/.terraform.d/plugins -platform=linux_arm64 ${providerSource}\n`,
  );
  expect((await install(home, ['--executable', executable])).err).not.toContain('warning');
});

describe('on Windows', () => {
  const { platform } = process;
  beforeEach(() => Object.defineProperty(process, 'platform', { value: 'win32' }));
  afterEach(() => Object.defineProperty(process, 'platform', { value: platform }));

  test('installs in %APPDATA%, and reads the CLI configuration there', async () => {
    const [home, APPDATA] = [temporaryFolder(), temporaryFolder()];
    const { out, err } = await install(home, [], { APPDATA });
    expect(existsSync(installedIn(join(APPDATA, 'terraform.d', 'plugins')))).toBe(true);
    expect(existsSync(join(home, '.terraform.d'))).toBe(false);
    expect([out, err].join()).not.toContain('terraformrc');
    const file = join(APPDATA, 'terraform.rc');
    writeFileSync(file, 'provider_installation {\n  direct {}\n}\n');
    expect((await install(home, [], { APPDATA })).err).toContain(`provider_installation block in "${file}"`);
  });

  test('names the file to add the lines to', async () => {
    const { out } = await install(temporaryFolder(), ['--dir', temporaryFolder()]);
    expect(out).toContain('# in %APPDATA%\\terraform.rc, or the file that TF_CLI_CONFIG_FILE names');
  });
});

test('reports a folder that cannot be created', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const terminal = new Terminal({ env: { HOME: file } });
  expect(await terminal.run('provider', 'install')).toBe(1);
  expect(terminal.err).toMatch(/^error: .* is not a folder\.\n/);
});

test('reports a --dir that is a file or empty', async () => {
  const home = temporaryFolder();
  const file = join(home, 'file');
  writeFileSync(file, '');
  const terminal = new Terminal({ env: { HOME: home } });
  expect(await terminal.run('provider', 'install', '--dir', file)).toBe(1);
  expect(terminal.err).toContain(`Cannot install the provider in "${file}": "${file}" is not a folder.`);
  expect(await terminal.run('provider', 'install', '--dir', '')).toBe(2);
  expect(terminal.err).toContain('--dir is empty.');
});
