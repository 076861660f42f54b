/** Starts the Chromium of the distribution. */

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** The browser's program, by Debian's name or another distribution's. Undefined if it is not installed. */
export const chromiumPath = ['chromium', 'chromium-browser', 'google-chrome']
  .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
  .find(isExecutable);

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** With a new profile, which `close` deletes. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    // Root has no sandbox, and nothing may go to the network.
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
  });
}

/** Calls `describe` if Chromium is installed. Otherwise, it prints why these tests are skipped. */
export function describeInChromium(title: string, tests: () => void): void {
  if (chromiumPath !== undefined) {
    describe(title, tests);
    return;
  }
  const reason = `${title}: skipped, because Chromium is not installed (apt-get install chromium)`;
  console.warn(reason);
  test.skip(reason, () => undefined);
}
