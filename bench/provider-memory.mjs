/** The highest memory of any of our provider's processes while something runs (Linux only). */
import { readdirSync, readFileSync } from 'node:fs';
import { peakMemory } from './measure.mjs';

/** Returns it as text, or says that this system does not tell. */
export async function watchProviders(run) {
  let highest = 0;
  const look = () => {
    for (const pid of providers()) highest = Math.max(highest, peakMemory(pid) ?? 0);
  };
  const timer = setInterval(look, 20);
  try {
    await run();
  } finally {
    clearInterval(timer);
  }
  return highest === 0 ? 'memory not known on this system' : `${highest.toFixed(0)} MiB`;
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
