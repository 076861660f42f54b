/** Files that `report` reads, in a temporary folder. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/temporary';

/** @param content Text, bytes, or a value that is written as JSON @returns the path of the file */
export function fileWith(content: unknown, name = 'file.json'): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return file;
}
