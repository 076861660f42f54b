/** `aiven-byok provider install`: installs the provider where Terraform, OpenTofu and `cdktf get` find it. */

import { join, resolve } from 'node:path';
import type { InstalledProvider } from '../../../install';
import { homeFolder } from '../../../support/home';
import { quoteForShell } from '../../../support/shell';
import { systemReason } from '../../../support/system-reason';
import { version } from '../../../version';
import { CliError } from '../../errors/cli-error';
import type { CommandContext, CommandDefinition } from '../../program/command';
import type { Output } from '../../terminal/output';
import { mirrorLines, requiredProviders } from '../../terraform/configuration';

interface ProviderInstallOptions {
  dir?: string;
  executable?: string;
  print?: boolean;
  json?: boolean;
}

export const providerInstallCommand: CommandDefinition<ProviderInstallOptions> = {
  name: 'provider install',
  summary: 'Install the Terraform provider for Terraform, OpenTofu and "cdktf get"',
  description:
    'Installs it in ~/.terraform.d/plugins (%APPDATA%\\terraform.d\\plugins on Windows), where Terraform and OpenTofu look by ' +
    'default, and prints the lines for your ' +
    'configuration. CDKTF apps that use AivenProvider do not need it: they install the provider themselves.',
  options: [
    { flags: '--dir <folder>', description: 'install into this folder, to use as a filesystem_mirror' },
    {
      flags: '--executable <file>',
      description: 'install this standalone executable for the platform that it was built for',
    },
    { flags: '--print', description: 'print the configuration only, without installing anything' },
    { flags: '--json', description: 'print the result as JSON' },
  ],
  json: '`source`, `version`, `root`, `hashes` and `files` (both empty with `--print`), and `provider_installation`: null, or the `file` to edit (null if there is none yet) and the lines to `add` to it.',
  examples: ['aiven-byok provider install', 'aiven-byok provider install --dir /opt/terraform/mirror --print'],
  async run({ dir, executable, print = false, json = false }, { env, output }) {
    const home = homeFolder(env);
    const { providerSource, terraformFolder } = require('../../../install') as typeof import('../../../install');
    const root = dir === undefined ? join(terraformFolder({ env, home }), 'plugins') : resolve(dir);
    const installed = print ? undefined : installInto(root, executable);
    const mirror = missingMirror(root, home, env);
    if (installed !== undefined && installed.changed.length > 0) warnAboutHash(output, root, installed);
    if (json) {
      output.json({
        source: providerSource,
        version,
        root,
        hashes: installed?.hashes ?? [],
        files: installed?.files ?? [],
        provider_installation: mirror === undefined ? null : { file: mirror.file, add: mirror.lines.join('\n') },
      });
      return 0;
    }
    if (installed !== undefined) {
      output.note(`Installed provider ${version} for Linux, macOS and Windows in`);
      output.note(`  ${join(root, ...providerSource.split('/'), version)}`);
    }
    printConfiguration(output, providerSource);
    if (mirror !== undefined) printMirror(output, mirror);
    if (installed !== undefined) {
      output.noteText(
        'Next: add these lines, then run "terraform init" (or "tofu init") in the folder of your configuration.',
      );
    }
    return 0;
  },
};

function installInto(root: string, executable: string | undefined): InstalledProvider {
  const { installProvider } = require('../../../install') as typeof import('../../../install');
  try {
    // Other projects may have pinned other versions.
    return installProvider(root, { executable, keepOthers: true });
  } catch (error) {
    const { message, errno, cause } = error as NodeJS.ErrnoException;
    const isAboutExecutable = executable !== undefined && message.includes(`"${executable}"`);
    const isAboutFolder = (errno ?? (cause as NodeJS.ErrnoException | undefined)?.errno) !== undefined;
    const otherFolder = isAboutFolder ? 'Choose a writable folder with --dir.' : undefined;
    throw new CliError(
      `Cannot install the provider in "${root}": ${systemReason(error)}.`,
      isAboutExecutable ? 'Choose another file with --executable.' : otherFolder,
      1,
      { cause: error },
    );
  }
}

/** Terraform accepts only packages whose hash the lock file has. */
function warnAboutHash(output: Output, root: string, { changed }: InstalledProvider): void {
  const { providerSource } = require('../../../install') as typeof import('../../../install');
  const words = ['terraform', 'providers', 'lock', `-fs-mirror=${root}`, ...changed.map((name) => `-platform=${name}`)];
  output.warn(
    `This replaced other files of version ${version} for ${changed.join(', ')}. "terraform init" refuses them in folders whose lock file has only the old hash. In each of these folders, run:`,
  );
  output.note(`  ${[...words, providerSource].map(quoteForShell).join(' ')}`);
}

/** Lines that Terraform's CLI configuration lacks to find the provider in the folder. */
interface Mirror {
  /** The file whose `provider_installation` block hides the folder; null if there is no such block yet. */
  file: string | null;
  lines: readonly string[];
}

/** Undefined if Terraform and OpenTofu look in the folder already. */
function missingMirror(root: string, home: string, env: CommandContext['env']): Mirror | undefined {
  const { findProviderInstallation } = require('../../../install') as typeof import('../../../install');
  const blocks = [env, { ...env, TERRAFORM_BINARY_NAME: 'tofu' }]
    .map((variables) => findProviderInstallation({ env: variables, home }))
    .filter((block) => block !== undefined);
  const lines = mirrorLines(root);
  const blocking = blocks.find(({ servesOurs }) => !servesOurs);
  if (blocking !== undefined) return { file: blocking.file, lines };
  if (blocks.length > 0 || impliedMirrors(home, env).includes(root)) return undefined;
  return { file: null, lines: ['provider_installation {', ...lines, '}'] };
}

/** @see https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories */
function impliedMirrors(home: string, env: CommandContext['env']): string[] {
  const { terraformFolder } = require('../../../install') as typeof import('../../../install');
  const own = [resolve('terraform.d', 'plugins'), join(terraformFolder({ env, home }), 'plugins')];
  if (process.platform === 'win32') return own;
  const dataFolders = [env.XDG_DATA_HOME || join(home, '.local', 'share'), ...(env.XDG_DATA_DIRS ?? '').split(':')];
  return [
    ...own,
    join(home, 'Library', 'Application Support', 'io.terraform', 'plugins'),
    ...dataFolders.filter(Boolean).map((folder) => join(folder, 'terraform', 'plugins')),
  ];
}

function printConfiguration(output: Output, source: string): void {
  const lines = [
    '# Add to your configuration:',
    requiredProviders,
    '# For "cdktf get", add to cdktf.json:',
    `#   "terraformProviders": ["${source}@${version}"]`,
  ];
  output.data(lines.join('\n'));
}

function printMirror(output: Output, { file, lines }: Mirror): void {
  output.note('');
  if (file === null) {
    output.warn('Terraform does not look in this folder by default. Add the lines below to your CLI configuration.');
  } else {
    output.warn(
      `The provider_installation block in "${file}" keeps Terraform from looking here. Add the lines below to that block. ` +
        'If it already has a "direct" block, add the "exclude" line to that one.',
    );
  }
  output.data('');
  output.data(
    [
      `# in ${file ?? `${process.platform === 'win32' ? '%APPDATA%\\terraform.rc' : '~/.terraformrc'}, or the file that TF_CLI_CONFIG_FILE names`}`,
      ...lines,
    ].join('\n'),
  );
}
