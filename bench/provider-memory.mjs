/** Samples the peak memory of our provider's processes (Linux only). */
import { readdirSync, readFileSync } from 'node:fs';
import { peakMemory } from './measure.mjs';

/** The peak while `run` runs, as text for a table. */
export async function watchProviders(run) {
  let highest = 0;
  const sample = () => {
    for (const pid of providers()) highest = Math.max(highest, peakMemory(pid) ?? 0);
  };
  const timer = setInterval(sample, 20);
  try {
    await run();
  } finally {
    clearInterval(timer);
  }
  return highest === 0 ? 'memory unknown on this system' : `${highest.toFixed(0)} MiB`;
}

function providers() {
  try {
    return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isProvider(pid));
  } catch {
    return [];
  }
}

function isProvider(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('terraform-provider-aiven_v');
  } catch {
    return false;
  }
}
