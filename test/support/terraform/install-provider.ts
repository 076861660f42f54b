/** Makes provider files available to Terraform, and returns the `provider_installation` for its CLI configuration. */

import { copyFile, mkdir, symlink } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';

const nameOf = (source: string) => `terraform-provider-${source.split('/').at(-1)}`;
const goArchitecture = () => (arch() === 'x64' ? 'amd64' : arch());

/** Links the files, by source address, into folders that override the installation. */
export async function overrideProviders(
  folder: string,
  files: { readonly [address: string]: string },
): Promise<string> {
  const overrides: string[] = [];
  for (const [source, path] of Object.entries(files)) {
    const target = join(folder, source);
    await mkdir(target, { recursive: true });
    await symlink(path, join(target, `${nameOf(source)}.cjs`));
    overrides.push(`    "${source}" = "${target}"`);
  }
  return `provider_installation {\n  dev_overrides {\n${overrides.join('\n')}\n  }\n  direct {}\n}\n`;
}

/** Copies a file into a filesystem mirror. */
export async function mirrorProvider(mirror: string, address: string, version: string, file: string): Promise<string> {
  const folder = `${platform()}_${goArchitecture()}`;
  const target = join(mirror, address, version, folder, `${nameOf(address)}_v${version}.cjs`);
  await mkdir(dirname(target), { recursive: true });
  await copyFile(file, target);
  return `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`;
}
