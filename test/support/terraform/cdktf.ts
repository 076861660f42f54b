/** Runs the real CDKTF CLI on a temporary app, with a temporary home. */

import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { transformSync } from '@swc/core';
import { checkCdktfCli } from '../../../src/support/node-version';
import { recordOutput } from '../secrets/leak-detector';
import { temporaryFolder } from '../temporary';
import { binary, testUnless } from './binary';

const root = resolve(__dirname, '../../..');

/** npm compiles it on Node.js versions without a prebuilt one, if the machine has a compiler. */
const compiled = join(root, 'node_modules/@cdktf/node-pty-prebuilt-multiarch/build/Release/pty.node');

/** `test` if the CDKTF CLI starts on this Node.js, otherwise skips. */
export const testCdktfCli = testUnless(existsSync(compiled) ? undefined : checkCdktfCli());

/** An app in a temporary folder that imports the built package by name, as a user's app does. */
export class CdktfApp {
  readonly folder: string;
  readonly home: string;
  private readonly env: { readonly [name: string]: string };

  /** @param env the only variables of the app, Terraform and the provider besides PATH, HOME and a few defaults */
  constructor(env: { readonly [name: string]: string }) {
    const base = temporaryFolder();
    this.folder = join(base, 'app');
    this.home = join(base, 'home');
    mkdirSync(this.home);
    mkdirSync(join(this.folder, 'node_modules', '.bin'), { recursive: true });
    mkdirSync(join(this.folder, 'node_modules', '@cdktf'));
    symlinkSync(root, join(this.folder, 'node_modules', 'aiven-byok'));
    symlinkSync(join(root, 'dist/cli.js'), join(this.folder, 'node_modules/.bin/aiven-byok'));
    symlinkSync(join(root, 'node_modules/cdktf-cli/bundle/bin/cdktf'), join(this.folder, 'node_modules/.bin/cdktf'));
    for (const name of ['cdktf', 'cdktn', 'constructs', '@cdktf/provider-null', '.bin/tsx']) {
      symlinkSync(join(root, 'node_modules', name), join(this.folder, 'node_modules', name));
    }
    this.env = {
      PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
      HOME: this.home,
      TERRAFORM_BINARY_NAME: basename(binary().name),
      CI: '1',
      NO_COLOR: '1',
      CHECKPOINT_DISABLE: '1',
      TF_LOG_PROVIDER: 'TRACE',
      TF_LOG_PATH: join(base, 'provider.log'),
      ...env,
    };
  }

  write(files: { readonly [path: string]: string }): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
  }

  /** Copies a file or folder from the repository. */
  copy(from: string, to: string): void {
    cpSync(join(root, from), join(this.folder, to), { recursive: true });
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /**
   * Runs `cdktf`, which runs the compiled `main.ts` instead of the command in `cdktf.json`, and returns its output. Throws with the
   * output if it fails.
   */
  run(args: readonly string[], env: { readonly [name: string]: string } = {}): Promise<string> {
    const cli = join(root, 'node_modules/cdktf-cli/bundle/bin/cdktf');
    // It runs for a second or two; optimizing its WebAssembly and asm.js would take longer than it saves.
    return this.runNode(['--liftoff-only', '--no-validate-asm', cli, ...args, '--app', `node ${this.compile()}`], env);
  }

  /**
   * Runs only `main.ts`, which is faster. Returns the `cdk.tf.json` of a stack without its backend, so that Terraform needs no
   * `init`.
   */
  async synth(stack: string, env: { readonly [name: string]: string } = {}): Promise<string> {
    mkdirSync(join(this.folder, 'cdktf.out'), { recursive: true });
    await this.runMain(env);
    return withoutBackend(this.read(`cdktf.out/stacks/${stack}/cdk.tf.json`));
  }

  /** Runs `main.ts` without the CDKTF CLI. */
  runMain(env: { readonly [name: string]: string } = {}): Promise<string> {
    return this.runNode([this.compile()], env);
  }

  /** Compiles the app's files with swc, which takes a third of the CPU time of tsx. Returns the file to run. */
  private compile(): string {
    for (const path of readdirSync(this.folder, { recursive: true, encoding: 'utf8' })) {
      if (!path.endsWith('.ts') || path.startsWith('node_modules')) continue;
      const { code } = transformSync(this.read(path), {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
      });
      this.write({ [path.replace(/ts$/, 'js')]: code });
    }
    return 'main.js';
  }

  /** Runs shell lines up to the first that fails. Returns the output. */
  shell(lines: string, env: { readonly [name: string]: string } = {}): Promise<string> {
    return this.start('sh', ['-e', '-c', lines], env);
  }

  private runNode(args: readonly string[], env: { readonly [name: string]: string }): Promise<string> {
    return this.start(process.execPath, args, env);
  }

  private async start(
    program: string,
    args: readonly string[],
    env: { readonly [name: string]: string },
  ): Promise<string> {
    const child = spawn(program, args, {
      cwd: this.folder,
      env: { ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
    const log = this.env.TF_LOG_PATH ?? '';
    if (existsSync(log)) recordOutput("the provider's log", readFileSync(log, 'utf8'));
    if (code !== 0) {
      throw new Error(
        `${args.map((arg) => (arg.startsWith(root) ? basename(arg) : arg)).join(' ')} exited with code ${code}:\n${output}`,
      );
    }
    return output;
  }
}

/** Removes the backend from a `cdk.tf.json`. Terraform then needs no `init` if all providers are overridden. */
export function withoutBackend(configuration: string): string {
  const { terraform, ...others } = JSON.parse(configuration) as { terraform: { backend?: unknown } };
  return JSON.stringify({ ...others, terraform: { ...terraform, backend: undefined } });
}
