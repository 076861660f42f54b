/** Reads the schema of the provider in `dist/` with the real terraform. */
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findTerraform, isolatedEnvironment } from '../terraform.mjs';

const run = promisify(execFile);

/** Builds the provider. @returns the parsed output of `terraform providers schema -json` */
export async function readSchema(root, source, temporary) {
  await run(process.execPath, [join(root, 'scripts/build.mjs'), 'provider']);
  const folder = join(temporary, 'schema');
  await mkdir(folder);
  const configuration = { terraform: { required_providers: { aiven: { source } } } };
  await writeFile(join(folder, 'main.tf.json'), JSON.stringify(configuration));
  const overrides = `provider_installation {\n  dev_overrides {\n    "${source}" = ${JSON.stringify(join(root, 'dist'))}\n  }\n  direct {}\n}\n`;
  const { stdout } = await run(findTerraform().path, ['providers', 'schema', '-json'], {
    cwd: folder,
    env: { ...process.env, ...isolatedEnvironment(temporary, overrides) },
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout);
}
