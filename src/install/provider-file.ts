/** The path of the provider file in this package. */

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const packageName = 'aiven-byok';

/**
 * Finds the provider file of the package that this code is part of.
 * @param from A folder inside the package.
 * @throws Error when there is none, as in a repository that was not built.
 */
export function findProviderFile(from: string = __dirname): string {
  const folder = packageFolder(from) ?? installedPackageFolder();
  const file = folder && join(folder, 'dist', 'terraform-provider-aiven.cjs');
  if (file && existsSync(file)) return file;
  const problem = file
    ? `The provider file "${file}" does not exist`
    : `"${from}" is not in the package ${packageName}`;
  throw new Error(`${problem}; reinstall ${packageName}, or run "npm run build" in its repository.`);
}

function packageFolder(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === packageName) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** For bundled apps, in which this code is outside the package: looks for the package in the current folder. */
function installedPackageFolder(): string | undefined {
  try {
    return dirname(createRequire(join(process.cwd(), 'app.js')).resolve(`${packageName}/package.json`));
  } catch {
    return undefined;
  }
}
