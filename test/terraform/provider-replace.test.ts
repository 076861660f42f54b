/** `provider replace` with the real Terraform, on states as the official provider writes them. */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Terminal } from '../cli/terminal';
import { cmkHcl, keys, token, withAiven } from '../support/aiven';
import { password } from '../support/secrets';
import { serviceHcl } from '../support/service-hcl';
import { type TerraformRun, terraformBinary } from '../support/terraform';

const cmkId = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const other = '2b671a64-40d5-491e-99b0-da01ff1f3341';
const official = 'registry.terraform.io/aiven/aiven';
const service = { service_type: 'pg', plan: 'startup-4', cmk_id: cmkId } as const;
const seed = {
  projects: [
    {
      name: 'acme-prod',
      cmks: [
        { id: cmkId, provider: 'gcp', resource: keys.gcp, default_cmk: true },
        { id: other, provider: 'aws', resource: keys.aws, status: 'old' },
      ],
      services: [
        { ...service, service_name: 'newer' },
        { ...service, service_name: 'older' },
      ],
    },
  ],
} as const;

const resource = (type: string, name: string, schemaVersion: number, attributes: object) => ({
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

const officialState = (...more: object[]) => ({
  version: 4,
  terraform_version: '1.11.4',
  serial: 7,
  lineage: 'c2a3a1b4-0000-4000-8000-000000000000',
  outputs: {},
  resources: [
    // As its import leaves it: without the cloud.
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

const configuration = (
  names = 'terraform {\n  required_providers {\n    aiven = {\n      source = "npm.internal/aiven-byok/aiven"\n    }\n  }\n}\n',
) =>
  names +
  cmkHcl() +
  cmkHcl({ name: 'spare', cloud: 'aws', resource: keys.aws }) +
  serviceHcl({ name: 'newer', serviceName: 'newer', cmkId: 'aiven_cmk.orders.cmk_id' }) +
  serviceHcl({ name: 'older', serviceName: 'older', cmkId: 'aiven_cmk.orders.cmk_id' });

async function start(
  files: { readonly [name: string]: string },
  use: (
    replace: (...words: string[]) => Promise<{ code: number; out: string; err: string }>,
    tf: TerraformRun,
  ) => Promise<void>,
): Promise<void> {
  await withAiven({ files, emulator: { seed }, install: 'mirror' }, async (tf, emulator) => {
    // Without the beta flag: nothing is to be changed, so nothing needs it.
    const env = {
      PATH: process.env.PATH,
      HOME: tf.root,
      CHECKPOINT_DISABLE: '1',
      TF_CLI_CONFIG_FILE: join(tf.root, 'terraform.rc'),
      TERRAFORM_BINARY_NAME: terraformBinary(),
      AIVEN_WEB_URL: emulator.url,
      AIVEN_TOKEN: token,
    };
    await use(async (...words) => {
      const terminal = new Terminal({ env });
      const code = await terminal.run('provider', 'replace', '--dir', tf.folder, ...words);
      return { code, out: terminal.out, err: terminal.err };
    }, tf);
    expect(emulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
}

const providersIn = (tf: TerraformRun, file = 'terraform.tfstate') =>
  (JSON.parse(readFileSync(join(tf.folder, file), 'utf8')) as { resources: { provider: string }[] }).resources.map(
    ({ provider }) => provider,
  );
const ours = 'provider["npm.internal/aiven-byok/aiven"]';

test('keys and services of both schema versions are taken over, and the plan has no changes, beta flag or not', async () => {
  const files = { 'main.tf': configuration(), 'terraform.tfstate': JSON.stringify(officialState()) };
  await start(files, async (replace, tf) => {
    const { code, out, err } = await replace('--yes');
    expect(err).toContain('To be taken over: aiven_cmk (2), aiven_pg (2).');
    expect(out).toContain('No changes.');
    expect(code).toBe(0);
    expect(providersIn(tf)).toEqual([ours, ours, ours, ours]);
    // The copy is the state as it was, and nobody else's to read.
    const copy = join(tf.folder, 'before-aiven-byok-7.tfstate');
    expect(JSON.parse(readFileSync(copy, 'utf8'))).toMatchObject({ serial: 7, resources: officialState().resources });
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(out + err).not.toContain(password);
    expect(await replace('--yes')).toMatchObject({
      code: 0,
      err: expect.stringContaining('nothing of the official provider'),
    });
  });
});

test('a plan with changes is shown, ends with 3, and the way back is the copy', async () => {
  const changed = configuration().replace('plan         = "startup-4"', 'plan         = "business-8"');
  const files = { 'main.tf': changed, 'terraform.tfstate': JSON.stringify(officialState()) };
  await start(files, async (replace, tf) => {
    const { code, out, err } = await replace('--yes');
    expect(code).toBe(3);
    expect(out).toContain('Plan: 0 to add, 1 to change, 0 to destroy.');
    expect(err).toContain('warning: The plan has changes');
    const [, back = ''] = /To go back: \S+ -chdir=\S+ (.*)$/m.exec(err) ?? [];
    await tf.run(back.split(' '));
    expect(new Set(providersIn(tf))).toEqual(new Set([`provider["${official}"]`]));
  });
});

describe('a state that holds what only the official provider manages', () => {
  const topic = resource('aiven_kafka_topic', 'events', 1, { id: 'acme-prod/k/events', topic_name: 'events' });
  const files = {
    'main.tf': `terraform {
  required_providers {
    byok  = { source = "npm.internal/aiven-byok/aiven" }
    aiven = { source = "aiven/aiven" }
  }
}
`,
    'terraform.tfstate': JSON.stringify(officialState(topic)),
  };

  test('is not touched, and the error names it', () =>
    start(files, async (replace, tf) => {
      const { code, err } = await replace('--yes');
      expect(code).toBe(1);
      expect(err).toContain('what only the official provider manages: aiven_kafka_topic.');
      expect(readFileSync(join(tf.folder, 'terraform.tfstate'), 'utf8')).toBe(files['terraform.tfstate']);
      expect(readdirSync(tf.folder).filter((name) => name.startsWith('before-'))).toEqual([]);
    }));

  test('is taken over in part when that is asked for; without a plan to prove it, the way back is told', () =>
    start(files, async (replace, tf) => {
      const { code, err } = await replace('--yes', '--partial');
      expect(providersIn(tf).sort()).toEqual([ours, ours, ours, ours, `provider["${official}"]`]);
      // The official provider is not to be had here.
      expect(code).toBe(1);
      expect(err).toContain('there is no plan to prove it. To go back: ');
      expect(readdirSync(tf.folder).filter((name) => name.startsWith('.aiven-byok'))).toEqual([]);
    }));
});

test.each([
  [
    'a configuration that names another provider',
    { 'main.tf': 'terraform {\n  required_providers {}\n}\n' },
    'names npm.internal/aiven-byok/aiven',
  ],
  [
    'nobody to ask',
    { 'main.tf': configuration(), 'terraform.tfstate': JSON.stringify(officialState()) },
    'has to be confirmed',
  ],
])('%s: nothing is replaced', (_, files, sentence) =>
  start(files, async (replace, tf) => {
    const { code, err } = await replace();
    expect(code).toBeGreaterThan(0);
    expect(err).toContain(sentence);
    expect(readdirSync(tf.folder).filter((name) => name.startsWith('before-'))).toEqual([]);
  }),
);

test('a Terraform that is not there is named', () =>
  start({ 'main.tf': configuration() }, async (_, tf) => {
    const terminal = new Terminal({ env: { TERRAFORM_BINARY_NAME: 'no-such-terraform' } });
    expect(await terminal.run('provider', 'replace', '--dir', tf.folder)).toBe(1);
    expect(terminal.err).toContain('no-such-terraform cannot be run');
  }));
