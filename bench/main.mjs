/** `npm run bench [-- NAME …]`: prints figures and ratios, asserts nothing. Without a name: the short ones. */
import { benchAdopt } from './adopt.mjs';
import { benchFleet } from './fleet.mjs';
import { benchHandshake } from './handshake.mjs';
import { benchOneKey } from './one-key.mjs';
import { benchServices } from './services.mjs';

const all = {
  handshake: benchHandshake,
  'one-key': benchOneKey,
  fleet: benchFleet,
  services: benchServices,
  adopt: benchAdopt,
};
const short = ['handshake', 'one-key'];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in all));
if (unknown.length > 0) {
  console.error(`No benchmark is named ${unknown.join(', ')}; there are: ${Object.keys(all).join(', ')}.`);
  process.exit(2);
}
for (const name of asked.length > 0 ? asked : short) await all[name]();
