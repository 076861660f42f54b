/** Checks this machine: Node.js, Terraform or OpenTofu, CDKTF, the provider file and the beta flag. */

import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isSwitchedOn } from '../../aiven';
import { findProviderInstallation, providerSource, satisfies } from '../../install';
import { homeFolder } from '../../support/home';
import { checkCdktfCli, checkNode as checkNodeVersion } from '../../support/node-version';
import { version } from '../../version';
import { withoutToken } from '../program/child-environment';
import type { CommandContext } from '../program/command';
import { type Finding, failed, ok, skipped, warning } from './finding';

const oldestTerraform = '1.5.0';

type Environment = Pick<CommandContext, 'env' | 'signal'>;

/** @param folder Where to look for CDKTF. */
export async function checkMachine(context: Environment, folder = process.cwd()): Promise<Finding[]> {
  return [
    checkNode(process.versions.node),
    ...(await checkTerraform(context)),
    checkCdktf(folder),
    checkProvider(context.env),
    checkBeta(context.env.PROVIDER_AIVEN_ENABLE_BETA),
  ];
}

function checkNode(found: string): Finding {
  const problem = checkNodeVersion(found);
  return problem === undefined ? ok('node', found) : failed('node', found, problem);
}

async function checkTerraform(context: Environment): Promise<Finding[]> {
  const [terraform, tofu] = await Promise.all([versionOf('terraform', context), versionOf('tofu', context)]);
  if (terraform === undefined && tofu === undefined) {
    const remedy = `Install Terraform or OpenTofu ${oldestTerraform.slice(0, 3)} or later. This CLI needs neither.`;
    return [warning('terraform', 'neither terraform nor tofu is on the PATH', remedy)];
  }
  return [judgeVersion('terraform', terraform), judgeVersion('tofu', tofu)].filter((finding) => finding !== undefined);
}

function judgeVersion(name: string, found: string | undefined): Finding | undefined {
  if (found === undefined) return undefined;
  if (satisfies(found.replace(/-.*/, ''), `>= ${oldestTerraform}`)) return ok(name, found);
  return failed(name, found, `Install ${oldestTerraform.slice(0, 3)} or later.`);
}

/** The version of Terraform or OpenTofu; undefined if the program cannot be run. */
function versionOf(program: string, { env, signal }: Environment): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { env: { ...withoutToken(env), CHECKPOINT_DISABLE: '1' }, signal, timeout: 20_000 };
    execFile(program, ['version', '-json'], options, (_, stdout) => {
      // Warnings may precede the JSON.
      resolve(/"terraform_version":\s*"([^"]+)"/.exec(stdout)?.[1]);
    });
  });
}

function checkCdktf(folder: string): Finding {
  const require = createRequire(join(folder, 'app.js'));
  const found = ['cdktf', 'cdktf-cli', 'cdktn', 'cdktn-cli'].flatMap((name) => {
    try {
      return [`${name} ${JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')).version}`];
    } catch {
      return [];
    }
  });
  if (found.length === 0) return skipped('cdktf', 'not in this folder');
  const problem = found.some((name) => name.startsWith('cdktf-cli ')) ? checkCdktfCli() : undefined;
  return problem === undefined ? ok('cdktf', found.join(', ')) : warning('cdktf', found.join(', '), problem);
}

function checkProvider(env: Environment['env']): Finding {
  const home = homeFolder(env);
  const remedy = 'Run "aiven-byok provider install". CDKTF apps that use AivenProvider do not need it.';
  const block = findProviderInstallation({ env, home });
  if (block !== undefined) {
    if (block.servesOurs) {
      return ok('provider', `version ${version}, from the provider_installation block in "${block.file}"`);
    }
    return warning('provider', `the provider_installation block in "${block.file}" hides it`, remedy);
  }
  const folder = join(home, '.terraform.d', 'plugins', ...providerSource.split('/'));
  const versions = existsSync(folder) ? readdirSync(folder).sort() : [];
  if (versions.includes(version)) return ok('provider', `version ${version} in "${folder}"`);
  return warning('provider', versions.length === 0 ? 'not installed' : `only ${versions.join(', ')} installed`, remedy);
}

function checkBeta(value: string | undefined): Finding {
  if (isSwitchedOn(value)) return ok('beta', 'PROVIDER_AIVEN_ENABLE_BETA is on');
  const remedy = 'Set PROVIDER_AIVEN_ENABLE_BETA=1, or enable_beta in the provider block. This CLI does not need it.';
  return warning('beta', 'PROVIDER_AIVEN_ENABLE_BETA is off: the provider refuses changes to aiven_cmk', remedy);
}
