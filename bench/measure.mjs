/** Runs commands and summarizes them: medians, peak memory, tables. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
};

/** Runs a command. Returns its wall time in milliseconds, exit code and output. */
export function run(command, args, { cwd, env } = {}) {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ ms: Number(process.hrtime.bigint() - started) / 1e6, code, output }));
  });
}

/** Like `run`, but throws with the command's output if its exit code is not 0. */
export async function mustRun(command, args, options) {
  const result = await run(command, args, options);
  if (result.code !== 0) {
    throw new Error(`${command} ${args.join(' ')} exited with code ${result.code}:\n${result.output}`);
  }
  return result;
}

/** Runs the tasks alternately (A B A B …), so changes in the machine's speed affect all of them. Returns the medians. */
export async function inTurn(tasks, runs) {
  const times = Object.fromEntries(Object.keys(tasks).map((name) => [name, []]));
  for (let i = 0; i <= runs; i++) {
    for (const [name, task] of Object.entries(tasks)) {
      const ms = await task();
      if (i > 0) times[name].push(ms); // the first round is a warm-up
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}

/** Peak resident memory of a process, in MiB. Undefined except on Linux. */
export function peakMemory(pid) {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line ? Number(line[1]) / 1024 : undefined;
  } catch {
    return undefined;
  }
}

export const ms = (value) => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
export const ratio = (value) => `${value.toFixed(2)} ×`;

export function table(title, rows) {
  console.log(`\n${title}`);
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, ...cells] of rows) console.log(`  ${name.padEnd(width)}  ${cells.join('   ')}`);
}
