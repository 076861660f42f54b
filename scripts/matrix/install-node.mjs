/** Node.js binaries of other versions, from the npm packages that carry them. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cache = fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url));

/**
 * Installs a Node.js binary into node_modules/.cache, without touching package.json. Needs the registry, but not for a version that is
 * there in full, such as 22.12.0.
 * @param {string} wanted a version, a major version, or `latest`
 * @returns {{ file: string, version: string } | undefined} the binary and its version; undefined, after a sentence, if npm could not install it
 */
export function installNode(wanted) {
  const name = `node-${platform()}-${arch()}`;
  const folder = join(cache, wanted);
  const file = join(folder, 'node_modules', name, 'bin/node');
  if (!existsSync(file) || !/^\d+\.\d+\.\d+$/.test(wanted)) {
    mkdirSync(folder, { recursive: true });
    const args = ['install', `--prefix=${folder}`, '--no-save', '--no-package-lock', '--no-audit', '--no-fund'];
    try {
      execFileSync('npm', [...args, `${name}@${wanted}`], { cwd: folder, stdio: 'pipe' });
    } catch (error) {
      const reason = String(error.stderr || error)
        .split('\n')
        .slice(0, 4)
        .join('\n');
      console.log(`Node ${wanted} was not tested: npm could not install ${name}@${wanted}.\n${reason}`);
      return undefined;
    }
  }
  return { file, version: execFileSync(file, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim() };
}
