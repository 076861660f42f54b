/** `provider replace` with the real Terraform, on states of the official provider. */

import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Terminal } from '../cli/terminal';
import { cmkHcl } from '../support/emulator/aiven';
import { password } from '../support/secrets/secrets';
import { binary } from '../support/terraform/binary';
import {
  configuration,
  expectUntouched,
  installOfficial,
  official,
  officialState,
  ours,
  providersIn,
  requires,
  resource,
  start,
} from '../support/terraform/official-states';

test('replaces the provider of keys and services of both schema versions, with a plan without changes, with or without the beta flag', async () => {
  const files = { 'main.tf': configuration(), 'terraform.tfstate': JSON.stringify(officialState()) };
  await start(files, async (replace, tf) => {
    const { code, out, err } = await replace('--yes');
    expect(err).toContain('To replace: aiven_cmk (2), aiven_pg (2).');
    expect(out).toContain('No changes.');
    expect(code).toBe(0);
    expect(providersIn(tf)).toEqual([ours, ours, ours, ours]);
    // The copy is the unchanged state, readable by its owner only.
    const copy = join(tf.folder, 'before-aiven-byok-7.tfstate');
    expect(JSON.parse(readFileSync(copy, 'utf8'))).toMatchObject({ serial: 7, resources: officialState().resources });
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(out + err).not.toContain(password);
    expect(await replace('--yes')).toMatchObject({
      code: 0,
      err: expect.stringContaining('no objects of the official provider'),
    });
  });
});

test('a plan with changes is shown and exits with code 3, and the copy of the state can be restored', async () => {
  const changed = configuration().replace('plan         = "startup-4"', 'plan         = "business-8"');
  const files = { 'main.tf': changed, 'terraform.tfstate': JSON.stringify(officialState()) };
  await start(files, async (replace, tf) => {
    const { code, out, err } = await replace('--yes');
    expect(code).toBe(3);
    expect(out).toContain('Plan: 0 to add, 1 to change, 0 to destroy.');
    expect(err).toContain('warning: The plan has changes');
    const [, back = ''] = /To undo: \S+ -chdir=\S+ (.*)$/m.exec(err) ?? [];
    await tf.run(back.split(' '));
    expect(new Set(providersIn(tf))).toEqual(new Set([`provider["${official}"]`]));
  });
});

test('blocks of the official provider are named with the way out, and the user_config to paste in their place plans no change', async () => {
  const userConfig = {
    pg_version: '16',
    ip_filter: [{ network: '10.0.0.0/8', description: 'office' }],
    pg: { 'pg_partman_bgw.interval': 3600, max_connections: 120, jit: false },
    log: { bytes: 5 },
    migration: { password },
  };
  const block = {
    pg_version: 16,
    ip_filter: [],
    ip_filter_object: [{ network: '10.0.0.0/8', description: 'office' }],
    pg: [{ pg_partman_bgw__dot__interval: 3600, max_connections: 120, jit: false, idle: 0, track: '' }],
    migration: [{ password }],
  };
  const state = officialState();
  const newer = state.resources.at(2) as ReturnType<typeof resource>;
  Object.assign(newer.instances[0]?.attributes ?? {}, { pg_user_config: [block] });
  const withBlocks = configuration().replace(
    'service_name = "newer"',
    `service_name = "newer"
  pg_user_config {
    pg_version = 16
  }
  service_integrations {
    integration_type    = "read_replica"
    source_service_name = "older"
  }`,
  );
  const files = { 'main.tf': withBlocks, 'terraform.tfstate': JSON.stringify(state) };
  await start(
    files,
    async (replace, tf) => {
      const { code, out, err } = await replace('--yes');
      expect(code).toBe(1);
      expect(err).toMatch(
        /main\.tf:\d+, resource "aiven_pg" "newer": "pg_user_config"\. Write its settings as "user_config = /,
      );
      expect(err).toContain('"service_integrations". Remove it, and keep its aiven_service_integration with');
      expect(out).toContain(
        '# aiven_pg.newer\n# Secret, so in secret_user_config: migration.password\nuser_config = {\n',
      );
      expect(out + err).not.toContain(password);
      expectUntouched(tf, files);
      const [printed = ''] = /user_config = \{[\s\S]*?\n\}/.exec(out) ?? [];
      await tf.write(configuration().replace('service_name = "newer"', `service_name = "newer"\n${printed}`));
      const replaced = await replace('--yes');
      expect(replaced.out).toContain('No changes.');
      expect(replaced.code).toBe(0);
    },
    userConfig,
  );
});

