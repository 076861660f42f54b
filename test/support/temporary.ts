/** Temporary folders, deleted after each test. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Creates an empty folder for the running test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'aiven-byok-test-'));
  made.push(folder);
  return folder;
}

/** Creates a named pipe that no process writes to: opening it waits forever. */
export function namedPipe(path = join(temporaryFolder(), 'pipe')): string {
  execFileSync('mkfifo', [path]);
  return path;
}
