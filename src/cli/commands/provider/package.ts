/** `aiven-byok provider package`: writes the packages of the provider for a company's own server. */

import { resolve } from 'node:path';
import { systemReason } from '../../../support/system-reason';
import { CliError } from '../../errors/cli-error';
import type { CommandDefinition } from '../../program/command';
import { mirrorLines } from '../../terraform/configuration';

interface ProviderPackageOptions {
  out: string;
  executables?: string;
  json?: boolean;
}

export const providerPackageCommand: CommandDefinition<ProviderPackageOptions> = {
  name: 'provider package',
  summary: 'Write the packages of the Terraform provider for your own server',
  description:
    'Writes one zip file per platform, with hashes, checksums and the manifest for a registry. The folder is a filesystem_mirror. ' +
    'Served over HTTPS, it is a network_mirror. It may hold several versions.',
  options: [
    { flags: '--out <folder>', description: 'write into this folder', required: true },
    {
      flags: '--executables <folder>',
      description: 'package the executables that "provider build" wrote there, and the script for all other platforms',
    },
    { flags: '--json', description: 'print the result as JSON' },
  ],
  json: '`source`, `version`, `folder`, and `packages`: `platform`, `path`, the `hash` for the lock file, and `standalone`, whether the package needs no Node.js.',
  examples: [
    'aiven-byok provider package --out mirror',
    'aiven-byok provider package --out mirror --executables build',
  ],
  async run({ out, executables, json = false }, { output }) {
    const { providerSource } = require('../../../install') as typeof import('../../../install');
    const { writePackages } = require('../../../install/packages') as typeof import('../../../install/packages');
    const root = resolve(out);
    try {
      const { folder, packages, version } = writePackages(root, { executables });
      if (json) {
        output.json({ source: providerSource, version, folder, packages });
        return 0;
      }
      for (const { path, standalone } of packages) output.data(standalone ? `${path} (standalone)` : path);
      output.note(
        `Packaged provider ${version}. To install from a copy of "${root}", add to Terraform's CLI configuration:`,
      );
      for (const line of configuration(root)) output.note(line);
      return 0;
    } catch (error) {
      throw new CliError(`Cannot write the packages to "${root}": ${systemReason(error)}.`, undefined, 1, {
        cause: error,
      });
    }
  },
};

function configuration(root: string): string[] {
  const server = '  # On a server: network_mirror, with url = "https://HOST/PATH/"';
  return ['provider_installation {', server, ...mirrorLines(root), '}'];
}