describe('a state with resources that only the official provider has', () => {
  const topic = resource('aiven_kafka_topic', 'events', 1, { id: 'acme-prod/k/events', topic_name: 'events' });
  const files = {
    'main.tf': configuration(
      requires('npm.invalid/aiven-byok/aiven').replace(
        '{\n    aiven',
        '{\n    other = { source = "aiven/aiven" }\n    aiven',
      ),
    ),
    'terraform.tfstate': JSON.stringify(officialState(topic)),
  };

  test('is not changed, and the error names them', () =>
    start(files, async (replace, tf) => {
      const { code, err } = await replace('--yes');
      expect(code).toBe(1);
      expect(err).toContain('Only the official provider supports these objects of the state: aiven_kafka_topic.');
      expectUntouched(tf, files);
    }));

  test('is not changed if the official provider is not installed, because there would be no plan to check', () =>
    start(files, async (replace, tf) => {
      const { code, err } = await replace('--yes', '--partial');
      expect(code).toBe(1);
      expect(err).toMatch(/init .*failed: .*registry\.\S+\/aiven\/aiven.*\nNothing was replaced\.\n/);
      expectUntouched(tf, files);
    }));

  test('is replaced in part with --partial', () => {
    const project = { ...resource('aiven_project', 'acme', 0, { id: 'acme-prod' }), mode: 'data' };
    const some = { ...files, 'terraform.tfstate': JSON.stringify(officialState(project)) };
    return start(some, async (replace, tf) => {
      installOfficial(tf);
      const { code, out } = await replace('--yes', '--partial');
      expect(out).toContain('No changes.');
      expect(code).toBe(0);
      expect(providersIn(tf).sort()).toEqual([ours, ours, ours, ours, `provider["${official}"]`]);
      expect(readdirSync(tf.folder).filter((name) => name.startsWith('.aiven-byok'))).toEqual([]);
    });
  });
});

