/** Puts a file in the place of an older one. */

import {
  chmodSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { makeFolders } from '../../install';
import { CliError } from '../errors/cli-error';
import { systemReason } from '../errors/system-reason';

/** Writing takes milliseconds: what is left of a run after this long is of one that was killed. */
const staleAfterMs = 60_000;

/**
 * In one step: whoever looks finds the old or the new file, whole. Writes through links, and keeps the file's mode.
 * @param before what the file held when it was read; undefined: there was none
 * @throws CliError when it holds something else by now, or cannot be written
 */
export function replaceFile(path: string, text: string, before: string | undefined): void {
  const target = targetOf(path);
  // Made by one run only: the other one, at the same time, is refused.
  const beside = `${target}.new`;
  let isMade = false;
  try {
    makeFolders(dirname(target));
    const left = statSync(beside, { throwIfNoEntry: false });
    if (left !== undefined && Date.now() - left.mtimeMs > staleAfterMs) rmSync(beside);
    writeFileSync(beside, text, { flag: 'wx' });
    isMade = true;
    const present = statSync(target, { throwIfNoEntry: false });
    if ((present && readFileSync(target, 'utf8')) !== before) {
      throw new CliError(`${path} was changed while this command ran, and stays as it is.`, runAgain);
    }
    if (present !== undefined) chmodSync(beside, present.mode & 0o7777);
    renameSync(beside, target);
  } catch (reason) {
    if (isMade) rmSync(beside, { force: true });
    if (reason instanceof CliError) throw reason;
    const { code, syscall } = reason as NodeJS.ErrnoException;
    if (code === 'EEXIST' && syscall === 'open') {
      throw new CliError(`${path} is written by another run at this moment, and stays as it is.`, runAgain);
    }
    throw new CliError(`${path} cannot be written: ${systemReason(reason)}.`);
  }
}

const runAgain = 'Run the command again: it adds what is new then.';

function targetOf(path: string): string {
  // The second for a link whose target is yet to be written.
  for (const follow of [realpathSync, (link: string) => resolve(dirname(link), readlinkSync(link))]) {
    try {
      return follow(path);
    } catch {
      // No link, or nothing at all.
    }
  }
  return path;
}
