/** Feeds damaged input to the plugin server's parsers: `npm run fuzz`, `npm run fuzz -- --seed 17 --runs 1`. */

import { parseArgs } from 'node:util';
import { fuzz } from '../test/support/faults/fuzz';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, runs: { type: 'string', default: '1000000' } },
});
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const { accepted, rejected, problems } = fuzz(seed, Number(values.runs));
console.log(`${values.runs} inputs from seed ${seed}, ${problems.length} failed`);
console.table({ accepted, rejected });
for (const problem of problems.slice(0, 20)) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
