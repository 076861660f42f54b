/** What of this machine the provider and the constructs need: Node.js, Terraform or OpenTofu, CDKTF, the provider file. */

import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isSwitchedOn } from '../../aiven';
import { findProviderInstallation, providerSource, satisfies } from '../../install';
import { version } from '../../version';
import type { CommandContext } from '../program/command';
import { type Finding, failed, ok, skipped, warning } from './finding';

const oldestNode = '20.18.1';
const oldestTerraform = '1.5.0';

type Surroundings = Pick<CommandContext, 'env' | 'signal'>;

/** Findings about this machine; programs are looked for on the PATH, CDKTF in the folder. */
export async function checkMachine(context: Surroundings, folder = process.cwd()): Promise<Finding[]> {
  return [
    checkNode(process.versions.node),
    ...(await checkTerraform(context)),
    checkCdktf(folder),
    checkProvider(context.env),
    checkBeta(context.env.PROVIDER_AIVEN_ENABLE_BETA),
  ];
}

function checkNode(found: string): Finding {
  if (satisfies(found, `>= ${oldestNode}`)) return ok('node', found);
  return failed('node', found, `Install Node.js ${oldestNode} or later: the provider runs on it.`);
}

async function checkTerraform(context: Surroundings): Promise<Finding[]> {
  const [terraform, tofu] = await Promise.all([versionOf('terraform', context), versionOf('tofu', context)]);
  if (terraform === undefined && tofu === undefined) {
    const remedy = `Install Terraform or OpenTofu ${oldestTerraform.slice(0, 3)} or later; this command line needs neither.`;
    return [warning('terraform', 'neither terraform nor tofu runs', remedy)];
  }
  return [judgeVersion('terraform', terraform), judgeVersion('tofu', tofu)].filter((finding) => finding !== undefined);
}

function judgeVersion(name: string, found: string | undefined): Finding | undefined {
  if (found === undefined) return undefined;
  if (satisfies(found.replace(/-.*/, ''), `>= ${oldestTerraform}`)) return ok(name, found);
  return failed(name, found, `Install ${oldestTerraform.slice(0, 3)} or later.`);
}

/** What a program says of its version; undefined where it does not run. */
function versionOf(program: string, { env, signal }: Surroundings): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { env: { ...env, CHECKPOINT_DISABLE: '1' }, signal, timeout: 20_000 };
    execFile(program, ['version', '-json'], options, (_, stdout) => {
      // A missing CLI configuration is a warning that may stand before the JSON.
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
  return found.length > 0 ? ok('cdktf', found.join(', ')) : skipped('cdktf', 'not in this folder');
}

function checkProvider(env: Surroundings['env']): Finding {
  const home = env.HOME || homedir();
  const remedy = 'Run "aiven-byok provider install"; CDKTF apps with an AivenProvider do not need it.';
  const block = findProviderInstallation({ env, home });
  if (block !== undefined) {
    if (block.servesOurs)
      return ok('provider', `version ${version}, by the provider_installation block of ${block.file}`);
    return warning('provider', `the provider_installation block of ${block.file} does not lead to it`, remedy);
  }
  const folder = join(home, '.terraform.d', 'plugins', ...providerSource.split('/'));
  const versions = existsSync(folder) ? readdirSync(folder).sort() : [];
  if (versions.includes(version)) return ok('provider', `version ${version} in ${folder}`);
  return warning('provider', versions.length === 0 ? 'not installed' : `only ${versions.join(', ')} installed`, remedy);
}

function checkBeta(value: string | undefined): Finding {
  if (isSwitchedOn(value)) return ok('beta', 'PROVIDER_AIVEN_ENABLE_BETA is on');
  const remedy =
    'Set PROVIDER_AIVEN_ENABLE_BETA=1, or enable_beta in the provider block; this command line does not need it.';
  return warning('beta', 'PROVIDER_AIVEN_ENABLE_BETA is off: aiven_cmk cannot be planned', remedy);
}
