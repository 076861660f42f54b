/** Which providers each module of a configuration requires, from the tree that `terraform providers` prints. */

import { CliError } from '../errors/cli-error';
import { nothingReplaced } from '../errors/hints';
import { officialProviders, ourProvider } from './official-state';

export interface Requirement {
  /** Source address, such as `registry.terraform.io/aiven/aiven`. */
  provider: string;
  /** Such as `module.a.module.b`; empty for the root module. */
  module: string;
}

/** The requirements of the configuration, without those of the state. */
export function parseRequirements(text: string): Requirement[] {
  const [tree = ''] = text.split('Providers required by state');
  const requirements: Requirement[] = [];
  const path: string[] = [];
  // Each level of the tree is indented by four columns.
  for (const [, indent = '', provider, module = ''] of tree.matchAll(
    /^([│ \u00a0]*)[├└]── (?:provider\[([^\]]+)\]|(\S+))/gm,
  )) {
    path.length = indent.length / 4;
    if (provider !== undefined) requirements.push({ provider, module: path.join('.') });
    else path.push(module);
  }
  return requirements;
}

/** Requires that the configuration names our provider; Terraform would continue with the official one. @throws CliError */
export function requireOurProvider(requirements: readonly Requirement[], partial: boolean): void {
  const hint = `Set source = "${ourProvider}" in its required_providers first`;
  if (!requirements.some(({ provider }) => provider === ourProvider)) {
    throw new CliError(
      `The configuration does not require "${ourProvider}".`,
      `${hint}; "aiven-byok provider install" prints the lines. ${nothingReplaced}`,
    );
  }
  for (const { provider, module } of requirements) {
    // Terraform implies it for `aiven_…` resources in a module without required_providers.
    const implied = provider.endsWith('/hashicorp/aiven');
    if (!implied && (partial || !officialProviders.includes(provider))) continue;
    throw new CliError(
      `${module === '' ? 'The root module' : `"${module}"`} still requires "${provider}".`,
      `${hint}${implied ? '' : ', or pass --partial to use both providers'}. ${nothingReplaced}`,
    );
  }
}
