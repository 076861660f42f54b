/** Which providers a configuration requires, and in which of its modules: the tree that `terraform providers` draws. */

import { CliError } from '../errors/cli-error';
import { officialProviders, ourProvider } from './official-state';

export interface Requirement {
  /** `npm.internal/aiven-byok/aiven` */
  provider: string;
  /** `module.a.module.b`; empty for the root. */
  module: string;
}

/** What the configuration requires; what only the state does is left out. */
export function parseRequirements(text: string): Requirement[] {
  const [tree = ''] = text.split('Providers required by state');
  const requirements: Requirement[] = [];
  const path: string[] = [];
  // Each level of the tree is four columns wide.
  for (const [, indent = '', provider, module = ''] of tree.matchAll(
    /^([│ \u00a0]*)[├└]── (?:provider\[([^\]]+)\]|(\S+))/gm,
  )) {
    path.length = indent.length / 4;
    if (provider !== undefined) requirements.push({ provider, module: path.join('.') });
    else path.push(module);
  }
  return requirements;
}

/** Without this Terraform would go on with the official provider. @throws CliError */
export function requireOurProvider(requirements: readonly Requirement[], partial: boolean): void {
  const hint = `Write source = "${ourProvider}" into its required_providers first`;
  if (!requirements.some(({ provider }) => provider === ourProvider)) {
    throw new CliError(
      `The configuration does not require ${ourProvider}.`,
      `${hint}; "aiven-byok provider install" prints the lines. Nothing was replaced.`,
    );
  }
  for (const { provider, module } of requirements) {
    // What Terraform takes an `aiven_…` resource for in a module without required_providers.
    const implied = provider.endsWith('/hashicorp/aiven');
    if (!implied && (partial || !officialProviders.includes(provider))) continue;
    throw new CliError(
      `${module === '' ? 'The root module' : module} still requires ${provider}.`,
      `${hint}${implied ? '' : ', or give --partial to use both providers side by side'}. Nothing was replaced.`,
    );
  }
}
