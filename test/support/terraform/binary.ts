/** The Terraform or OpenTofu that the tests run, and what it can do. */

import { spawnSync } from 'node:child_process';

/** The first versions of Terraform and of OpenTofu with a feature; null where none has it. */
const firstVersions = {
  'for_each in import blocks': ['1.7', '1.7'],
  'mocks in terraform test': ['1.7', '1.8'],
  'provider functions': ['1.8', '1.7'],
  'integers of 2^63 and more': ['1.8', '1.7'],
  'a console that calls provider functions': ['1.8', null],
  'moved blocks between resource types': ['1.8', '1.10'],
  'ephemeral resources and write-only attributes': ['1.11', '1.11'],
  'import by identity': ['1.12', '1.12'],
  'terraform query': ['1.14', null],
  'planned private data': ['1.16', null],
} as const satisfies { readonly [feature: string]: readonly [terraform: string, tofu: string | null] };

export type Feature = keyof typeof firstVersions;

export interface Binary {
  /** A name on the PATH or a path. */
  readonly name: string;
  readonly product: 'Terraform' | 'OpenTofu';
  /** `1.16.0-rc2` */
  readonly version: string;
}

let found: Binary | undefined;

/** `TERRAFORM_BIN`, else `terraform`, else `tofu` on the PATH. */
export function binary(): Binary {
  const names = process.env.TERRAFORM_BIN ? [process.env.TERRAFORM_BIN] : ['terraform', 'tofu'];
  found ??= names.map(versionOf).find((candidate) => candidate !== undefined);
  if (found === undefined) {
    throw new Error(
      `These tests need Terraform or OpenTofu, but could not run ${names.join(' or ')}. Set TERRAFORM_BIN or PATH.`,
    );
  }
  return found;
}

export const isTofu = () => binary().product === 'OpenTofu';

/** The registry of a source address without a host, such as `aiven/aiven`. */
export const registry = () => (isTofu() ? 'registry.opentofu.org' : 'registry.terraform.io');

/** Whether the binary has a feature. A pre-release has what its release has. */
export function can(feature: Feature): boolean {
  const { product, version } = binary();
  const first = firstVersions[feature][product === 'Terraform' ? 0 : 1];
  if (first === null) return false;
  const [parts, needed] = [version, first].map((text) => text.split('.').map(Number.parseFloat));
  const [major = 0, minor = 0] = parts ?? [];
  const [neededMajor = 0, neededMinor = 0] = needed ?? [];
  return major > neededMajor || (major === neededMajor && minor >= neededMinor);
}

/** `test` if the binary has the feature, otherwise skips. */
export const testWith = (feature: Feature) => testUnless(can(feature) ? undefined : reason(feature));

/** `test`, or with a reason to skip, the skipped test with the reason in its title, which the test scripts print. */
export function testUnless(reason: string | undefined): (title: string, run: () => Promise<void>) => void {
  return (title, run) => (reason === undefined ? test(title, run) : test.skip(`${title} (skipped: ${reason})`, run));
}

function reason(feature: Feature): string {
  const [terraform, tofu] = firstVersions[feature];
  const needed = tofu === null ? `Terraform ${terraform}` : `Terraform ${terraform} or OpenTofu ${tofu}`;
  const { product, version } = binary();
  return `${feature} needs ${needed}, this is ${product} ${version}`;
}

function versionOf(name: string): Binary | undefined {
  const { stdout, status } = spawnSync(name, ['version'], { encoding: 'utf8', env: cleanEnvironment() });
  const [, product, version = ''] = /^(Terraform|OpenTofu) v(\S+)/m.exec(stdout ?? '') ?? [];
  return status === 0 && product !== undefined ? { name, product: product as Binary['product'], version } : undefined;
}

/** The parent's environment without variables that affect Terraform or the provider, or that slow down the start of Node 20. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(TF_|NODE_EXTRA_CA_CERTS$|NODE_OPTIONS$|AIVEN_|PROVIDER_AIVEN_)/.test(name),
  );
  return { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };
}
