/** Secrets of services that Terraform never stores: write-only settings, `store_credentials = false`, and ephemeral credentials. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Emulator } from '../../src/emulator';
import { withAiven } from '../support/emulator/aiven';
import { password } from '../support/secrets/secrets';
import { testWith } from '../support/terraform/binary';
import { serviceHcl, stored, takeUpdates } from '../support/terraform/service-hcl';
import type { TerraformRun } from '../support/terraform/terraform';
import { unzip } from '../support/terraform/unzip';

const testWriteOnly = testWith('ephemeral resources and write-only attributes');

const secret = `write-only-${password}`;
const header = `
variable "secret" {
  type      = string
  ephemeral = true
}
provider "aiven" {
  store_credentials = false
}
`;
const orders = ({ version = 1, open = 'timezone = "UTC"', name = 'orders' } = {}) =>
  serviceHcl({
    name,
    serviceName: `${name}-db`,
    more: `user_config = {
    ${open}
  }
  secret_user_config_wo = {
    admin_password = var.secret
    migration      = { password = var.secret }
  }
  secret_user_config_wo_version = ${version}`,
  });
/** The password of one service is a setting of another. */
const copy = `
ephemeral "aiven_service_credentials" "orders" {
  id = aiven_pg.orders.id
}
${serviceHcl({
  name: 'copy',
  serviceName: 'copy-db',
  more: `secret_user_config_wo = { admin_password = ephemeral.aiven_service_credentials.orders.password }
  secret_user_config_wo_version = 1`,
})}`;

/** Every file of the run, and what is in its plans and state. */
function everythingIn({ root }: TerraformRun): [string, string][] {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap(({ parentPath, name }): [string, string][] => {
    const bytes = readFileSync(join(parentPath, name));
    const parts = name.endsWith('.tfplan') ? [...unzip(bytes)] : [];
    return [
      [name, bytes.toString('latin1')],
      ...parts.map(([part, content]) => [`${name}/${part}`, `${content}`] as [string, string]),
    ];
  });
}

const bodyOf = (emulator: Emulator, serviceName: string) => {
  const created = emulator.requests.filter(({ operation }) => operation === 'ServiceCreate').map(({ body }) => body);
  return created.find((body) => (body as { service_name: string }).service_name === serviceName);
};
const queriesForSecrets = (emulator: Emulator) =>
  emulator.requests.filter(({ query }) => query.includes('include_secrets=true')).map(({ serviceName }) => serviceName);

testWriteOnly(
  'no secret is in the state, a plan, a log or the output, and secrets are sent again when their version changes',
  async () => {
    const env = { TF_VAR_secret: secret };
    await withAiven({ files: `${header}${orders()}`, env }, async (tf, emulator) => {
      const traced = { env: { TF_LOG: 'TRACE', TF_LOG_PATH: join(tf.root, 'trace.log') } };
      const output: string[] = [];
      const run = async (change: Promise<{ text: string }>) => output.push((await change).text);
      await run(tf.plan([], traced));
      await run(tf.apply(['plan.tfplan'], traced));
      expect(bodyOf(emulator, 'orders-db')).toMatchObject({
        user_config: { timezone: 'UTC', admin_password: secret, migration: { password: secret } },
      });
      expect(queriesForSecrets(emulator)).toEqual([]);
      const { attributes } = (await stored(tf, 'aiven_pg.orders')) ?? {};
      expect(attributes).toMatchObject({
        service_password: null,
        service_uri: null,
        secret_user_config_wo: null,
        secret_user_config_wo_version: 1,
        service_host: expect.stringContaining('orders-db'),
        service_username: 'avnadmin',
      });
      expect((await tf.plan([], traced)).changes).toBe(false);
      takeUpdates(emulator);

      // The ephemeral resource is read where its service exists.
      await tf.write(`${header}${orders()}${copy}`);
      await run(tf.plan([], traced));
      await run(tf.apply(['plan.tfplan'], traced));
      const generated = emulator.store.service('acme-prod', 'orders-db').password;
      expect(bodyOf(emulator, 'copy-db')).toMatchObject({ user_config: { admin_password: generated } });
      expect(new Set(queriesForSecrets(emulator))).toEqual(new Set(['orders-db']));
      takeUpdates(emulator);

      await tf.write(`${header}${orders({ version: 2 })}${copy}`);
      await run(tf.apply([], traced));
      expect(takeUpdates(emulator)).toEqual([
        { user_config: { admin_password: secret, migration: { password: secret } } },
      ]);
      // A setting that secrets are a part of is sent with them.
      const open = 'timezone = "CET"\n    migration = { host = "db" }';
      await tf.write(`${header}${orders({ version: 2, open })}${copy}`);
      await run(tf.apply([], traced));
      expect(takeUpdates(emulator)).toEqual([
        { user_config: { timezone: 'CET', migration: { host: 'db', password: secret } } },
      ]);

      // Aiven may quote a setting that it rejects.
      await tf.write(`${header}${orders({ version: 3, open })}${copy}`);
      emulator.fail({
        operation: 'ServiceUpdate',
        fault: { kind: 'status', status: 400, message: `"${secret}" is too weak` },
      });
      const failed = await tf.apply([], { ...traced, mayFail: true });
      expect(failed.text).toContain('"[redacted]" is too weak');
      output.push(failed.text, (await tf.destroy([], traced)).text);

      const found = everythingIn(tf);
      expect(found.map(([name]) => name)).toEqual(
        expect.arrayContaining(['terraform.tfstate', 'trace.log', 'plan.tfplan/tfplan', 'plan.tfplan/tfstate']),
      );
      const secrets = [secret, generated, 'AVNS_'];
      const leaks = [...found, ...output.map((text) => ['output', text] as const)].filter(([, text]) =>
        secrets.some(
          (value) => text.includes(value) || text.includes(Buffer.from(value).toString('base64').slice(0, -4)),
        ),
      );
      expect(leaks.map(([name]) => name)).toEqual([]);
    });
  },
);

