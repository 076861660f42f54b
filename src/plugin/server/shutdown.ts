/** Shutdown of a plugin process: requested by Terraform, by a signal, or because every client disconnected. */

import type { PluginServer } from './plugin-server';

/** In milliseconds. */
export const timeLimits = {
  /** For the first connection. Terraform waits equally long for the handshake. */
  first: 60_000,
  /** After the last connection closed. Terraform may have died, or may be reconnecting. */
  next: 3_000,
  /** Between two looks for the parent process. */
  parent: 1_000,
  /** For running calls to end after a signal. */
  calls: 10_000,
  /** For sending the last responses. Terraform kills the process 2 seconds after it requested the shutdown. */
  responses: 1_000,
} as const;

/** Calls `abandoned` when no client connects, or reconnects, in time. Call the result with every new number of connections. */
export function watchConnections(abandoned: () => void): (count: number) => void {
  let timer = setTimeout(abandoned, timeLimits.first);
  return (count) => {
    clearTimeout(timer);
    if (count === 0) timer = setTimeout(abandoned, timeLimits.next);
  };
}

/**
 * Calls `gone` when the parent process has ended. Only on Windows, where the parent may be the launcher: Terraform then kills the
 * launcher, which leaves this process behind.
 */
export function watchParent(gone: () => void): void {
  if (process.platform !== 'win32') return;
  const parent = process.ppid;
  setInterval(() => {
    // Elsewhere, where this is tested, an orphan gets another parent.
    if (process.ppid !== parent || !exists(parent)) gone();
  }, timeLimits.parent).unref();
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Resolves when `done` does, or after this many milliseconds. */
export async function atMost(milliseconds: number, done: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([done, new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)))]);
  clearTimeout(timer);
}

/** Aborts the running calls, sends their responses, and exits. */
export async function stopProcess(plugin: PluginServer, reason: string): Promise<never> {
  await atMost(timeLimits.calls, plugin.abort(new Error(reason)));
  await atMost(timeLimits.responses, plugin.flush());
  process.exit(0);
}

/** Ctrl-C also reaches Terraform, which then stops the provider, so ignore it here. */
export function ignoreInterrupt(): void {
  process.on('SIGINT', () => {});
}
