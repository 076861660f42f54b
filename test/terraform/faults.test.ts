/** What goes wrong between provider and Aiven, as users of the real Terraform meet it. */

import { spawnSync } from 'node:child_process';
import type { Emulator } from '../../src/emulator';
import { cmkHcl, keys, requestCounts, withAiven } from '../support/emulator/aiven';

const keysOf = (emulator: Emulator) => [...emulator.store.project('acme-prod').cmks.values()];

test('a key whose registration was answered by nothing is found again: one key, in the state', async () => {
  await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
    emulator.fail({ operation: 'CMKCreate', fault: 'lost' });
    await tf.apply();
    expect(requestCounts(emulator).CMKCreate).toBe(1);
    expect(keysOf(emulator)).toHaveLength(1);
    expect((await tf.resource('aiven_cmk.orders'))?.values.cmk_id).toBe(keysOf(emulator)[0]?.id);
    expect((await tf.plan()).changes).toBe(false);
  });
});

test('an API that is unavailable for a moment, and a connection that is reset, go unnoticed in a refresh', async () => {
  await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
    await tf.apply();
    emulator.fail({ operation: 'CMKList', fault: 503, times: 2 });
    expect((await tf.plan()).changes).toBe(false);
    emulator.fail({ operation: 'CMKList', fault: 'reset' });
    expect((await tf.plan()).changes).toBe(false);
  });
});

test('a key that is missing from the list for a while is not taken for gone', async () => {
  await withAiven({ files: cmkHcl(), emulator: { listLag: 600_000 } }, async (tf) => {
    await tf.apply();
    const plan = await tf.plan();
    expect(plan.changes).toBe(false);
    expect(plan.text).not.toContain('no longer registered');
  });
});

test('a list that fails for good falls back to asking for the key itself', async () => {
  await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
    await tf.apply();
    emulator.requests.length = 0;
    emulator.fail({ operation: 'CMKList', fault: 403, times: Number.POSITIVE_INFINITY });
    expect((await tf.plan()).changes).toBe(false);
    expect(requestCounts(emulator).CMKGet).toBe(1);
  });
});

test('a provider that is killed in the middle of a registration leaves a key that the next plan names, with its import id', async () => {
  await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
    emulator.fail({ operation: 'CMKCreate', fault: 'stall-body' });
    const apply = tf.start(['apply', '-no-color', '-input=false', '-auto-approve']);
    await untilRequested(emulator, 'CMKCreate');
    killProcesses(`${tf.root}/dev/`);
    expect((await apply.ended).code).not.toBe(0);

    const [orphan] = keysOf(emulator);
    const plan = await tf.plan();
    expect(plan.text).toContain('Project acme-prod already holds this key');
    expect(plan.text).toContain(`acme-prod/${orphan?.id}`);

    await tf.import('aiven_cmk.orders', `acme-prod/${orphan?.id}`);
    expect((await tf.apply()).text).toContain('0 added, 0 changed, 0 destroyed');
    expect(keysOf(emulator).map(({ resource }) => resource)).toEqual([keys.gcp]);
  });
});

/** Resolves when the emulator has got the request. It tells of each in its log, which is looked at between two turns. */
async function untilRequested(emulator: Emulator, operation: string): Promise<void> {
  while (!emulator.requests.some((request) => request.operation === operation && request.fault !== null)) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Kills, without a chance to clean up, every process whose command line has this text. */
function killProcesses(text: string): void {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' });
  const found = stdout.split('\n').filter((line) => line.includes(text) && !line.includes('apply'));
  expect(found.length).toBeGreaterThan(0);
  for (const line of found) process.kill(Number.parseInt(line, 10), 'SIGKILL');
}

test('the time limit of a registration is for all that it takes: its request, and the search after an answer that never came', async () => {
  const files = cmkHcl({ more: 'timeouts {\n    create = "2s"\n  }' });
  await withAiven({ files }, async (tf, emulator) => {
    emulator.fail({ operation: 'CMKCreate', fault: 'stall', times: Number.POSITIVE_INFINITY });
    const { code, text } = await tf.apply([], { mayFail: true });
    expect(code).toBe(1);
    expect(text).toContain('The request may have taken effect.');
    expect(requestCounts(emulator).CMKCreate).toBe(1);
  });
});
