/** Reads files that a command looks at and may not find. */

import { readdirSync } from 'node:fs';
import { readText as decoded, readFile } from '../../support/read-file';
import { systemReason } from '../../support/system-reason';
import { CliError } from '../errors/cli-error';

/** Returns no names for a folder that cannot be read: writing to it reports why. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The text without a byte order mark. @throws CliError */
export const readText = (path: string): string => reading(path, decoded);

/** The text as it is. @throws CliError */
export const readExactText = (path: string): string => reading(path, (file) => readFile(file).toString('utf8'));

function reading(path: string, read: (path: string) => string): string {
  try {
    return read(path);
  } catch (error) {
    throw new CliError(`Could not read "${path}": ${systemReason(error)}.`);
  }
}
