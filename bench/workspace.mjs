/** A temporary Terraform folder with our built provider in its implied mirror. */
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustRun } from './measure.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
export const providerFile = join(root, 'dist', 'terraform-provider-aiven.cjs');
export const terraform = process.env.TERRAFORM_BIN ?? 'terraform';
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;

export const head = `terraform {
  required_providers {
    aiven = {
      source  = "npm.invalid/aiven-byok/aiven"
      version = "${version}"
    }
  }
}
`;

/** This process's environment without variables that slow down a start or use the network. */
export function environment(extra = {}) {
  const { NODE_EXTRA_CA_CERTS: _slow, TF_CLI_CONFIG_FILE: _config, TF_LOG: _log, ...rest } = process.env;
  return { ...rest, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', ...extra };
}

export async function workspace(files, env) {
  const folder = mkdtempSync(join(tmpdir(), 'byok-bench-'));
  const rc = join(folder, 'terraform.rc');
  writeFileSync(rc, '');
  const installed = join(folder, 'terraform.d/plugins/npm.invalid/aiven-byok/aiven', version, platform);
  mkdirSync(installed, { recursive: true });
  copyFileSync(providerFile, join(installed, `terraform-provider-aiven_v${version}.cjs`));
  chmodSync(join(installed, `terraform-provider-aiven_v${version}.cjs`), 0o755);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const settings = { cwd: folder, env: environment({ TF_CLI_CONFIG_FILE: rc, ...env }) };
  await mustRun(terraform, ['init', '-input=false'], settings);
  let output = '';
  const command = async (...args) => {
    const result = await mustRun(terraform, [...args, '-no-color'], settings);
    output = result.output;
    return result.ms;
  };
  return {
    folder,
    plan: () => command('plan', '-input=false', '-lock=false'),
    apply: () => command('apply', '-input=false', '-auto-approve'),
    /** The summary line of the last plan. */
    planSummary: () => /^(Plan: .*|No changes\.)/m.exec(output)?.[0] ?? '',
    destroy: () => command('destroy', '-input=false', '-auto-approve'),
    write: (name, text) => writeFileSync(join(folder, name), text),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
