/** A temporary copy of an example, in which the real CDKTF CLI and our own CLI run. */
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { explainCdktfCli } from '../cdktf-cli.mjs';
import { isolatedEnvironment } from '../terraform.mjs';

export class Project {
  static async copy(root, example, { terraform, url }) {
    const folder = await mkdtemp(join(tmpdir(), 'aiven-byok-demo-'));
    const project = new Project(root, folder, terraform, url);
    await cp(join(root, example), project.app, { recursive: true, filter: (path) => !path.includes('cdktf.out') });
    await mkdir(join(project.app, 'node_modules/.bin'), { recursive: true });
    await symlink(root, join(project.app, 'node_modules/aiven-byok'));
    for (const name of ['cdktf', 'constructs', '.bin/tsx']) {
      await symlink(join(root, 'node_modules', name), join(project.app, 'node_modules', name));
    }
    return project;
  }

  constructor(root, folder, terraform, url) {
    this.root = root;
    this.folder = folder;
    this.app = join(folder, 'app');
    this.env = {
      ...withoutOverrides(process.env),
      ...isolatedEnvironment(folder),
      PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
      TERRAFORM_BINARY_NAME: terraform.name,
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: 'true',
      CI: '1',
      NO_COLOR: '1',
      // Otherwise npx writes a log of each run to the user's home.
      npm_config_cache: join(folder, 'npm'),
      AIVEN_WEB_URL: url,
      AIVEN_TOKEN: 'demo',
      PROVIDER_AIVEN_ENABLE_BETA: '1',
    };
  }

  /** Deploys, and fails unless the output matches. */
  deploy(env, expected) {
    return this.runCdktf(['deploy', '--auto-approve'], env, expected);
  }

  destroy(env, expected) {
    return this.runCdktf(['destroy', '--auto-approve'], env, expected);
  }

  /** Runs `aiven-byok`; returns its stdout. */
  async command(args) {
    const { code, stdout, output } = await this.runNode(join(this.root, 'dist/cli.js'), args, {});
    if (code !== 0) throw new Error(`aiven-byok ${args.join(' ')} exited with code ${code}:\n\n${output}`);
    return stdout;
  }

  /** The resources in the local state files. */
  async stateResources() {
    const files = (await readdir(this.app)).filter((name) => name.endsWith('.tfstate'));
    const states = await Promise.all(files.map((name) => readFile(join(this.app, name), 'utf8')));
    return states.flatMap((text) => JSON.parse(text).resources);
  }

  interrupt() {
    this.child?.kill('SIGINT');
  }

  async delete() {
    await rm(this.folder, { recursive: true, force: true });
  }

  async runCdktf(args, env, expected) {
    const program = join(this.root, 'node_modules/cdktf-cli/bundle/bin/cdktf');
    const { code, output } = await this.runNode(program, args, env);
    if (code === 0 && expected.test(output)) return;
    const notStarted = explainCdktfCli(output);
    if (notStarted !== undefined) throw new Error(notStarted);
    const problem = code === 0 ? `did not print ${expected}` : `exited with code ${code}`;
    throw new Error(`cdktf ${args.join(' ')} ${problem}:\n\n${output}`);
  }

  /** `output` is stdout and stderr together. */
  async runNode(program, args, env) {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: this.app,
      env: { ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    let stdout = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
    this.child = undefined;
    return { code, stdout, output };
  }
}

/** Removes variables that redirect Terraform, CDKTF or our provider, or that slow down every start of Node. */
function withoutOverrides(env) {
  const overrides = /^(TF_|CDKTF_|TERRAFORM_|AIVEN_|PROVIDER_AIVEN_|NODE_OPTIONS$|NODE_EXTRA_CA_CERTS$|npm_)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !overrides.test(name)));
}
