/** Runs the real Terraform (or OpenTofu) in a temporary folder, with our provider installed. */

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Running } from '../running';
import { recordOutput } from '../secrets/leak-detector';
import { AttachedProvider } from './attached-provider';
import { binary, cleanEnvironment } from './binary';
import { mirrorProvider, overrideProviders } from './install-provider';
import type { PlanJson, ResourceJson, StateJson } from './terraform-json';

export interface TerraformOptions {
  /** The executable provider file. @default 'dist/terraform-provider-aiven.cjs' */
  readonly providerFile?: string | undefined;
  /** Source address of the provider. @default 'npm.invalid/aiven-byok/aiven' */
  readonly address?: string;
  /**
   * The files of the root module by name, or the text of `main.tf`. A `required_providers` block is added if the files have none.
   */
  readonly files: string | { readonly [name: string]: string };
  /** Added to the parent's environment without the variables that affect Terraform, the provider or Node's startup. */
  readonly env?: { readonly [name: string]: string | undefined };
  /**
   * `attached`: all runs share one process of the provider, except those that set other variables for it. `dev`: dev_overrides, as for
   * `attached`, but Terraform starts the provider. `mirror`: a filesystem mirror; call `init()` first.
   * @default 'attached'
   */
  readonly install?: 'attached' | 'dev' | 'mirror';
  /** Further providers for `attached` and `dev`: executable files by source address. @default none */
  readonly others?: { readonly [address: string]: string };
  /** Version of the provider in a mirror. @default '0.1.0' */
  readonly version?: string;
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, without box lines and with line breaks replaced by spaces, for searching. */
  readonly text: string;
}

export interface RunOptions {
  readonly env?: { readonly [name: string]: string | undefined };
  /** Do not throw if the command fails. */
  readonly mayFail?: boolean;
  /** What the command reads from stdin. @default nothing */
  readonly input?: string;
}

const defaultAddress = 'npm.invalid/aiven-byok/aiven';

/** Sets up a folder, passes it to `use`, then deletes it. */
export async function withTerraform<T>(options: TerraformOptions, use: (tf: TerraformRun) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'terraform-test-'));
  const tf = new TerraformRun(root, options);
  try {
    await tf.prepare();
    return await use(tf);
  } finally {
    await tf.stop();
    await rm(root, { recursive: true, force: true });
  }
}

export class TerraformRun {
  /** The root module's folder. */
  readonly folder: string;
  private readonly children = new Set<ChildProcess>();
  private attached: Promise<AttachedProvider> | undefined;
  /** The provider's log, unless a test sets TF_LOG. */
  private readonly log: string;

  constructor(
    readonly root: string,
    readonly options: TerraformOptions,
  ) {
    this.folder = join(root, 'module');
    this.log = join(root, 'provider.log');
  }

  async prepare(): Promise<void> {
    const { files } = this.options;
    await mkdir(this.folder, { recursive: true });
    await writeFile(join(this.root, 'terraform.rc'), await this.installProvider());
    await this.write(typeof files === 'string' ? { 'main.tf': files } : files);
  }

  /** Adds or replaces files of the root module. */
  async write(files: { readonly [name: string]: string } | string): Promise<void> {
    const named = typeof files === 'string' ? { 'main.tf': files } : files;
    for (const [name, text] of Object.entries(named)) await writeFile(join(this.folder, name), text);
    const all = Object.values(named).join('\n');
    if (!all.includes('required_providers')) {
      const source = this.options.address ?? defaultAddress;
      const type = source.split('/').at(-1);
      await writeFile(
        join(this.folder, 'required_providers.tf'),
        `terraform {\n  required_providers {\n    ${type} = {\n      source = "${source}"\n    }\n  }\n}\n`,
      );
    }
  }

  /** Runs a command. Throws with its output if it fails, unless `mayFail` is set. */
  async run(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    const attachment = await this.attach(options.env);
    const outcome = await this.start(args, options, binary().name, attachment).ended;
    if (outcome.code !== 0 && !options.mayFail) throw failure(`terraform ${args.join(' ')}`, outcome);
    return outcome;
  }

  /** Runs shell lines in the folder, up to the first that fails, with the environment of Terraform. `aiven-byok` is the built command. */
  async shell(lines: string): Promise<Outcome> {
    const script = lines.replace(/^aiven-byok /gm, () => `'${process.execPath}' '${resolve('dist/cli.js')}' `);
    const outcome = await this.start(['-e', '-c', script], {}, 'sh', await this.attach()).ended;
    if (outcome.code !== 0) throw failure(lines, outcome);
    return outcome;
  }

