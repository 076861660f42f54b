/** Runs the user's Terraform or OpenTofu in a folder. */

import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { systemReason } from '../../support/system-reason';
import { CliError } from '../errors/cli-error';
import { nothingReplaced } from '../errors/hints';
import { withoutToken } from '../program/child-environment';
import type { CommandContext } from '../program/command';

/** The exit code and the output of a command. */
export interface TerraformResult {
  code: number;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  /** Exit codes that are no error. @default [0] */
  expected?: readonly number[];
  /** Written to stdin. @default '' */
  input?: string;
  /** Whether the command configures the provider, which needs the API token. @default false */
  callsAiven?: boolean;
}

export class Terraform {
  constructor(
    readonly binary: string,
    readonly folder: string,
    private readonly context: Pick<CommandContext, 'env' | 'signal'>,
  ) {}

  /** Runs a command. @throws CliError if the program cannot be run, or exits with a code that is not expected */
  async run(args: readonly string[], options: RunOptions = {}): Promise<TerraformResult> {
    const { expected = [0] } = options;
    this.context.signal.throwIfAborted();
    const result = await this.start(args, options);
    this.context.signal.throwIfAborted();
    if (expected.includes(result.code)) return result;
    throw new CliError(
      `"${this.binary} ${args.join(' ')}" failed: ${firstError(result.stderr) || `it exited with code ${result.code}`}`,
      nothingReplaced,
    );
  }

  private start(args: readonly string[], { input = '', callsAiven = false }: RunOptions): Promise<TerraformResult> {
    const { signal } = this.context;
    const env = callsAiven ? { ...this.context.env } : withoutToken(this.context.env);
    return new Promise((resolve, reject) => {
      const child = spawn(this.binary, args, { cwd: this.folder, env, stdio: ['pipe', 'pipe', 'pipe'] });
      const result: TerraformResult = { code: -1, stdout: '', stderr: '' };
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        result.stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        result.stderr += text;
      });
      // A command that exits without reading all of it reports why.
      child.stdin.on('error', () => {}).end(input);
      // Terraform releases its lock when it is interrupted.
      const interrupt = () => child.kill('SIGINT');
      signal.addEventListener('abort', interrupt, { once: true });
      child.once('error', (error) => {
        signal.removeEventListener('abort', interrupt);
        const problem = `Cannot run "${this.binary}" in "${this.folder}": ${systemReason(error)}.`;
        reject(new CliError(problem, 'Add it to PATH, or set TERRAFORM_BINARY_NAME.'));
      });
      child.once('close', (code) => {
        signal.removeEventListener('abort', interrupt);
        resolve({ ...result, code: code ?? -1 });
      });
    });
  }
}

/** Cuts a text after a word. */
function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit).replace(/\s+\S*$/, '')} …`;
}

/** The first error that Terraform printed, without colors and frame; all of its output if there is no "Error:" in it. */
function firstError(stderr: string): string {
  const plain = stripVTControlCharacters(stderr).replace(/^[\s╷│╵├─]+/gm, '');
  const [, error = plain] = /Error: ([\s\S]*)/.exec(plain) ?? [];
  return shorten(error.trim().replace(/\s+/g, ' '), 500);
}
