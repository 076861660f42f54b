/** One emulator a state file: a second one would overwrite what the first has answered. */

import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Takes the file for this process. Returns the function that gives it back.
 * Throws when an emulator that runs has it; what a killed one has left is taken over.
 */
export function lockState(path: string): () => void {
  const lock = `${path}.lock`;
  for (let tries = 0; ; tries++) {
    try {
      writeFileSync(lock, `${process.pid}\n`, { flag: 'wx' });
      return () => rmSync(lock, { force: true });
    } catch (reason) {
      if ((reason as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new Error(`cannot write the state file '${path}': ${(reason as Error).message}`);
      }
      const owner = ownerOf(lock);
      if (tries > 0 || (owner !== undefined && isRunning(owner))) {
        throw new Error(
          `the state file '${path}' belongs to another emulator (process ${owner}); stop that, or name another file`,
        );
      }
      rmSync(lock, { force: true });
    }
  }
}

function ownerOf(lock: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(lock, 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (reason) {
    // Somebody else's process runs too.
    return (reason as NodeJS.ErrnoException).code === 'EPERM';
  }
}
