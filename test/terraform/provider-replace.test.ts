/** `provider replace` with the real Terraform, on states as the official provider writes them. */

import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

const requires = (source: string, name = 'aiven') =>
  `terraform {\n  required_providers {\n    ${name} = {\n      source = "${source}"\n    }\n  }\n}\n`;
const configuration = (names = requires('npm.internal/aiven-byok/aiven')) =>
  names +
  cmkHcl() +
  cmkHcl({ name: 'spare', cloud: 'aws', resource: keys.aws }) +
  serviceHcl({ name: 'newer', serviceName: 'newer', cmkId: 'aiven_cmk.orders.cmk_id' }) +
  serviceHcl({ name: 'older', serviceName: 'older', cmkId: 'aiven_cmk.orders.cmk_id' });

async function start(
  files: { readonly [name: string]: string },
  use: (
    replace: (...words: (string | { [name: string]: string })[]) => Promise<{ code: number; out: string; err: string }>,
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
      const more = words.filter((word) => typeof word !== 'string');
      const terminal = new Terminal({ env: Object.assign({}, env, ...more) });
      const options = words.filter((word) => typeof word === 'string');
      const code = await terminal.run('provider', 'replace', '--dir', tf.folder, ...options);
      return { code, out: terminal.out, err: terminal.err };
    }, tf);
    expect(emulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
}

const providersIn = (tf: TerraformRun, file = 'terraform.tfstate') =>
  (JSON.parse(readFileSync(join(tf.folder, file), 'utf8')) as { resources: { provider: string }[] }).resources.map(
    ({ provider }) => provider,
  );
/** The state, the rest of the folder and its neighbours are as they were. */
function expectUntouched(tf: TerraformRun, files: { readonly [name: string]: string }): void {
  expect(readFileSync(join(tf.folder, 'terraform.tfstate'), 'utf8')).toBe(files['terraform.tfstate']);
  expect(readdirSync(tf.folder).sort()).toEqual(Object.keys(files).sort());
  expect(readdirSync(tf.root).sort()).toEqual(['mirror', 'module', 'terraform.rc']);
}
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
    'main.tf': configuration(
      requires('npm.internal/aiven-byok/aiven').replace(
        '{\n    aiven',
        '{\n    other = { source = "aiven/aiven" }\n    aiven',
      ),
    ),
    'terraform.tfstate': JSON.stringify(officialState(topic)),
  };

  test('is not touched, and the error names it', () =>
    start(files, async (replace, tf) => {
      const { code, err } = await replace('--yes');
      expect(code).toBe(1);
      expect(err).toContain('what only the official provider manages: aiven_kafka_topic.');
      expectUntouched(tf, files);
    }));

  test('is not touched either where the official provider is not to be had: there would be no plan to prove it', () =>
    start(files, async (replace, tf) => {
      const { code, err } = await replace('--yes', '--partial');
      expect(code).toBe(1);
      expect(err).toMatch(/init .*failed: .*registry\.terraform\.io\/aiven\/aiven.*\nNothing was replaced\.\n/);
      expectUntouched(tf, files);
    }));

  test('is taken over in part when that is asked for', () => {
    const project = { ...resource('aiven_project', 'acme', 0, { id: 'acme-prod' }), mode: 'data' };
    const some = { ...files, 'terraform.tfstate': JSON.stringify(officialState(project)) };
    return start(some, async (replace, tf) => {
      // Ours under the other's name: the plan has to find two.
      const mirror = join(tf.root, 'mirror');
      const [system = ''] = readdirSync(join(mirror, 'npm.internal/aiven-byok/aiven/0.1.0'));
      const installed = join(mirror, 'npm.internal/aiven-byok/aiven/0.1.0', system, 'terraform-provider-aiven_v0.1.0');
      const copy = join(mirror, official, '4.0.0', system, 'terraform-provider-aiven_v4.0.0');
      mkdirSync(dirname(copy), { recursive: true });
      cpSync(installed, copy);
      const { code, out } = await replace('--yes', '--partial');
      expect(out).toContain('No changes.');
      expect(code).toBe(0);
      expect(providersIn(tf).sort()).toEqual([ours, ours, ours, ours, `provider["${official}"]`]);
      expect(readdirSync(tf.folder).filter((name) => name.startsWith('.aiven-byok'))).toEqual([]);
    });
  });
});