describe('replaces nothing', () => {
  const state = { 'terraform.tfstate': JSON.stringify(officialState()) };

  test('if only a comment names the provider', () => {
    const files = { 'main.tf': `# later: npm.invalid/aiven-byok/aiven\n${requires('aiven/aiven')}`, ...state };
    return start(files, async (replace, tf) => {
      const { code, err } = await replace('--yes');
      expect(code).toBe(1);
      expect(err).toContain('error: The configuration does not require "npm.invalid/aiven-byok/aiven".\nSet source = ');
      expectUntouched(tf, files);
    });
  });

  test('without confirmation, but shows the plan', () => {
    const files = { 'main.tf': configuration(), ...state };
    return start(files, async (replace, tf) => {
      const { code, out, err } = await replace();
      expect(code).toBe(2);
      expect(out).toContain('No changes.');
      expect(err).toContain('needs confirmation');
      expectUntouched(tf, files);
    });
  });

  test('if the plan fails, and reports its error without colors and frames', () => {
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

  test("if the backend is not initialized, and reports Terraform's error without colors and frames", () =>
    start({ 'main.tf': 'terraform {\n  backend "http" {}\n}\n' }, async (replace) => {
      const { code, err } = await replace('--yes');
      expect(code).toBe(1);
      expect(err).toMatch(
        /error: "\S+ state pull" failed: Backend initialization required, please run "\S+ init" Reason/,
      );
    }));

  test('if the state cannot be read, and reports the cause', () =>
    start({ 'main.tf': configuration(), 'terraform.tfstate': '{' }, async (replace) => {
      const { code, err } = await replace('--yes');
      expect(code).toBe(1);
      expect(err).toMatch(/state pull" failed: Failed to refresh state: .*could not be parsed as JSON/);
    }));

  test('if the state is empty', () =>
    start({ 'main.tf': configuration() }, async (replace) => {
      expect(await replace()).toEqual({
        code: 0,
        out: '',
        err: 'The state is empty: there is nothing to replace.\n',
      });
    }));

  test('if there is no configuration', () =>
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
  ])('can be the only place that requires the provider: %s', (call, folder) =>
    startNested(
      nested('terraform {}\n# no required_providers\n', 'npm.invalid/aiven-byok/aiven', call),
      folder,
      async (replace, tf) => {
        const { code, out } = await replace('--yes');
        expect(out).toContain('No changes.');
        expect(code).toBe(0);
        expect(providersIn(tf)).toEqual([ours]);
      },
    ),
  );

  test('that still requires the official provider is named in the error, and nothing is replaced', () =>
    startNested(nested(requires('npm.invalid/aiven-byok/aiven'), 'aiven/aiven'), 'm', async (replace, tf) => {
      const { code, err } = await replace('--yes');
      expect(code).toBe(1);
      expect(err).toContain(`error: "module.m" still requires "${official}".`);
      expect(providersIn(tf)).toEqual([`provider["${official}"]`]);
    }));
});

test('plans and replaces in the selected workspace', async () => {
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

test('replaces the state in the backend of a folder that was initialized with the official provider', async () => {
  const backend = 'terraform {\n  backend "local" {}\n}\n';
  await start({ 'main.tf': requires('aiven/aiven') + backend }, async (replace, tf) => {
    installOfficial(tf);
    const setting = '-backend-config=path=../acme.tfstate';
    await tf.run(['init', '-input=false', setting]);
    writeFileSync(join(tf.root, 'acme.tfstate'), JSON.stringify(officialState()));
    await tf.write(configuration() + backend);
    const { code, out } = await replace('--yes', { TF_CLI_ARGS_init: setting });
    expect(out).toContain('No changes.');
    expect(code).toBe(0);
    expect(providersIn(tf, '../acme.tfstate')).toEqual([ours, ours, ours, ours]);
    const lock = readFileSync(join(tf.folder, '.terraform.lock.hcl'), 'utf8');
    expect(lock.match(/(?<=provider ")[^"]+/g)).toEqual(['npm.invalid/aiven-byok/aiven']);
  });
});

test('does not overwrite a state that changed after the plan', async () => {
  const files = { 'main.tf': configuration(), 'terraform.tfstate': JSON.stringify(officialState()) };
  await start(files, async (replace, tf) => {
    // A terraform wrapper that simulates another apply during the plan.
    const wrapper = join(tf.root, 'terraform.sh');
    const other = JSON.stringify({ ...officialState(), serial: 8 });
    const write = `case "$1" in plan) printf '%s' '${other}' > '${join(tf.folder, 'terraform.tfstate')}';; esac`;
    writeFileSync(wrapper, `#!/bin/sh\n${write}\nexec '${binary().name}' "$@"\n`);
    chmodSync(wrapper, 0o755);
    const { code, err } = await replace('--yes', { TERRAFORM_BINARY_NAME: wrapper });
    expect(code).toBe(1);
    expect(err).toContain('The state changed in the meantime.');
    expect(readFileSync(join(tf.folder, 'terraform.tfstate'), 'utf8')).toBe(other);
  });
});

test('names the terraform command if it is not found', () =>
  start({ 'main.tf': configuration() }, async (_, tf) => {
    const terminal = new Terminal({ env: { TERRAFORM_BINARY_NAME: 'no-such-terraform' } });
    expect(await terminal.run('provider', 'replace', '--dir', tf.folder)).toBe(1);
    expect(terminal.err).toContain('Cannot run "no-such-terraform" in ');
  }));
