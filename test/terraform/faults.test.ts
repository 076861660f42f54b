/** Faults between the provider and Aiven, with the real Terraform. */

import { spawnSync } from 'node:child_process';
import type { Emulator } from '../../src/emulator';
import { cmkHcl, keys, requestCounts, withAiven } from '../support/emulator/aiven';
import { stored } from '../support/terraform/service-hcl';

const keysOf = (emulator: Emulator) => [...emulator.store.project('acme-prod').cmks.values()];

test('after a lost response the key is found, not registered again, and is in the state', async () => {
  await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
    emulator.fail({ operation: 'CMKCreate', fault: 'lost' });
    await tf.apply();
    expect(requestCounts(emulator).CMKCreate).toBe(1);
    expect(keysOf(emulator)).toHaveLength(1);
    expect((await tf.resource('aiven_cmk.orders'))?.values.cmk_id).toBe(keysOf(emulator)[0]?.id);
    expect((await tf.plan()).changes).toBe(false);
  });
});

test('a destroy fails if a gateway answers with 404 while Aiven still has the key', async () => {
  await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
    await tf.apply();
    emulator.fail({ operation: 'CMKDelete', fault: 'reset' });
    emulator.fail({ operation: 'CMKDelete', fault: { kind: 'html', status: 404 }, times: Number.POSITIVE_INFINITY });
    expect((await tf.destroy([], { mayFail: true })).code).toBe(1);
    expect(keysOf(emulator)).toHaveLength(1);
    expect(await stored(tf, 'aiven_cmk.orders')).toBeDefined();
  });
});

test('an error response of two megabytes is cut to a readable diagnostic', async () => {
  await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
    const message = '<title '.repeat(300_000);
    emulator.fail({ fault: { kind: 'status', status: 400, message }, times: Number.POSITIVE_INFINITY });
    const { code, text } = await tf.plan([], { mayFail: true });
    expect(code).toBe(1);
    expect(text).toContain('Aiven returned 400');
    expect(text.length).toBeLessThan(5000);
  });
});

test('a refresh retries after 503 responses and a connection reset', async () => {
  await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
    await tf.apply();
    emulator.fail({ operation: 'CMKList', fault: 503, times: 2 });
    expect((await tf.plan()).changes).toBe(false);
    emulator.fail({ operation: 'CMKList', fault: 'reset' });
    expect((await tf.plan()).changes).toBe(false);
  });
});

test('a key that is temporarily missing from the list does not count as deleted', async () => {
  await withAiven({ files: cmkHcl(), emulator: { listLag: 600_000 } }, async (tf) => {
    await tf.apply();
    const plan = await tf.plan();
    expect(plan.changes).toBe(false);
    expect(plan.text).not.toContain('no longer registered');
  });
});

test('if the list keeps failing, the refresh falls back to getting the key', async () => {
  await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
    await tf.apply();
    emulator.requests.length = 0;
    emulator.fail({ operation: 'CMKList', fault: 403, times: Number.POSITIVE_INFINITY });
    expect((await tf.plan()).changes).toBe(false);
    expect(requestCounts(emulator).CMKGet).toBe(1);
  });
});

test('after the provider was killed during a registration, the next plan warns about the key, with its import ID', async () => {
  await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
    emulator.fail({ operation: 'CMKCreate', fault: 'stall-body' });
    const apply = tf.start(['apply', '-no-color', '-input=false', '-auto-approve']);
    await untilRequested(emulator, 'CMKCreate');
    killProcesses(`${tf.root}/dev/`);
    expect((await apply.ended).code).not.toBe(0);

    const [orphan] = keysOf(emulator);
    const plan = await tf.plan();
    expect(plan.text).toContain('This KMS key is already registered as "acme-prod/');
    expect(plan.text).toContain(`acme-prod/${orphan?.id}`);

    await tf.import('aiven_cmk.orders', `acme-prod/${orphan?.id}`);
    expect((await tf.apply()).text).toContain('0 added, 0 changed, 0 destroyed');
    expect(keysOf(emulator).map(({ resource }) => resource)).toEqual([keys.gcp]);
  });
});

/** Resolves when the emulator has received the request. Checks its request log in every turn of the event loop. */
async function untilRequested(emulator: Emulator, operation: string): Promise<void> {
  while (!emulator.requests.some((request) => request.operation === operation && request.fault !== null)) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Sends SIGKILL to every process whose command line contains this text. */
function killProcesses(text: string): void {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' });
  const found = stdout.split('\n').filter((line) => line.includes(text) && !line.includes('apply'));
  expect(found.length).toBeGreaterThan(0);
  for (const line of found) process.kill(Number.parseInt(line, 10), 'SIGKILL');
}

test('the create timeout covers the request and the lookup after a lost response', async () => {
  const files = cmkHcl({ more: 'timeouts {\n    create = "4s"\n  }' });
  await withAiven({ files }, async (tf, emulator) => {
    emulator.fail({ operation: 'CMKCreate', fault: 'stall', times: Number.POSITIVE_INFINITY });
    const { code, text } = await tf.apply([], { mayFail: true });
    expect(code).toBe(1);
    expect(text).toContain('The request may have taken effect.');
    expect(requestCounts(emulator).CMKCreate).toBe(1);
  });
});
