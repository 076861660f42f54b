/** The hand-written construct of the ephemeral resource. */

import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { AivenProvider, Encryption, Service, ServiceCredentials, ServiceType } from '../../../src';
import { withAiven } from '../../support/emulator/aiven';
import { password } from '../../support/secrets/secrets';
import { testWith } from '../../support/terraform/binary';
import { withoutBackend } from '../../support/terraform/cdktf';
import { stored } from '../../support/terraform/service-hcl';
import { newApp, newStack, problems, rendered } from '../../support/terraform/synth';

const project = 'acme-prod';

testWith('ephemeral resources and write-only attributes')(
  'its attributes are settings of another service, and never in the state',
  async () => {
    const stack = new TerraformStack(newApp(), 'byok');
    new AivenProvider(stack, 'aiven', { storeCredentials: false });
    const secret = new TerraformVariable(stack, 'secret', { type: 'string' });
    secret.addOverride('ephemeral', true);
    const service = (id: string, settings: { [setting: string]: unknown }) => {
      const created = new Service(stack, id, {
        project,
        serviceName: `${id}-db`,
        serviceType: ServiceType.PG,
        plan: 'startup-4',
        encryption: Encryption.aivenManaged(),
        secretUserConfigWo: settings,
        secretUserConfigWoVersion: 1,
      });
      created.resource.overrideLogicalId(id);
      return created;
    };
    const orders = service('orders', { admin_password: secret.value });
    const credentials = new ServiceCredentials(stack, 'credentials', { service: orders });
    const { host, port, user, password: generated, uri } = credentials;
    service('copy', { migration: { host, port, user, password: generated, uri } });
    const files = { 'cdk.tf.json': withoutBackend(Testing.synth(stack, true)) };
    await withAiven({ files, env: { TF_VAR_secret: password } }, async (tf, emulator) => {
      await tf.apply();
      const { password: actual } = emulator.store.service(project, 'orders-db');
      const created = emulator.requests
        .filter(({ operation }) => operation === 'ServiceCreate')
        .map(({ body }) => body);
      expect(created).toMatchObject([
        { service_name: 'orders-db', user_config: { admin_password: password } },
        { service_name: 'copy-db', user_config: { migration: { user: 'avnadmin', password: actual } } },
      ]);
      const { host: toHost, port: toPort, uri: toUri } = (created[1] as Settings).user_config.migration;
      expect(toUri).toBe(`postgres://avnadmin:${actual}@${toHost}:${toPort}`);
      for (const name of ['orders', 'copy']) {
        expect((await stored(tf, `aiven_pg.${name}`))?.attributes).toMatchObject({
          service_password: null,
          service_uri: null,
          secret_user_config_wo: null,
        });
      }
      expect((await tf.plan()).changes).toBe(false);
    });
  },
);

interface Settings {
  user_config: { migration: { host: string; port: number; uri: string } };
}

test('is bound to a provider of its stack, and refuses what cannot work', () => {
  const stack = newStack();
  expect(() => new ServiceCredentials(stack, 'a', { project, serviceName: 'No name' })).toThrow('No name');
  expect(() => new ServiceCredentials(stack, 'b', { project })).toThrow('either service, or project and serviceName');
  const aliased = new AivenProvider(stack, 'aiven', { alias: 'eu' });
  const credentials = new ServiceCredentials(stack, 'credentials', { project, serviceName: 'orders-db' });
  const { ephemeral } = JSON.parse(Testing.synth(stack, true));
  expect(Object.values(ephemeral.aiven_service_credentials)).toEqual([
    expect.objectContaining({ project, service_name: 'orders-db', provider: 'aiven.eu' }),
  ]);
  expect(aliased.alias).toBe('eu');
  expect(rendered(stack, credentials.fqn)).toMatch(/^\$\{ephemeral\.aiven_service_credentials\.\w+\}$/);
  expect(() => credentials.toHclTerraform()).toThrow('CDKTF cannot write ephemeral resources as HCL');

  const app = newApp();
  const official = newStack('byok', app);
  new AivenProvider(official, 'aiven', { source: 'aiven/aiven' });
  new ServiceCredentials(official, 'credentials', { project, serviceName: 'orders-db' });
  expect(problems(app)).toEqual([expect.stringContaining('has no data source aiven_service_credentials')]);
});
