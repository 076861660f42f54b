/** When a plugin process ends: told by Terraform, by a signal, or when nobody is left who could tell. */

import type { PluginServer } from './plugin-server';

/** In milliseconds. */
export const patience = {
  /** For the first connection; Terraform waits as long for the handshake. */
  first: 60_000,
  /** After the last connection is closed. Terraform may have died, or may only be reconnecting. */
  next: 3_000,
  /** For calls to end after a signal. */
  calls: 10_000,
  /** For the last answers to be sent after the client asked for the end; it kills after 2 seconds. */
  answers: 1_000,
} as const;

/** Calls `abandoned` when no connection came in time, or none came back. Give it every new count of connections. */
export function watchConnections(abandoned: () => void): (count: number) => void {
  let timer = setTimeout(abandoned, patience.first);
  return (count) => {
    clearTimeout(timer);
    if (count === 0) timer = setTimeout(abandoned, patience.next);
  };
}

/** Resolves when `done` does, at the latest after so many milliseconds. */
export async function atMost(milliseconds: number, done: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([done, new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)))]);
  clearTimeout(timer);
}

/** Lets running calls notice the end and answer, and ends the process. */
export async function stopProcess(plugin: PluginServer, reason: string): Promise<never> {
  await atMost(patience.calls, plugin.abort(new Error(reason)));
  await atMost(patience.answers, plugin.flush());
  process.exit(0);
}

/** Ctrl-C reaches the whole process group: Terraform gets it too and tells us what to do, so we do nothing on our own. */
export function ignoreInterrupt(): void {
  process.on('SIGINT', () => {});
}
