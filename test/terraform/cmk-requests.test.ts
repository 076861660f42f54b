/** How many requests each step costs: users of large fleets pay for every one. */

import { cmkHcl, requestCounts, withAiven } from '../support/emulator/aiven';

test('registering costs one POST and at most one list, planning it at most one list', async () => {
  await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
    await tf.plan();
    expect(requestCounts(emulator)).toEqual({ CMKList: 1 });
    emulator.requests.length = 0;
    await tf.run(['apply', '-no-color', 'plan.tfplan']);
    expect(requestCounts(emulator)).toEqual({ CMKList: 1, CMKCreate: 1 });
  });
});

test('planning over one registered key costs one request, over twenty too', async () => {
  const twenty = Array.from({ length: 20 }, (_, i) =>
    cmkHcl({ name: `k${i}`, resource: `projects/acme/locations/europe-west1/keyRings/r/cryptoKeys/k${i}` }),
  ).join('');
  await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
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

test('validating asks nothing', async () => {
  await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
    await tf.validate();
    expect(emulator.requests).toEqual([]);
  });
});
