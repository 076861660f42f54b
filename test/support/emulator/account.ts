/** A large account: keys of all clouds and statuses, services of all types, and difficult names. */

import type { ProjectSeed } from '../../../src/emulator';

const uuid = (project: number, index: number) =>
  `${String(project).padStart(4, '0')}${String(index).padStart(4, '0')}-40d5-491e-99b0-da01ff1f3341`;

/** Google Cloud key names that a code generator may trip over. */
const difficultNames = ['class', '2024', 'orders', 'Orders', 'orders-2', '__proto__', 'key', 'project', '_', '-'];

/** Tags with text that generated code must escape. */
const difficultTags: readonly { readonly [name: string]: string }[] = [
  { '\x24{path.module}': '\x24{aiven_cmk.orders.id}' },
  { '%{ if true }': '"quoted" \\back\\slashes\\' },
  { 'two\nlines': 'tab\tand\r\nbreaks' },
  { 'Größe 🔑': '\u202egnirts' },
  { __proto__x: "it's `fine`" },
];

const types = [
  'pg',
  'kafka',
  'clickhouse',
  'dragonfly',
  'flink',
  'grafana',
  'kafka_connect',
  'kafka_mirrormaker',
  'mysql',
  'opensearch',
  'redis',
  'thanos',
  'valkey',
] as const;

function keyReference(index: number): { provider: 'aws' | 'azure' | 'gcp' | 'oci'; resource: string } {
  const digits = String(index).padStart(8, '0');
  const name = difficultNames[(index >> 2) % difficultNames.length];
  switch (index % 4) {
    case 0:
      return { provider: 'gcp', resource: `projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/${name}` };
    case 1:
      return { provider: 'aws', resource: `arn:aws:kms:us-east-1:123456789012:key/mrk-${digits.repeat(4)}` };
    case 2:
      return { provider: 'azure', resource: `https://acme.vault.azure.net/keys/orders-${index}` };
    default:
      // As long as the API allows.
      return { provider: 'oci', resource: `ocid1.key.oc1.iad.abcdefghijklm.${`${digits}x`.repeat(60)}`.slice(0, 512) };
  }
}

/**
 * A project with the given number of keys and services. The first key is the default, every ninth is old, and two of three services
 * use a key. One additional key is deleted.
 */
export function accountProject(number: number, name: string, cmks: number, services: number): ProjectSeed {
  return {
    name,
    cmks: Array.from({ length: cmks + 1 }, (_, index) => ({
      id: uuid(number, index),
      ...keyReference(index),
      default_cmk: index === 0,
      status: index === cmks ? 'deleted' : index % 9 === 8 ? 'old' : 'current',
      created_at: new Date(1_750_000_000_000 + index * 1000).toISOString(),
    })),
    services: Array.from({ length: services }, (_, index) => ({
      service_name: `${types[index % types.length]?.replace('_', '-')}-${index}`,
      service_type: types[index % types.length] as string,
      plan: 'startup-4',
      cloud: 'google-europe-west3',
      ...(index % 3 > 0 ? { cmk_id: uuid(number, index % cmks) } : {}),
      ...(index % 5 === 0 ? { tags: difficultTags[(index / 5) % difficultTags.length] as Record<string, string> } : {}),
      ...(index % 7 === 0 ? { termination_protection: true, tech_emails: [{ email: 'ops@example.com' }] } : {}),
      ...(index % 4 === 0 ? { maintenance: { dow: 'monday', time: '04:30:00' } } : {}),
    })),
  };
}