test('an existing state loses its credentials at the next apply, which changes nothing else', async () => {
  const settings = 'provider "aiven" {\n  store_credentials = false\n}\n';
  await withAiven({ files: serviceHcl() }, async (tf, emulator) => {
    await tf.apply();
    const generated = emulator.store.service('acme-prod', 'orders-db').password;
    const password = async () => (await stored(tf, 'aiven_pg.orders'))?.attributes.service_password;
    expect(await password()).toBe(generated);
    takeUpdates(emulator);
    await tf.write(`${settings}${serviceHcl()}`);
    expect((await tf.apply()).text).toContain('0 added, 0 changed, 0 destroyed');
    expect(await password()).toBeNull();
    expect(queriesForSecrets(emulator)).toEqual([]);
    expect((await tf.plan()).changes).toBe(false);
  });
});

testWriteOnly('the ephemeral resource takes a service by its names, and says what is missing', async () => {
  const credentials = (more: string) => `ephemeral "aiven_service_credentials" "it" {\n  ${more}\n}\n`;
  const names = 'project = "acme-prod"\n  service_name = "legacy"';
  const services = [{ service_name: 'legacy', service_type: 'pg', plan: 'startup-4' }];
  const emulator = { seed: { projects: [{ name: 'acme-prod', services }] } };
  const check = `output "port" {
  value     = ephemeral.aiven_service_credentials.it.port
  ephemeral = true
}
`;
  await withAiven({ files: credentials(names), emulator }, async (tf, { requests }) => {
    const refused = async (files: string) => {
      await tf.write(files);
      return (await tf.plan([], { mayFail: true })).text;
    };
    expect((await tf.plan()).changes).toBe(false);
    expect(requests.map(({ operation, query }) => [operation, query])).toEqual([
      ['ServiceGet', 'include_secrets=true'],
    ]);
    expect(await refused(credentials(names.replace('legacy', 'missing')))).toContain('404 for service "missing"');
    expect(await refused(credentials('id = "legacy"'))).toContain('"legacy" is not the import ID of a service');
    expect(await refused(credentials('project = "acme-prod"'))).toContain(
      'Set either id, or project and service_name.',
    );
    expect(await refused(credentials(`${names}\n  id = "acme-prod/legacy"`))).toContain('Set either id, or project');
    expect(await refused(`${credentials(names)}${check}`)).toMatch(
      /Ephemeral output not allowed|Root modules are not allowed to have outputs defined as ephemeral/,
    );
  });
});

testWriteOnly(
  'write-only settings need a version, and exclude stored ones; store_credentials refuses stored ones',
  async () => {
    const stores = (value: string) => `provider "aiven" {\n  store_credentials = ${value}\n}\n`;
    const pg = (more: string) => serviceHcl({ more });
    const writeOnly = 'secret_user_config_wo = { admin_password = "x" }';
    await withAiven({ files: pg(writeOnly) }, async (tf, emulator) => {
      const refused = async (files: string) => {
        await tf.write(files);
        return (await tf.plan([], { mayFail: true })).text;
      };
      expect((await tf.run(['validate', '-no-color'], { mayFail: true })).text).toContain(
        'Set secret_user_config_wo_version, for example to 1, and change it with secret_user_config_wo',
      );
      await tf.write(pg(`${writeOnly}\n  secret_user_config_wo_version = 1\n  secret_user_config = { a = "b" }`));
      expect((await tf.run(['validate', '-no-color'], { mayFail: true })).text).toContain(
        'Conflicting secret settings',
      );
      await tf.write(`${stores('false')}${pg('secret_user_config = { admin_password = "x" }')}`);
      const { text } = await tf.plan([], { mayFail: true });
      expect(text).toContain('Failed to plan secret_user_config: store_credentials is false');
      expect(text).toContain('Set them in secret_user_config_wo (Terraform 1.11 and later)');
      expect(
        await refused(
          `${stores('terraform_data.a.output == "x"')}resource "terraform_data" "a" {\n  input = timestamp()\n}\n${pg('')}`,
        ),
      ).toContain('store_credentials is unknown');
      expect(emulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    });
  },
);
