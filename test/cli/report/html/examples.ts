/** Reports to look at: realistic ones, and nasty ones. */

import type { Cloud } from '../../../../src/aiven';
import { coverProject } from '../../../../src/cli/report/coverage';
import type { Exemption, ProjectCoverage, Report } from '../../../../src/cli/report/model';
import type { Association, Cmk, Service } from '../../../../src/client';
import { hostileNames } from '../sample';

export const generatedAt = '2026-11-29T07:42:13.000Z';

/** `1b671a64-…`, different for each number. */
const idOf = (number: number) => `1b671a64-40d5-491e-99b0-${number.toString(16).padStart(12, '0')}`;

interface KeyPlan {
  cloud: Cloud;
  keyReference: string;
  registered: string;
  isDefault?: boolean;
  status?: string | null;
}

const ocid = (region: string, letter: string) =>
  `ocid1.key.oc1.${region}.bbpnq4xkaafna.abtheljr${letter.repeat(4)}7q2xgwz5k3m6lhv4tyd3c2n7ru5sjeob6qwipk2fa5hxz3vtdgm2yq`;
const gcp = (ring: string, key: string) =>
  `projects/acme-platform-encryption-prod/locations/europe-west1/keyRings/${ring}/cryptoKeys/${key}`;
export const azureName =
  'https://acme-payments-prod.vault.azure.net/keys/aiven-payments/7c1d9f3a5b2e4d6f8a0c1e3b5d7f9a2c';
export const longestName = gcp(
  'customer-managed-keys-of-the-data-platform-in-europe',
  'analytics-warehouse-replicas-2026',
);

const keyPlans: readonly KeyPlan[] = [
  { cloud: 'gcp', keyReference: gcp('aiven', 'orders-2025'), registered: '2025-10-28', status: 'old' },
  { cloud: 'gcp', keyReference: gcp('aiven', 'orders-2026'), registered: '2026-10-30', isDefault: true },
  { cloud: 'gcp', keyReference: longestName, registered: '2026-02-11' },
  {
    cloud: 'aws',
    keyReference: 'arn:aws:kms:eu-central-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab',
    registered: '2026-03-02',
    isDefault: true,
  },
  {
    cloud: 'aws',
    // The same KMS key again: this registration is superseded.
    keyReference: 'arn:aws:kms:eu-central-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab',
    registered: '2024-05-17',
  },
  { cloud: 'azure', keyReference: azureName, registered: '2026-08-19', status: null },
  { cloud: 'oci', keyReference: ocid('eu-frankfurt-1', 'a'), registered: '2026-06-01', isDefault: true },
  { cloud: 'oci', keyReference: ocid('us-ashburn-1', 'b'), registered: '2026-11-28' },
];

function keyOf(index: number): Cmk {
  const { cloud, keyReference, registered, isDefault = false, status = 'current' } = keyPlans[index] as KeyPlan;
  const createdAt = `${registered}T09:30:00Z`;
  return {
    cmkId: idOf(index + 1),
    cloud,
    keyReference,
    defaultCmk: isDefault,
    status,
    createdAt,
    updatedAt: createdAt,
  };
}

function service(serviceName: string, key: Cmk | null, more: Partial<Service> = {}): Service {
  const cloudName = key === null ? 'aws-eu-central-1' : clouds[key.cloud];
  return {
    serviceName,
    serviceType: 'pg',
    servicePlan: 'business-8',
    cloudName,
    state: 'RUNNING',
    cmkId: key?.cmkId ?? null,
    ...more,
  } as Service;
}

const clouds: Readonly<Record<Cloud, string>> = {
  aws: 'aws-eu-central-1',
  azure: 'azure-westeurope',
  gcp: 'google-europe-west1',
  oci: 'oci-eu-frankfurt-1',
};

/** All services are active with their key, unless `leaving` names the key that they still leave. */
function cover(
  project: string,
  cmks: readonly Cmk[],
  services: readonly Service[],
  exemptions: Readonly<Record<string, Exemption>> = {},
  leaving: Readonly<Record<string, Cmk>> = {},
): ProjectCoverage {
  const associations = new Map<string, Association[]>(cmks.map(({ cmkId }) => [cmkId, []]));
  for (const { serviceName, cmkId } of services) {
    const status = leaving[serviceName] === undefined ? 'active' : 'activating';
    if (cmkId !== null) associations.get(cmkId)?.push({ serviceName, status });
  }
  for (const [serviceName, { cmkId }] of Object.entries(leaving)) {
    associations.get(cmkId)?.push({ serviceName, status: 'deactivating' });
  }
  return coverProject(project, { cmks, services, associations }, generatedAt, new Map(Object.entries(exemptions)));
}

const exemption = (expires: string, reason: string): Exemption => ({
  reason,
  expires,
  expired: expires < '2026-11-29',
});
const types = ['pg', 'kafka', 'opensearch', 'mysql', 'valkey', 'clickhouse'];
const many = (count: number, make: (index: number) => Service) =>
  Array.from({ length: count }, (_, index) => make(index));
const named = (prefix: string, key: Cmk | null) => (index: number) =>
  service(`${prefix}-${types[index % types.length]}-${String(index + 1).padStart(2, '0')}`, key, {
    serviceType: types[index % types.length],
  });
const report = (projects: ProjectCoverage[], more: Partial<Report> = {}): Report => ({
  generatedAt,
  apiHost: 'api.aiven.io',
  projects,
  unread: [],
  baselineAt: null,
  changes: null,
  ...more,
});

const [old, current, long, aws, earlierAws, azure, oci, ashburn] = keyPlans.map((_, index) => keyOf(index)) as [
  Cmk,
  Cmk,
  Cmk,
  Cmk,
  Cmk,
  Cmk,
  Cmk,
  Cmk,
];

