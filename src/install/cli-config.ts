/** Reads from the user's CLI configuration whether Terraform looks for providers in a stack's folder. */

import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { providerSource } from '../provider-source';
import { homeFolder } from '../support/home';
import { readFile } from '../support/read-file';
import { version as ownVersion } from '../version';
import { type HclBlock, type HclBody, parseHcl } from './hcl-body';
import { absoluteSource, isSameSource } from './source-address';

/** A `provider_installation` block. It makes Terraform and OpenTofu ignore the implied local mirrors. */
export interface ProviderInstallation {
  /** The path of the file that it is in. */
  file: string;
  /** Whether the block has a mirror or an override with this version of our provider. */
  servesOurs: boolean;
}

export interface CliConfigOptions {
  /** @default process.env */
  env?: NodeJS.ProcessEnv;
  /** The user's home folder. @default `homeFolder()` */
  home?: string;
  /** @default this machine's */
  platform?: NodeJS.Platform;
  /** The required version of our provider. @default the version of this package */
  version?: string;
}

/** Returns the `provider_installation` block that Terraform or OpenTofu will use; undefined if there is none. */
export function findProviderInstallation(options: CliConfigOptions = {}): ProviderInstallation | undefined {
  const { version = ownVersion } = options;
  for (const file of configFiles(options)) {
    const block = readIfReadable(file)?.blocks.find(({ name }) => name === 'provider_installation');
    if (block !== undefined) return { file, servesOurs: servesOurs(block, version) };
  }
  return undefined;
}

/** @see https://developer.hashicorp.com/terraform/cli/config/config-file#locations */
function configFiles(options: CliConfigOptions): string[] {
  const { env = process.env, home = homeFolder(), platform = process.platform } = options;
  const named = env.TF_CLI_CONFIG_FILE || env.TERRAFORM_CONFIG;
  if (named) return [named];
  const folder = terraformFolder(options);
  const isTofu = env.TERRAFORM_BINARY_NAME?.includes('tofu') === true;
  const main = platform === 'win32' ? windowsFiles(folder, isTofu) : unixFiles(env, home, isTofu);
  const more = existsSync(folder) ? readdirSync(folder).filter((name) => /\.tfrc(\.json)?$/.test(name)) : [];
  return [...main.filter((file) => existsSync(file)).slice(0, 1), ...more.sort().map((name) => join(folder, name))];
}

/** The folder of Terraform and OpenTofu for files of the user: `~/.terraform.d`, or `%APPDATA%\terraform.d` on Windows. */
export function terraformFolder({
  env = process.env,
  home = homeFolder(),
  platform = process.platform,
}: CliConfigOptions = {}): string {
  if (platform !== 'win32') return join(home, '.terraform.d');
  return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'terraform.d');
}

function windowsFiles(folder: string, isTofu: boolean): string[] {
  const names = isTofu ? ['tofu.rc', 'terraform.rc'] : ['terraform.rc'];
  return names.map((name) => join(dirname(folder), name));
}

function unixFiles(env: NodeJS.ProcessEnv, home: string, isTofu: boolean): string[] {
  const terraform = join(home, '.terraformrc');
  if (!isTofu) return [terraform];
  return [join(home, '.tofurc'), join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'opentofu', 'tofurc'), terraform];
}

function servesOurs({ blocks }: HclBlock, version: string): boolean {
  return blocks.some((method) => {
    if (method.name === 'dev_overrides') {
      return method.attributes.some(({ name }) => isSameSource(name, providerSource));
    }
    const patterns = (name: string) => method.attributes.find((attribute) => attribute.name === name)?.strings;
    if (!(patterns('include') ?? ['*/*/*']).some(coversOurs) || patterns('exclude')?.some(coversOurs)) return false;
    // What a server has is not known here. Terraform reports it.
    if (method.name === 'network_mirror') return true;
    if (method.name !== 'filesystem_mirror') return false;
    const path = method.attributes.find(({ name }) => name === 'path')?.text;
    return path !== undefined && isInMirror(join(path, ...providerSource.split('/')), version);
  });
}

/** Whether a mirror's folder of our provider has this version, unpacked or packed. */
function isInMirror(folder: string, version: string): boolean {
  if (!existsSync(folder)) return false;
  const packed = `terraform-provider-aiven_${version}_`;
  return readdirSync(folder).some((name) => name === version || (name.startsWith(packed) && name.endsWith('.zip')));
}

/** @see https://developer.hashicorp.com/terraform/cli/config/config-file#explicit-installation-method-configuration */
function coversOurs(pattern: string): boolean {
  const wanted = absoluteSource(pattern).split('/');
  return providerSource.split('/').every((part, index) => wanted[index] === '*' || wanted[index] === part);
}

/** Undefined if the file is missing or unreadable: Terraform reports that. */
function readIfReadable(file: string): HclBody | undefined {
  try {
    return parseHcl(readFile(file).toString('utf8'));
  } catch {
    return undefined;
  }
}
