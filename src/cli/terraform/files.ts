/** Reads files that a command looks at and may not find. */

import { readdirSync, readFileSync } from 'node:fs';
import { CliError } from '../errors/cli-error';
import { systemReason } from '../errors/system-reason';

/** Returns no names for a folder that cannot be read: writing to it reports why. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** @throws CliError */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CliError(`Could not read "${path}": ${systemReason(error)}.`);
  }
}
