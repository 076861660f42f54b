/** A PATH with only the programs of a test. */

import { existsSync, symlinkSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { temporaryFolder } from '../temporary';

/** Returns a folder with links to these programs of this machine's PATH, or at these paths. */
export function pathOf(...programs: readonly string[]): string {
  const folder = temporaryFolder();
  for (const program of programs) {
    const found = (process.env.PATH ?? '')
      .split(delimiter)
      .map((one) => join(one, program))
      .find((file) => existsSync(file));
    symlinkSync(found ?? program, join(folder, basename(program)));
  }
  return folder;
}
