/** Runs README's first stack as written, in an empty folder that has the unpacked package, against the packed emulator. */
import { execFile, spawn } from 'node:child_process';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { explainCdktfCli } from '../cdktf-cli.mjs';

const run = promisify(execFile);

/**
 * @param {string} root the repository
 * @param {string} folder an app whose node_modules has the unpacked package; it contains no other file of the app
 * @throws Error with the output when a command fails, when `init` writes another main.ts than README shows, or when the key is not registered
 */
export async function checkFirstStack(root, folder) {
  const [, section] = (await readFile(join(root, 'README.md'), 'utf8')).split('## The smallest useful stack\n');
  const commands = /```sh\n([\s\S]*?)```/.exec(section)[1].split('\n').filter(Boolean);
  const mainFile = /```ts\n([\s\S]*?)```/.exec(section)[1];
  const package_ = join(folder, 'node_modules/aiven-byok');
  await linkCommands(root, folder, package_);

  const emulator = spawn(process.execPath, [join(package_, 'dist/cli.js'), 'emulator'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const url = /AIVEN_WEB_URL=(\S+)/.exec(await firstOutput(emulator))[1];
    const env = { PATH: process.env.PATH, HOME: folder, AIVEN_WEB_URL: url, CI: '1', CHECKPOINT_DISABLE: '1' };
    const lines = commands.map((line) =>
      line
        .replace('npx cdktf deploy', 'npx cdktf deploy --auto-approve')
        .replace('AIVEN_TOKEN=…', 'AIVEN_TOKEN=emulator'),
    );
    // The packages are linked instead, because this check needs no network.
    const script = lines.filter((line) => !line.startsWith('npm install')).join('\n');
    try {
      await run('sh', ['-e', '-c', script], { cwd: folder, env });
    } catch (error) {
      const notStarted = explainCdktfCli(`${error.stdout}${error.stderr}`);
      if (notStarted === undefined) {
        throw new Error(`README's first stack failed:\n${script}\n${error.stdout}\n${error.stderr}`);
      }
      console.log(`README's first stack was not deployed: ${notStarted}`);
      return;
    }
    if ((await readFile(join(folder, 'main.ts'), 'utf8')) !== mainFile) {
      throw new Error('"init" writes another main.ts than README shows.');
    }
    const answer = await fetch(`${url}/v1/project/acme-prod/secrets/cmks`, {
      headers: { authorization: 'aivenv1 emulator' },
    });
    const { cmks } = await answer.json();
    if (cmks.length !== 1) throw new Error(`README's first stack registered ${cmks.length} keys instead of one.`);
  } finally {
    emulator.kill();
  }
}

async function linkCommands(root, folder, package_) {
  const bin = join(folder, 'node_modules/.bin');
  await mkdir(bin, { recursive: true });
  await symlink(join(package_, 'dist/cli.js'), join(bin, 'aiven-byok'));
  await symlink(join(root, 'node_modules/cdktf-cli/bundle/bin/cdktf'), join(bin, 'cdktf'));
  await symlink(join(root, 'node_modules/.bin/tsx'), join(bin, 'tsx'));
}

async function firstOutput(child) {
  let text = '';
  for await (const chunk of child.stdout) {
    text += chunk;
    if (text.includes('AIVEN_TOKEN')) return text;
  }
  throw new Error(`The emulator of the package did not start: ${text}`);
}
