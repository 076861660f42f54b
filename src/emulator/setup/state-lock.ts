/** One emulator a state file: a second one would overwrite what the first has answered. */

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The locks of this process. Its number alone says little: in a container every process is number 1. */
const held = new Set<string>();

/**
 * Takes the file for this process. Returns the function that gives it back.
 * Throws when an emulator that runs has it, with the code `EBUSY`; what a killed one has left is taken over.
 */
export function lockState(path: string): () => void {
  const lock = resolve(`${path}.lock`);
  for (let tries = 0; ; tries++) {
    try {
      writeFileSync(lock, `${process.pid}\n`, { flag: 'wx' });
      held.add(lock);
      return () => {
        held.delete(lock);
        rmSync(lock, { force: true });
      };
    } catch (reason) {
      if ((reason as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new Error(`cannot write the state file '${path}': ${(reason as Error).message}`);
      }
      const owner = ownerOf(lock);
      if (tries > 0 || isRunning(owner, lock)) throw taken(path, owner);
      rmSync(lock, { force: true });
    }
  }
}

function taken(path: string, owner: number | undefined): Error {
  const which = owner === undefined ? '' : ` (process ${owner})`;
  const sentence = `the state file '${path}' belongs to another emulator${which}; stop that, or name another file`;
  return Object.assign(new Error(sentence), { code: 'EBUSY' });
}

/** Undefined for a lock that is just being written. */
function ownerOf(lock: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(lock, 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number | undefined, lock: string): boolean {
  if (pid === undefined) return true;
  if (pid === process.pid) return held.has(lock);
  try {
    process.kill(pid, 0);
    return true;
  } catch (reason) {
    // Somebody else's process runs too.
    return (reason as NodeJS.ErrnoException).code === 'EPERM';
  }
}
