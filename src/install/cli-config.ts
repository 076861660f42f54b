/** The user's CLI configuration, as far as it decides whether Terraform looks into a stack's own folder. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { version as ownVersion } from '../version';
import { providerSource } from './provider-file';

/** A `provider_installation` block: with one, Terraform and OpenTofu no longer look into the implied local mirrors. */
export interface ProviderInstallation {
  /** The file that it stands in. */
  file: string;
  /** Whether the block itself names a mirror or an override that has this version of our provider. */
  servesOurs: boolean;
}

export interface CliConfigOptions {
  /** @default process.env */
  env?: NodeJS.ProcessEnv;
  /** @default the user's home folder */
  home?: string;
  /** The version of our provider that is needed. @default the version of this package */
  version?: string;
}

/** The `provider_installation` block that Terraform (or OpenTofu) will obey; undefined when there is none. */
export function findProviderInstallation(options: CliConfigOptions = {}): ProviderInstallation | undefined {
  const { env = process.env, home = homedir(), version = ownVersion } = options;
  for (const file of configFiles(env, home)) {
    const text = readIfReadable(file);
    if (text === undefined || !/(^|[\s{,])"?provider_installation"?\s*[:{]/.test(text)) continue;
    return { file, servesOurs: servesOurs(text, version) };
  }
  return undefined;
}

/** @see https://developer.hashicorp.com/terraform/cli/config/config-file#locations */
function configFiles(env: NodeJS.ProcessEnv, home: string): string[] {
  const named = env.TF_CLI_CONFIG_FILE || env.TERRAFORM_CONFIG;
  if (named) return [named];
  const main = [join(home, '.terraformrc')];
  if (env.TERRAFORM_BINARY_NAME?.includes('tofu')) {
    main.unshift(join(home, '.tofurc'), join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'opentofu', 'tofurc'));
  }
  const folder = join(home, '.terraform.d');
  const more = existsSync(folder) ? readdirSync(folder).filter((name) => /\.tfrc(\.json)?$/.test(name)) : [];
  return [...main.filter((file) => existsSync(file)).slice(0, 1), ...more.sort().map((name) => join(folder, name))];
}

function servesOurs(text: string, version: string): boolean {
  if (new RegExp(`"${providerSource}"\\s*[=:]`).test(text)) return true;
  const paths = [...text.matchAll(/"?\bpath"?\s*[=:]\s*"([^"]+)"/g)].map((match) => match[1] ?? '');
  return paths.some((path) => existsSync(join(path, ...providerSource.split('/'), version)));
}

/** Strings are matched too, because `"registry.terraform.io/*\/*"` is no comment. */
const commentOrString = /"(\\.|[^"\\\n])*"|\/\*[\s\S]*?\*\/|(#|\/\/).*/g;

/** The text without comments; undefined where there is no file to read, which is Terraform's to complain about. */
function readIfReadable(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(commentOrString, (found) => (found.startsWith('"') ? found : ''));
  } catch {
    return undefined;
  }
}