describe('nothing is replaced', () => {
  const state = { 'terraform.tfstate': JSON.stringify(officialState()) };

  test('where only a comment names the provider', () => {
    const files = { 'main.tf': `# later: npm.internal/aiven-byok/aiven\n${requires('aiven/aiven')}`, ...state };
    return start(files, async (replace, tf) => {
      const { code, err } = await replace('--yes');
      expect(code).toBe(1);
      expect(err).toContain(
        'error: The configuration does not require npm.internal/aiven-byok/aiven.\nWrite source = ',
      );
      expectUntouched(tf, files);
    });
  });

  test('without a yes, but the plan is shown', () => {
    const files = { 'main.tf': configuration(), ...state };
    return start(files, async (replace, tf) => {
      const { code, out, err } = await replace();
      expect(code).toBe(2);
      expect(out).toContain('No changes.');
      expect(err).toContain('has to be confirmed');
      expectUntouched(tf, files);
    });
  });

  test('where the plan fails: its error is told, without colours and frames', () => {
    const files = { 'main.tf': `${configuration()}output "x" {\n  value = file("missing.txt")\n}\n`, ...state };
    return start(files, async (replace, tf) => {
      const { code, err } = await replace('--yes');
      expect(code).toBe(1);
      expect(err).toMatch(
        /error: "\S+ plan .*" failed: Invalid function argument [^│─]*no file exists[^│─]*\nNothing was replaced\.\n$/,
      );
      expectUntouched(tf, files);
    });
  });

  test('where the backend is not initialized: the error of Terraform is told, without colours and frames', () =>
    start({ 'main.tf': 'terraform {\n  backend "s3" {}\n}\n' }, async (replace) => {
      const { code, err } = await replace('--yes');
      expect(code).toBe(1);
      expect(err).toMatch(
        /error: "\S+ state pull" failed: Backend initialization required, please run "terraform init" Reason/,
      );
    }));

  test('where the state cannot be read: the cause is told', () =>
    start({ 'main.tf': configuration(), 'terraform.tfstate': '{' }, async (replace) => {
      const { code, err } = await replace('--yes');
      expect(code).toBe(1);
      expect(err).toMatch(/state pull" failed: Failed to refresh state: .*could not be parsed as JSON/);
    }));

  test('where the state is empty', () =>
    start({ 'main.tf': configuration() }, async (replace) => {
      expect(await replace()).toEqual({
        code: 0,
        out: '',
        err: 'The state is empty: there is nothing to replace.\n',
      });
    }));

  test('where there is no configuration', () =>
    start({ 'main.tf': configuration() }, async (replace, tf) => {
      const { code, err } = await replace('--dir', join(tf.root, 'mirror'));
      expect(code).toBe(1);
      expect(err).toContain('There is no Terraform configuration in ');
    }));
});

describe('a module', () => {
  const nested = (root: string, source: string, call = './m') => ({
    'main.tf': `${root}module "m" {\n  source = "${call}"\n}\n`,
    'terraform.tfstate': JSON.stringify({ ...officialState(), resources: [{ ...key1, module: 'module.m' }] }),
    source,
  });
  const [key1 = {}] = officialState().resources;
  async function startNested(
    { source, ...files }: ReturnType<typeof nested>,
    folder: string,
    use: Parameters<typeof start>[1],
  ) {
    await start(files, async (replace, tf) => {
      mkdirSync(join(tf.folder, folder), { recursive: true });
      writeFileSync(join(tf.folder, folder, 'main.tf'), requires(source) + cmkHcl());
      await use(replace, tf);
    });
  }

  test.each([
    ['./m', 'm'],
    ['../modules/m', '../modules/m'],
  ])('may be the only one that requires the provider: %s', (call, folder) =>
    startNested(
      nested('terraform {}\n# no required_providers\n', 'npm.internal/aiven-byok/aiven', call),
      folder,
      async (replace, tf) => {
        const { code, out } = await replace('--yes');
        expect(out).toContain('No changes.');
        expect(code).toBe(0);
        expect(providersIn(tf)).toEqual([ours]);
      },
    ),
  );

  test('that still requires the official provider is named, and nothing is replaced', () =>
    startNested(nested(requires('npm.internal/aiven-byok/aiven'), 'aiven/aiven'), 'm', async (replace, tf) => {
      const { code, err } = await replace('--yes');
      expect(code).toBe(1);
      expect(err).toContain(`error: module.m still requires ${official}.`);
      expect(providersIn(tf)).toEqual([`provider["${official}"]`]);
    }));
});

test('the plan is that of the selected workspace, and its state is the one that is replaced', async () => {
  const files = { 'main.tf': `${configuration()}output "workspace" {\n  value = terraform.workspace\n}\n` };
  await start(files, async (replace, tf) => {
    await tf.run(['workspace', 'new', 'prod']);
    const state = { ...officialState(), outputs: { workspace: { value: 'prod', type: 'string' } } };
    const file = 'terraform.tfstate.d/prod/terraform.tfstate';
    writeFileSync(join(tf.folder, file), JSON.stringify(state));
    const { code, out } = await replace('--yes');
    expect(out).toContain('No changes.');
    expect(code).toBe(0);
    expect(providersIn(tf, file)).toEqual([ours, ours, ours, ours]);
  });
});

test('a state that changes while its plan is looked at is not written over', async () => {
  const files = { 'main.tf': configuration(), 'terraform.tfstate': JSON.stringify(officialState()) };
  await start(files, async (replace, tf) => {
    // A Terraform under which somebody else applies during the plan.
    const binary = join(tf.root, 'terraform.sh');
    const other = JSON.stringify({ ...officialState(), serial: 8 });
    const write = `case "$1" in plan) printf '%s' '${other}' > '${join(tf.folder, 'terraform.tfstate')}';; esac`;
    writeFileSync(binary, `#!/bin/sh\n${write}\nexec '${terraformBinary()}' "$@"\n`);
    chmodSync(binary, 0o755);
    const { code, err } = await replace('--yes', { TERRAFORM_BINARY_NAME: binary });
    expect(code).toBe(1);
    expect(err).toContain('The state has changed meanwhile.');
    expect(readFileSync(join(tf.folder, 'terraform.tfstate'), 'utf8')).toBe(other);
  });
});

test('a Terraform that is not there is named', () =>
  start({ 'main.tf': configuration() }, async (_, tf) => {
    const terminal = new Terminal({ env: { TERRAFORM_BINARY_NAME: 'no-such-terraform' } });
    expect(await terminal.run('provider', 'replace', '--dir', tf.folder)).toBe(1);
    expect(terminal.err).toContain('no-such-terraform cannot be run');
  }));
