/** The versions of Node.js that this package runs on. */

import { oldestNode } from '../version';

/** Returns undefined for a version that is new enough, otherwise an error message. */
export function checkNode(found = process.versions.node): string | undefined {
  const [parts = [], oldest = []] = [found, oldestNode].map((text) => text.split('.').map(Number.parseFloat));
  const at = oldest.findIndex((part, index) => part !== parts[index]);
  if (at === -1 || (parts[at] ?? 0) > (oldest[at] ?? 0)) return undefined;
  return `aiven-byok needs Node.js ${oldestNode} or later, but this is ${found}.`;
}

/** @throws Error on a version that is too old */
export function requireNode(found = process.versions.node): void {
  const problem = checkNode(found);
  if (problem !== undefined) throw new Error(problem);
}

/**
 * The CDKTF CLI needs a native module. Its last version, 0.21, ships that module compiled for Node.js up to 22.
 * @returns undefined for a version of Node.js that it starts on, otherwise a sentence
 */
export function checkCdktfCli(found = process.versions.node): string | undefined {
  if (Number.parseInt(found, 10) <= 22) return undefined;
  return `cdktf-cli 0.21 has no prebuilt pty.node for Node.js ${found}. Run it with Node.js 20 or 22.`;
}
