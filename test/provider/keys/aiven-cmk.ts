/** Configurations of `aiven_cmk` for tests against the emulator. */

import type { ObjectValue } from '../../../src/plugin';
import { keys } from '../../support/emulator/aiven';

export const project = 'acme-prod';

/** The configuration of a key in Google Cloud. */
export const key = (more: ObjectValue = {}): ObjectValue => ({
  project,
  cmk_provider: 'gcp',
  resource: keys.gcp,
  ...more,
});

/** The names of services and their types, for a seed: all encrypted with one key. */
export const servicesOf = (cmkId: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    service_name: `orders-${index}`,
    service_type: 'pg',
    plan: 'startup-4',
    cmk_id: cmkId,
  }));

export const cmkId = '1b671a64-40d5-491e-99b0-da01ff1f3341';

/** A seed with one key and services that use it. */
export const usedKey = (services: number, more: { default_cmk?: boolean } = {}) =>
  ({
    projects: [
      {
        name: project,
        cmks: [{ id: cmkId, provider: 'gcp', resource: keys.gcp, ...more }],
        services: servicesOf(cmkId, services),
      },
    ],
  }) as const;
