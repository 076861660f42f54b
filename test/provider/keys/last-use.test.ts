/** An apply that takes the last service off a key says how long its KMS key must stay enabled. */

import type { ObjectValue } from '../../../src/plugin';
import { keys, requestCounts } from '../../support/emulator/aiven';
import { type AivenCore, withCore } from '../../support/emulator/core';
import { cmkId, project, servicesOf } from './aiven-cmk';

const otherId = '2c782b75-51e6-4a2f-8ac1-eb12aa2a4452';
const seed = (services: number) =>
  ({
    projects: [
      {
        name: project,
        cmks: [
          { id: cmkId, provider: 'gcp', resource: keys.gcp },
          { id: otherId, provider: 'gcp', resource: keys.gcp2 },
        ],
        services: servicesOf(cmkId, services),
      },
    ],
  }) as const;

const binding = 'aiven_cmk_service_association';
const config = (name: string, key: string): ObjectValue => ({ project, service_name: name, cmk_id: key });
const notice = expect.stringMatching(
  new RegExp(
    `^warning Keep the KMS key of an unused key enabled: No service uses key "${project}/${cmkId}" now\\. Keep the KMS key enabled until \\d{4}-`,
  ),
);

/** Applies a change of an imported object, and returns what the apply said. */
async function change(aiven: AivenCore, type: string, name: string, next: ObjectValue | null) {
  const more: ObjectValue = type === binding ? { on_destroy: 'detach' } : {};
  const stored = await aiven.imported(type, `${project}/${name}`, more);
  const core = await aiven.start();
  const plan = await core.plan(type, next, stored);
  aiven.emulator.requests.length = 0;
  return (await core.apply(type, plan)).problems;
}

test.each([
  ['destroys its binding', binding, null],
  ['moves its binding to another key', binding, config('orders-0', otherId)],
  ['destroys the service', 'aiven_pg', null],
  ['moves the service to another key', 'aiven_pg', { ...config('orders-0', otherId), plan: 'startup-4' }],
])('an apply that %s', async (_, type, next) => {
  await withCore({ seed: seed(1) }, async (aiven) => {
    expect(await change(aiven, type, 'orders-0', next)).toEqual([notice]);
  });
  await withCore({ seed: seed(2) }, async (aiven) => {
    expect(await change(aiven, type, 'orders-0', next)).toEqual([]);
    // A list confirms the 404 of a deleted service.
    const isDeleted = type === 'aiven_pg' && next === null;
    expect(requestCounts(aiven.emulator).ServiceList ?? 0).toBe(isDeleted ? 1 : 0);
  });
});
