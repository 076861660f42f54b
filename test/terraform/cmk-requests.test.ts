/** The number of requests per step, which matters for large fleets. */

import { cmkHcl, requestCounts, withAiven } from '../support/emulator/aiven';

test('registering a key sends one POST and at most one list, and planning at most one list', async () => {
  await withAiven({ files: cmkHcl(), install: 'dev' }, async (tf, emulator) => {
    await tf.plan();
    expect(requestCounts(emulator)).toEqual({ CMKList: 1 });
    emulator.requests.length = 0;
    await tf.run(['apply', '-no-color', 'plan.tfplan']);
    expect(requestCounts(emulator)).toEqual({ CMKList: 1, CMKCreate: 1 });
  });
});

test('planning with one key or with twenty sends one request', async () => {
  const twenty = Array.from({ length: 20 }, (_, i) =>
    cmkHcl({ name: `k${i}`, resource: `projects/acme/locations/europe-west1/keyRings/r/cryptoKeys/k${i}` }),
  ).join('');
  await withAiven({ files: cmkHcl(), install: 'dev' }, async (tf, emulator) => {
    await tf.apply();
    emulator.requests.length = 0;
    expect((await tf.plan()).changes).toBe(false);
    expect(requestCounts(emulator)).toEqual({ CMKList: 1 });

    await tf.write(twenty);
    await tf.apply();
    emulator.requests.length = 0;
    expect((await tf.plan()).changes).toBe(false);
    expect(requestCounts(emulator)).toEqual({ CMKList: 1 });
  });
});

test('validating sends no request', async () => {
  await withAiven({ files: cmkHcl(), install: 'dev' }, async (tf, emulator) => {
    await tf.validate();
    expect(emulator.requests).toEqual([]);
  });
});
