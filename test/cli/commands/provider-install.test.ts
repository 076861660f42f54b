/** `provider install`: what it writes is what the real Terraform finds, and what it prints is what the real Terraform wants. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { providerSource } from '../../../src/install';
import { version } from '../../../src/version';
import { temporaryFolder } from '../../support/temporary';
import { terraformBinary } from '../../support/terraform/terraform';
import { Terminal } from '../terminal';

const installedIn = (root: string) => join(root, ...providerSource.split('/'), version);

async function install(home: string, argv: readonly string[] = [], env = {}): Promise<Terminal> {
  const terminal = new Terminal({ env: { HOME: home, ...env } });
  expect(await terminal.run('provider', 'install', ...argv)).toBe(0);
  return terminal;
}

/** Runs `terraform init` on a configuration, as a user of this home folder. */
function init(home: string, configuration: string, env = {}): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'main.tf'), configuration);
  const { PATH } = process.env;
  return execFileSync(terraformBinary(), ['init', '-no-color', '-input=false'], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH, HOME: home, CHECKPOINT_DISABLE: '1', ...env },
  });
}

test('Terraform finds it afterwards, with nothing but what was printed in the configuration', async () => {
  const home = temporaryFolder();
  const { out, err } = await install(home);
  expect(err).toBe(
    `Installed provider ${version} for Linux and macOS in\n  ${installedIn(join(home, '.terraform.d/plugins'))}\n`,
  );
  expect(init(home, out)).toContain(`Installed ${providerSource} v${version}`);
});

describe('where a provider_installation block keeps Terraform from looking', () => {
  const block = (...lines: string[]) => ['provider_installation {', ...lines, '}', ''].join('\n');

  test('it says so, and the printed lines in that block make Terraform find it', async () => {
    const home = temporaryFolder();
    const file = join(home, '.terraformrc');
    writeFileSync(file, block('  direct {', '  }'));
    const { out, err } = await install(home);
    expect(err).toContain(`warning: The provider_installation block of ${file} keeps Terraform from looking here.`);
    const [configuration = '', lines = ''] = out.split(`# in ${file}\n`);
    writeFileSync(file, block(lines));
    expect(init(home, configuration)).toContain(`Installed ${providerSource} v${version}`);
    expect((await install(home)).err).not.toContain('warning');
  });

  test('that of OpenTofu counts too', async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, '.tofurc'), block('  direct {}'));
    expect((await install(home)).err).toContain(join(home, '.tofurc'));
  });

  test('the file that TF_CLI_CONFIG_FILE names is the one that counts', async () => {
    const [home, file] = [temporaryFolder(), join(temporaryFolder(), 'rc')];
    writeFileSync(file, block('  direct {}'));
    expect((await install(home, [], { TF_CLI_CONFIG_FILE: file })).out).toContain(`# in ${file}`);
  });
});

test('a folder of its own comes with the block that points Terraform at it', async () => {
  const [home, dir] = [temporaryFolder(), temporaryFolder()];
  const { out } = await install(home, ['--dir', dir]);
  expect(existsSync(installedIn(dir))).toBe(true);
  expect(existsSync(join(home, '.terraform.d'))).toBe(false);
  const [configuration = '', block = ''] = out.split('# in ~/.terraformrc');
  writeFileSync(join(home, '.terraformrc'), block.slice(block.indexOf('\n')));
  expect(init(home, configuration)).toContain(`Installed ${providerSource} v${version}`);
});

test('a folder that Terraform looks into by itself needs no lines', async () => {
  const home = temporaryFolder();
  const { err } = await install(home, ['--dir', join(home, '.local/share/terraform/plugins')]);
  expect(err).not.toContain('warning');
});

test('other versions stay, for projects that have pinned them', async () => {
  const home = temporaryFolder();
  const other = join(home, '.terraform.d/plugins', ...providerSource.split('/'), '0.0.1');
  mkdirSync(other, { recursive: true });
  await install(home);
  expect(existsSync(other)).toBe(true);
});

test('--print writes nothing', async () => {
  const home = temporaryFolder();
  const { out, err } = await install(home, ['--print']);
  expect(out).toContain(`source  = "${providerSource}"`);
  expect(err).toBe('');
  expect(existsSync(join(home, '.terraform.d'))).toBe(false);
});

test('--json tells the same to machines', async () => {
  const home = temporaryFolder();
  const { files, ...rest } = JSON.parse((await install(home, ['--json'])).out);
  const root = join(home, '.terraform.d/plugins');
  expect(rest).toEqual({
    source: providerSource,
    version,
    root,
    hash: expect.stringMatching(/^h1:/),
    provider_installation: null,
  });
  expect(files).toHaveLength(4);
  expect(readFileSync(files[0]).subarray(0, 2).toString()).toBe('#!');
});

test('a folder that cannot be written is told in one line', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const terminal = new Terminal({ env: { HOME: file } });
  expect(await terminal.run('provider', 'install')).toBe(1);
  expect(terminal.err).toMatch(/^error: .* is not a folder\.\n/);
});

test('a folder that cannot be one is refused in a sentence', async () => {
  const home = temporaryFolder();
  const file = join(home, 'file');
  writeFileSync(file, '');
  const terminal = new Terminal({ env: { HOME: home } });
  expect(await terminal.run('provider', 'install', '--dir', file)).toBe(1);
  expect(terminal.err).toContain(`The provider cannot be installed in ${file}: "${file}" is not a folder.`);
  expect(await terminal.run('provider', 'install', '--dir', '')).toBe(2);
  expect(terminal.err).toContain('--dir is empty.');
});
