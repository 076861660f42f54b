/** The reason in an error of the operating system. */

import { getSystemErrorMap } from 'node:util';

/** "no space left on device" for an ENOSPC error of Node; the message of any other error, without its final period. */
export function systemReason(error: unknown): string {
  const { errno, message } = error as NodeJS.ErrnoException;
  return (errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1]) ?? message.replace(/\.$/, '');
}
