/** Where this package keeps its provider file, and what Terraform calls it. */

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The provider's source address. Nobody can register the host: no stranger's package can ever be downloaded in its place. */
export const providerSource = 'npm.internal/aiven-byok/aiven';

const packageName = 'aiven-byok';

/**
 * The path of the provider file of the package that this code belongs to.
 * @param from a folder inside the package.
 * @throws Error when the package has none, as in a repository that was not built.
 */
export function findProviderFile(from: string = __dirname): string {
  const folder = packageFolder(from) ?? installedPackageFolder();
  const file = folder && join(folder, 'dist', 'terraform-provider-aiven');
  if (file && existsSync(file)) return file;
  const where = file ? `at ${file}` : `around ${from}`;
  throw new Error(
    `There is no provider file ${where}; install ${packageName} again, or run "npm run build" in its repository.`,
  );
}

function packageFolder(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === packageName) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** For an app that was bundled: this code then lies in no package, but the app's folder may still have it. */
function installedPackageFolder(): string | undefined {
  try {
    return dirname(createRequire(join(process.cwd(), 'app.js')).resolve(`${packageName}/package.json`));
  } catch {
    return undefined;
  }
}
