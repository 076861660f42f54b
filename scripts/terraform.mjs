/** Finds the `terraform` (or `tofu`) that the scripts run, and isolates it from the user's settings. */
import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export class MissingTerraformError extends Error {
  constructor() {
    super(
      'Found neither "terraform" nor "tofu" on the PATH. Install Terraform (https://developer.hashicorp.com/terraform/install) or OpenTofu (https://opentofu.org/docs/intro/install).',
    );
  }
}

/**
 * The binary to run: `TERRAFORM_BINARY_NAME` if it is set, or `terraform`, or `tofu`.
 * @returns {{ name: string, path: string }}
 * @throws {MissingTerraformError}
 */
export function findTerraform(env = process.env) {
  const names = env.TERRAFORM_BINARY_NAME ? [env.TERRAFORM_BINARY_NAME] : ['terraform', 'tofu'];
  for (const name of names) {
    for (const folder of (env.PATH ?? '').split(delimiter)) {
      const path = join(folder, name);
      if (isExecutable(path)) return { name, path };
    }
  }
  throw new MissingTerraformError();
}

/** Variables with which terraform reads no user settings and checks for no updates. */
export function isolatedEnvironment(folder, cliConfig = '') {
  const file = join(folder, 'cli.tfrc');
  writeFileSync(file, cliConfig);
  return { TF_CLI_CONFIG_FILE: file, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
