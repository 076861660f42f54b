/** Runs the user's Terraform or OpenTofu in a folder. */

import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { CliError } from '../errors/cli-error';
import type { CommandContext } from '../program/command';

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

export class Terraform {
  constructor(
    readonly binary: string,
    readonly folder: string,
    private readonly context: Pick<CommandContext, 'env' | 'signal'>,
  ) {}

  /** Runs a command to its end. @throws CliError when there is no such program, or when it fails with a code that is not expected */
  async run(args: readonly string[], expected: readonly number[] = [0]): Promise<Ended> {
    this.context.signal.throwIfAborted();
    const ended = await this.#start(args);
    this.context.signal.throwIfAborted();
    if (expected.includes(ended.code)) return ended;
    throw new CliError(
      `"${this.binary} ${args.join(' ')}" failed: ${firstError(ended.stderr) || `it ended with ${ended.code}`}`,
      'Nothing was replaced.',
    );
  }

  #start(args: readonly string[]): Promise<Ended> {
    const { env, signal } = this.context;
    return new Promise((resolve, reject) => {
      const child = spawn(this.binary, args, { cwd: this.folder, env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
      const ended: Ended = { code: -1, stdout: '', stderr: '' };
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        ended.stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        ended.stderr += text;
      });
      // Terraform ends in order when it is interrupted: it lets go of its lock.
      const interrupt = () => child.kill('SIGINT');
      signal.addEventListener('abort', interrupt, { once: true });
      child.once('error', (error) => {
        signal.removeEventListener('abort', interrupt);
        const problem = `${this.binary} cannot be run in ${this.folder}: ${error.message}.`;
        reject(new CliError(problem, 'Put it on the PATH, or name it in TERRAFORM_BINARY_NAME.'));
      });
      child.once('close', (code) => {
        signal.removeEventListener('abort', interrupt);
        resolve({ ...ended, code: code ?? -1 });
      });
    });
  }
}

/** The first error that Terraform tells, without colours and frame; all that it says where it calls nothing an error. */
function firstError(stderr: string): string {
  const plain = stripVTControlCharacters(stderr).replace(/^[\s╷│╵├─]+/gm, '');
  const [, error = plain] = /Error: ([\s\S]*)/.exec(plain) ?? [];
  return error.trim().replace(/\s+/g, ' ').slice(0, 500);
}