  /** Starts a command without waiting; Terraform starts the provider. `until` resolves once the output contains a text. */
  start(args: readonly string[], options: RunOptions = {}, program = binary().name, attachment?: string) {
    const child = spawn(program, args, {
      cwd: this.folder,
      env: {
        ...this.environment(options.env),
        ...(attachment === undefined ? {} : { TF_REATTACH_PROVIDERS: attachment }),
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.on('error', () => {}).end(options.input);
    this.children.add(child);
    child.once('close', () => this.children.delete(child));
    const running = new Running(child);
    const ended = running.ended.then(
      ({ code, out, err }): Outcome => ({
        code: code ?? -1,
        stdout: out,
        stderr: err,
        text: plainText(`${out}\n${err}`),
      }),
    );
    return { child, ended, until: (text: string) => running.until(text) };
  }

  init(options?: RunOptions): Promise<Outcome> {
    return this.run(['init', '-no-color', '-input=false'], options);
  }

  validate(options?: RunOptions): Promise<Outcome> {
    return this.run(['validate', '-no-color'], options);
  }

  /** Plans into a file; `changes` is false for an empty plan. */
  async plan(args: readonly string[] = [], options: RunOptions = {}): Promise<Outcome & { readonly changes: boolean }> {
    const command = ['plan', '-no-color', '-input=false', '-detailed-exitcode', '-out=plan.tfplan', ...args];
    const outcome = await this.run(command, { ...options, mayFail: true });
    if (outcome.code !== 0 && outcome.code !== 2 && !options.mayFail) {
      throw failure(`terraform ${command.join(' ')}`, outcome);
    }
    return { ...outcome, changes: outcome.code === 2 };
  }

  apply(args: readonly string[] = [], options?: RunOptions): Promise<Outcome> {
    return this.run(['apply', '-no-color', '-input=false', '-auto-approve', ...args], options);
  }

  destroy(args: readonly string[] = [], options?: RunOptions): Promise<Outcome> {
    return this.run(['destroy', '-no-color', '-input=false', '-auto-approve', ...args], options);
  }

  import(address: string, id: string, options?: RunOptions): Promise<Outcome> {
    return this.run(['import', '-no-color', '-input=false', address, id], options);
  }

  /** The state. */
  async show(): Promise<StateJson> {
    return JSON.parse((await this.run(['show', '-json'])).stdout) as StateJson;
  }

  /** The plan of the last `plan()`. */
  async showPlan(): Promise<PlanJson> {
    return JSON.parse((await this.run(['show', '-json', 'plan.tfplan'])).stdout) as PlanJson;
  }

  /** A resource in the state, or undefined. */
  async resource(address: string): Promise<ResourceJson | undefined> {
    return (await this.show()).values?.root_module.resources?.find((resource) => resource.address === address);
  }

  /** Kills the processes that this run started. */
  async stop(): Promise<void> {
    await Promise.all(
      [...this.children].map((child) => {
        const closed = new Promise((done) => child.once('close', done));
        child.kill('SIGKILL');
        return closed;
      }),
    );
    await this.attached?.then(
      (provider) => provider.stop(),
      // The run that started it has failed with the same error.
      () => {},
    );
    if (existsSync(this.log)) recordOutput("the provider's log", await readFile(this.log, 'utf8'));
  }

  private environment(added: RunOptions['env']): NodeJS.ProcessEnv {
    const env = { ...this.options.env, ...added };
    return {
      ...cleanEnvironment(),
      TF_CLI_CONFIG_FILE: join(this.root, 'terraform.rc'),
      ...(env.TF_LOG === undefined ? { TF_LOG_PROVIDER: 'TRACE', TF_LOG_PATH: this.log } : {}),
      ...env,
    };
  }

  /** What a run attaches to; undefined if Terraform is to start the provider, as for a run with other variables. */
  private async attach(env: RunOptions['env'] = {}): Promise<string | undefined> {
    const { address = defaultAddress, install = 'attached' } = this.options;
    const isSame = Object.keys({ ...this.options.env, ...env }).every((name) => !/^TF_(?!VAR_|CLI_)/.test(name));
    if (install !== 'attached' || !isSame || Object.keys(env).some((name) => !name.startsWith('TF_'))) return undefined;
    this.attached ??= AttachedProvider.start(this.providerFile(), address, this.environment({}));
    return (await this.attached).attachment;
  }

  private providerFile(): string {
    return resolve(this.options.providerFile ?? 'dist/terraform-provider-aiven.cjs');
  }

  private installProvider(): Promise<string> {
    const { address = defaultAddress, version = '0.1.0', install = 'attached', others } = this.options;
    const file = this.providerFile();
    return install === 'mirror'
      ? mirrorProvider(join(this.root, 'mirror'), address, version, file)
      : overrideProviders(join(this.root, 'dev'), { [address]: file, ...others });
  }
}

function plainText(output: string): string {
  return output.replace(/^[╷│╵|]+ ?/gmu, '').replace(/\s+/g, ' ');
}

const failure = (command: string, { code, stdout, stderr }: Outcome) =>
  new Error(`${command}\nexited with code ${code}:\n${stdout}\n${stderr}`);
