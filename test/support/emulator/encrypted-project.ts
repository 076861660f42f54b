/** A project with keys of several clouds, services that use them, and one that is moving away. For tests of data sources. */

import { keys } from './aiven';

export const ids = {
  orders: '1b671a64-40d5-491e-99b0-da01ff1f3341',
  billing: '2b671a64-40d5-491e-99b0-da01ff1f3342',
  retired: '3b671a64-40d5-491e-99b0-da01ff1f3343',
  twin: '4b671a64-40d5-491e-99b0-da01ff1f3344',
  missing: '9b671a64-40d5-491e-99b0-da01ff1f3349',
} as const;

const at = (second: number) => `2026-01-01T00:00:0${second}.000000Z`;
export const created = (second: number) => ({ created_at: at(second), updated_at: at(second) });
export const seed = {
  projects: [
    {
      name: 'acme-prod',
      cmks: [
        { id: ids.billing, provider: 'aws', resource: keys.aws, default_cmk: true, ...created(2) },
        { id: ids.orders, provider: 'gcp', resource: keys.gcp, ...created(1) },
        { id: ids.retired, provider: 'oci', resource: keys.oci, status: 'old', ...created(3) },
      ],
      services: [
        { service_name: 'shop', service_type: 'pg', plan: 'startup-4', cmk_id: ids.orders },
        { service_name: 'events', service_type: 'kafka', plan: 'business-4', cmk_id: ids.retired, state: 'POWEROFF' },
        { service_name: 'cache', service_type: 'valkey', plan: 'startup-4' },
      ],
      associations: [{ cmk_id: ids.billing, service_name: 'legacy', status: 'deactivating' }],
    },
  ],
} as const;
