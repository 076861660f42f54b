/** What the operating system said no with. */

/** `no space left on device` of Node's `ENOSPC: no space left on device, write`; another error's own words. */
export function systemReason(error: unknown): string {
  const { message } = error as Error;
  return /^E[A-Z0-9]+: (.+?), \w+/.exec(message)?.[1] ?? message;
}