const production = cover(
  'acme-prod',
  [old, current, long],
  [
    ...many(17, named('orders', current)),
    ...many(4, named('warehouse', long)),
    service('ledger-pg', old),
    service('ledger-kafka', old, { serviceType: 'kafka' }),
    service('search', current, { serviceType: 'opensearch' }),
    service('reports', current, { serviceType: 'clickhouse', state: 'REBALANCING' }),
    service('archive', current, { state: 'POWEROFF' }),
    service('orphan', { ...aws, cmkId: idOf(99) }),
    service('metrics-grafana', null, { serviceType: 'grafana' }),
    service('legacy-erp-mysql', null, { serviceType: 'mysql' }),
    service('sandbox', null),
  ],
  {
    'legacy-erp-mysql': exemption(
      '2026-10-31',
      'Vendor has no release with TLS 1.3 yet; ticket SEC-4711, accepted by J. Meyer (CISO).',
    ),
    'metrics-grafana': exemption('2027-03-31', 'Dashboards only, no customer data.'),
    search: exemption('2026-12-31', 'Moved to a key in the meantime.'),
  },
  { search: old },
);

const payments = cover(
  'acme-payments-prod',
  [aws, earlierAws, azure],
  [...many(14, named('payments', aws)), ...many(3, named('ledger', azure)), service('card-vault', earlierAws)],
);

const staging = cover(
  'acme-staging-with-a-rather-long-name-of-a-project',
  [oci, ashburn],
  [...many(4, named('staging', oci)), ...many(8, named('scratch', null))],
  Object.fromEntries(
    many(5, named('scratch', null)).map(({ serviceName }) => [
      serviceName,
      exemption('2027-01-31', 'No customer data.'),
    ]),
  ),
);

const hostile = [...hostileNames, 'w'.repeat(200), 'a very long name in words '.repeat(8), 'ﷺ 高可用性 émigré 🙈'];

export const examples = {
  realistic: report([production, payments, staging], {
    unread: [{ project: 'acme-legacy', reason: 'The token may not read the services of this project (403).' }],
    baselineAt: '2026-10-31T06:00:00.000Z',
    changes: [
      {
        kind: 'lost_protection',
        project: 'acme-prod',
        serviceName: 'ledger-pg',
        cmk: null,
        before: { coverage: 'protected', cmkId: old.cmkId },
        after: { coverage: 'old_key', cmkId: old.cmkId },
        worse: true,
      },
      {
        kind: 'new_service',
        project: 'acme-prod',
        serviceName: 'sandbox',
        cmk: null,
        before: null,
        after: { coverage: 'unprotected', cmkId: null },
        worse: true,
      },
      {
        kind: 'new_service',
        project: 'acme-payments-prod',
        serviceName: 'card-vault',
        cmk: null,
        before: null,
        after: { coverage: 'protected', cmkId: earlierAws.cmkId },
        worse: false,
      },
      {
        kind: 'removed_project',
        project: 'acme-trial',
        serviceName: null,
        cmk: null,
        before: null,
        after: null,
        worse: false,
      },
      {
        kind: 'moved_key',
        project: 'acme-prod',
        serviceName: 'search',
        cmk: null,
        before: { coverage: 'protected', cmkId: old.cmkId },
        after: { coverage: 'in_transition', cmkId: current.cmkId },
        worse: false,
      },
      {
        kind: 'new_key',
        project: 'acme-staging-with-a-rather-long-name-of-a-project',
        serviceName: null,
        cmk: ashburn,
        before: null,
        after: null,
        worse: false,
      },
    ],
  }),
  hostile: report(
    [
      cover(
        '<script>window.hacked = 0</script>',
        [
          {
            ...current,
            keyReference: `projects/${'"><img src=x onerror=window.hacked=5>'.repeat(2)}/${'x'.repeat(200)}`,
          },
          azure,
        ],
        [
          ...hostile.map((name, index) => service(name, index % 3 === 0 ? current : null)),
          service('state', azure, { state: '</td><script>window.hacked = 6</script>', cloudName: '\u202egnp.exe' }),
        ],
        { [hostile[1] as string]: exemption('2026-01-01', '<script>window.hacked = 7</script> \u202e'.repeat(3)) },
      ),
    ],
    {
      apiHost: 'localhost:8080',
      baselineAt: '2026-10-31T06:00:00.000Z',
      changes: [],
    },
  ),
  nothing: report([cover('acme-empty', [], [])]),
  unread: report([], {
    baselineAt: '2026-10-31T06:00:00.000Z',
    changes: [],
    unread: [{ project: 'acme-legacy', reason: 'The token may not read the services of this project (403).' }],
  }),
  withoutByok: report([{ ...cover('acme-trial', [], [service('demo', null)]), withoutByok: true }]),
  exempt: report([
    cover('acme-sandbox', [], many(3, named('scratch', null)), {
      'scratch-pg-01': exemption('2027-01-31', 'No customer data.'),
      'scratch-kafka-02': exemption('2027-01-31', 'No customer data.'),
      'scratch-opensearch-03': exemption('2027-01-31', 'No customer data.'),
    }),
  ]),
  large: report([
    cover(
      'acme-large',
      [aws, earlierAws],
      [...many(497, named('tenant', aws)), service('elsewhere', earlierAws), ...many(2, named('plain', null))],
    ),
  ]),
};

export type ExampleName = keyof typeof examples;

/** The names of all keys in `examples.realistic`. */
export const keyReferences = keyPlans.map(({ keyReference }) => keyReference);
