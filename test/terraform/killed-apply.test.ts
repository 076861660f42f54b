/** kill -9 of Terraform and its provider at random moments of an apply. `KILLS=40` runs more of them, `KILL_SEED` repeats a run. */

import { type ChildProcess, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Emulator } from '../../src/emulator';
import { cmkHcl, keys, withAiven } from '../support/emulator/aiven';
import { Random } from '../support/random';

const kills = Number(process.env.KILLS ?? 5);
const seed = Number(process.env.KILL_SEED ?? Date.now() % 2 ** 31);
const references = [1, 2, 3].map((number) => `${keys.gcp}-${number}`);

test(`after kill -9 in an apply, the next plan names each key that no state knows (KILLS=${kills} KILL_SEED=${seed})`, async () => {
  const random = new Random(seed);
  const files = references.map((resource, index) => cmkHcl({ name: `key${index}`, resource })).join('');
  let strays = 0;
  await withAiven({ files }, async (tf, emulator) => {
    for (let round = 0; round < kills; round += 1) {
      emulator.reset();
      for (const name of ['terraform.tfstate', 'terraform.tfstate.backup']) {
        rmSync(join(tf.folder, name), { force: true });
      }
      const { child, ended } = tf.start(['apply', '-no-color', '-input=false', '-auto-approve']);
      // An apply of three keys makes five requests, the last three of which register them. The first kill leaves one for certain.
      if (round === 0) killAt(4, 0, emulator, child);
      else killAt(1 + random.below(6), random.below(20), emulator, child);
      await ended;
      // The emulator may receive what the provider sent after the provider has ended. By the end of this plan, it has.
      await tf.plan();

      const registered = [...emulator.store.project('acme-prod').cmks.values()];
      expect(new Set(registered.map(({ resource }) => resource)).size).toBe(registered.length);
      const known = stateOf(tf.folder);
      const unknown = registered.filter(({ id }) => !known.includes(id));
      strays += unknown.length;
      const { text } = await tf.plan();
      for (const { id } of unknown) expect(text).toContain(`"acme-prod/${id}"`);

      await tf.run(['apply', '-no-color', 'plan.tfplan']);
      const after = stateOf(tf.folder);
      const managed = [...emulator.store.project('acme-prod').cmks.values()].filter(({ id }) => after.includes(id));
      expect(managed.map(({ resource }) => resource).sort()).toEqual(references);
      expect(emulator.store.project('acme-prod').cmks.size).toBe(references.length + unknown.length);
    }
  });
  expect(strays).toBeGreaterThan(0);
  console.log(`KILL_SEED=${seed}: ${kills} kills left ${strays} keys outside of the state, and each plan named them`);
});

/** Kills both processes this many milliseconds after the given request has arrived, or with 0 before it gets a response. It takes effect in any case. */
function killAt(request: number, delayMs: number, emulator: Emulator, terraform: ChildProcess): void {
  let left = request;
  emulator.fail({
    fault: 'slow',
    times: Number.POSITIVE_INFINITY,
    where: () => {
      left -= 1;
      if (left === 0 && delayMs === 0) killBoth(terraform);
      else if (left === 0) setTimeout(() => killBoth(terraform), delayMs);
      return false;
    },
  });
}

function killBoth(terraform: ChildProcess): void {
  const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(terraform.pid)], { encoding: 'utf8' });
  for (const pid of stdout.split(/\s+/).filter(Boolean)) kill(Number(pid));
  terraform.kill('SIGKILL');
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just exited.
  }
}

/** The text of the state: contains the ID of each key in it. */
function stateOf(folder: string): string {
  const file = join(folder, 'terraform.tfstate');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
