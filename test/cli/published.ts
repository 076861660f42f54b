/** Runs the bundled CLI (`npm run build -- cli`) as a process. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { Running } from '../support/running';

export const cliFile = resolve(__dirname, '../../dist/cli.js');

/** Starts commands, and kills those that still run. */
export class Published {
  private readonly children = new Set<ChildProcess>();

  /** Starts a command in a pipe. Only these variables are set. */
  start(argv: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
    return this.spawn(process.execPath, [cliFile, ...argv], env);
  }

  /** Starts a command as a line of bash. */
  startInShell(line: string, env: Readonly<Record<string, string>> = {}): Running {
    return this.spawn('bash', ['-c', `exec '${process.execPath}' '${cliFile}' ${line}`], env);
  }

  /** Starts a command on a pseudo-terminal, which merges stdout and stderr. */
  startOnTerminal(argv: readonly string[], columns: number, env: Readonly<Record<string, string>> = {}): Running {
    const command = [process.execPath, cliFile, ...argv].map((word) => `'${word}'`).join(' ');
    const script = `stty cols ${columns} rows 40; exec ${command}`;
    return this.spawn('script', ['--quiet', '--return', '--command', script, '/dev/null'], {
      SHELL: '/bin/sh',
      ...env,
    });
  }

  /** Kills the commands that still run. */
  stop(): void {
    for (const child of this.children) child.kill('SIGKILL');
  }

  private spawn(program: string, argv: readonly string[], env: Readonly<Record<string, string>>): Running {
    const { PATH = '' } = process.env;
    const child = spawn(program, argv, { env: { PATH, ...env }, stdio: 'pipe' });
    this.children.add(child);
    child.once('close', () => this.children.delete(child));
    return new Running(child);
  }
}

/** Whether script(1) of util-linux is installed. */
export const hasPseudoTerminals = /util-linux/.test(
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '',
);
