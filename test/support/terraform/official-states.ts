/** States of the official provider, and `provider replace` on them with the real Terraform. */

import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Seed } from '../../../src/emulator';
import { Terminal } from '../../cli/terminal';
import { cmkHcl, keys, token, withAiven } from '../emulator/aiven';
import { password } from '../secrets/secrets';
import { binary, registry } from './binary';
import { serviceHcl } from './service-hcl';
import type { TerraformRun } from './terraform';

const cmkId = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const other = '2b671a64-40d5-491e-99b0-da01ff1f3341';
export const official = `${registry()}/aiven/aiven`;
const service = { service_type: 'pg', plan: 'startup-4', cmk_id: cmkId } as const;
const seedOf = (userConfig: { [name: string]: unknown }): Seed => ({
  projects: [
    {
      name: 'acme-prod',
      cmks: [
        { id: cmkId, provider: 'gcp', resource: keys.gcp, default_cmk: true },
        { id: other, provider: 'aws', resource: keys.aws, status: 'old' },
      ],
      services: [
        { ...service, service_name: 'newer', user_config: userConfig },
        { ...service, service_name: 'older' },
      ],
    },
  ],
});

export const resource = (type: string, name: string, schemaVersion: number, attributes: object) => ({
  mode: 'managed',
  type,
  name,
  provider: `provider["${official}"]`,
  instances: [{ schema_version: schemaVersion, attributes, sensitive_attributes: [] }],
});
const key = (id: string, attributes: object) => ({
  id: `acme-prod/${id}`,
  project: 'acme-prod',
  cmk_id: id,
  created_at: '2026-01-01T00:00:00.000000Z',
  updated_at: '2026-01-01T00:00:00.000000Z',
  ...attributes,
});
const pg = (name: string, attributes: object) => ({
  id: `acme-prod/${name}`,
  project: 'acme-prod',
  service_name: name,
  service_type: 'pg',
  plan: 'startup-4',
  cmk_id: cmkId,
  cloud_name: 'google-europe-west1',
  additional_disk_space: '',
  disk_space: '',
  disk_space_default: '80GiB',
  maintenance_window_dow: 'sunday',
  maintenance_window_time: '10:00:00',
  project_vpc_id: '',
  service_password: password,
  service_integrations: [],
  static_ips: [],
  tag: [],
  tech_emails: [],
  ...attributes,
});

export const officialState = (...more: object[]) => ({
  version: 4,
  terraform_version: '1.11.4',
  serial: 7,
  lineage: 'c2a3a1b4-0000-4000-8000-000000000000',
  outputs: {},
  resources: [
    // As after an import: without the cloud.
    resource(
      'aiven_cmk',
      'orders',
      0,
      key(cmkId, { resource: keys.gcp, cmk_provider: null, default_cmk: null, timeouts: null }),
    ),
    resource(
      'aiven_cmk',
      'spare',
      0,
      key(other, { resource: keys.aws, cmk_provider: 'aws', default_cmk: false, status: 'current' }),
    ),
    resource('aiven_pg', 'newer', 1, pg('newer', { pg_user_config: [{ pg_version: '16' }], pg: [{}], timeouts: null })),
    resource(
      'aiven_pg',
      'older',
      0,
      pg('older', { pg_user_config: [{ pg_version: 16 }], termination_protection: false }),
    ),
    ...more,
  ],
});

export const requires = (source: string, name = 'aiven') =>
  `terraform {\n  required_providers {\n    ${name} = {\n      source = "${source}"\n    }\n  }\n}\n`;
export const configuration = (names = requires('npm.invalid/aiven-byok/aiven')) =>
  names +
  cmkHcl() +
  cmkHcl({ name: 'spare', cloud: 'aws', resource: keys.aws }) +
  serviceHcl({ name: 'newer', serviceName: 'newer', cmkId: 'aiven_cmk.orders.cmk_id' }) +
  serviceHcl({ name: 'older', serviceName: 'older', cmkId: 'aiven_cmk.orders.cmk_id' });

/** @param userConfig settings that the service `newer` has */
export async function start(
  files: { readonly [name: string]: string },
  use: (
    replace: (...words: (string | { [name: string]: string })[]) => Promise<{ code: number; out: string; err: string }>,
    tf: TerraformRun,
  ) => Promise<void>,
  userConfig: { [name: string]: unknown } = {},
): Promise<void> {
  await withAiven({ files, emulator: { seed: seedOf(userConfig) }, install: 'mirror' }, async (tf, emulator) => {
    // Without the beta flag, because nothing changes.
    const env = {
      PATH: process.env.PATH,
      HOME: tf.root,
      CHECKPOINT_DISABLE: '1',
      TF_CLI_CONFIG_FILE: join(tf.root, 'terraform.rc'),
      TERRAFORM_BINARY_NAME: binary().name,
      AIVEN_WEB_URL: emulator.url,
      AIVEN_TOKEN: token,
    };
    await use(async (...words) => {
      const more = words.filter((word) => typeof word !== 'string');
      const terminal = new Terminal({ env: Object.assign({}, env, ...more) });
      const options = words.filter((word) => typeof word === 'string');
      const code = await terminal.run('provider', 'replace', '--dir', tf.folder, ...options);
      return { code, out: terminal.out, err: terminal.err };
    }, tf);
    expect(emulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
}

export const providersIn = (tf: TerraformRun, file = 'terraform.tfstate') =>
  (JSON.parse(readFileSync(join(tf.folder, file), 'utf8')) as { resources: { provider: string }[] }).resources.map(
    ({ provider }) => provider,
  );
/** Expects that the state, the folder and its siblings are unchanged. */
export function expectUntouched(tf: TerraformRun, files: { readonly [name: string]: string }): void {
  expect(readFileSync(join(tf.folder, 'terraform.tfstate'), 'utf8')).toBe(files['terraform.tfstate']);
  expect(readdirSync(tf.folder).sort()).toEqual(Object.keys(files).sort());
  // OpenTofu makes .terraform.d in the user's home.
  const siblings = readdirSync(tf.root).filter((name) => name !== '.terraform.d');
  expect(siblings.sort()).toEqual(['mirror', 'module', 'terraform.rc']);
}

/** Installs our provider under the official one's name. Enough for a configuration that uses only shared resources. */
export function installOfficial(tf: TerraformRun): void {
  const mirror = join(tf.root, 'mirror');
  const versions = join(mirror, 'npm.invalid/aiven-byok/aiven/0.1.0');
  const [system = ''] = readdirSync(versions);
  const copy = join(mirror, official, '4.0.0', system, 'terraform-provider-aiven_v4.0.0.cjs');
  mkdirSync(dirname(copy), { recursive: true });
  cpSync(join(versions, system, 'terraform-provider-aiven_v0.1.0.cjs'), copy);
}

export const ours = 'provider["npm.invalid/aiven-byok/aiven"]';
