/** `npm run bench [-- NAME …]`: prints figures and ratios, asserts nothing. Without names, runs the short benchmarks. */
import { benchAdopt } from './adopt.mjs';
import { benchFleet } from './fleet.mjs';
import { benchFunctions } from './functions.mjs';
import { benchHandshake } from './handshake.mjs';
import { benchOneKey } from './one-key.mjs';
import { benchServices } from './services.mjs';

const all = {
  handshake: benchHandshake,
  'one-key': benchOneKey,
  fleet: benchFleet,
  services: benchServices,
  functions: benchFunctions,
  adopt: benchAdopt,
};
const short = ['handshake', 'one-key'];
const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in all));
if (unknown.length > 0) {
  console.error(`Unknown benchmark ${unknown.join(', ')}; the benchmarks are ${Object.keys(all).join(', ')}.`);
  process.exit(2);
}
for (const name of names.length > 0 ? names : short) await all[name]();
