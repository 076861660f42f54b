/** What a real shell makes of command lines. */
import { spawnSync } from 'node:child_process';

/** For each line, the program at its beginning and the arguments that it gets. One shell runs them all. */
export function wordsOf(lines: readonly string[], shell = 'bash'): string[][] {
  const programs = new Set(lines.map((line) => /^[a-z]+/.exec(line)?.[0] ?? ''));
  const stubs = [...programs].map((name) => `${name}() { printf '%s\\0' "$#" ${name} "$@"; }`);
  const script = [...stubs, ...lines, ''].join('\n');
  const env = { PATH: process.env.PATH };
  const { status, stdout, stderr } = spawnSync(shell, ['-c', script], { encoding: 'utf8', env, maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`${shell} ended with ${status}: ${stderr}`);
  const printed = stdout.split('\0').slice(0, -1);
  const commands: string[][] = [];
  while (printed.length > 0) commands.push(printed.splice(0, 2 + Number(printed[0])).slice(1));
  return commands;
}
