/** Applies synthesized apps to the emulator with the real Terraform. */

import { join } from 'node:path';
import { TerraformStack, Testing } from 'cdktf';
import {
  AivenProvider,
  CustomerManagedKey,
  type CustomerManagedKeyProps,
  Encryption,
  KmsKey,
  Service,
  ServiceBinding,
  ServiceType,
} from '../../src';
import type { Emulator } from '../../src/emulator';
import { keys, withAiven } from '../support/emulator/aiven';
import { temporaryFolder } from '../support/temporary';
import { registry } from '../support/terraform/binary';
import { bundleStubProviders } from '../support/terraform/bundle';
import { CdktfApp, withoutBackend } from '../support/terraform/cdktf';
import { OfficialProvider, OfficialService } from '../support/terraform/official';
import { newApp, useEnvironment } from '../support/terraform/synth';

useEnvironment({ PROVIDER_AIVEN_ENABLE_BETA: '1' });

const project = 'acme-prod';

function newExample(name: string): CdktfApp {
  const app = new CdktfApp({ PROVIDER_AIVEN_ENABLE_BETA: '1' });
  app.copy(`examples/${name}`, '.');
  return app;
}

async function stubProviders(...sources: string[]): Promise<{ [address: string]: string }> {
  const file = join(temporaryFolder(), 'stub-providers.js');
  await bundleStubProviders(file);
  return Object.fromEntries(sources.map((source) => [`${registry()}/${source}`, file]));
}

/** Takes the write requests from the emulator's log, as `OPERATION SERVICE`. */
function takeWrites(emulator: Emulator): string[] {
  const writes = emulator.requests.filter(({ method }) => method !== 'GET');
  emulator.requests.length = 0;
  return writes.map(({ operation, serviceName }) => [operation, serviceName].filter(Boolean).join(' '));
}

/** The KMS key of each service. */
function keysOfServices(emulator: Emulator): { [serviceName: string]: string | undefined } {
  const { cmks, services } = emulator.store.project(project);
  return Object.fromEntries(
    [...services.values()].map(({ service_name, cmk_id }) => [
      service_name,
      cmk_id ? cmks.get(cmk_id)?.resource : undefined,
    ]),
  );
}

test('examples/rotation: one apply moves every service to the new key, then deletes the old key', async () => {
  const app = newExample('rotation');
  const synth = (key: string) => app.synth('rotation', { ORDERS_KMS_KEY: key, LEGACY_SERVICE: 'legacy-kafka' });
  const seed = {
    projects: [
      { name: project, services: [{ service_name: 'legacy-kafka', service_type: 'kafka', plan: 'startup-2' }] },
    ],
  };
  const services = ['legacy-kafka', 'orders-db', 'orders-events'];
  await withAiven({ files: { 'cdk.tf.json': await synth(keys.gcp) }, emulator: { seed } }, async (tf, emulator) => {
    await tf.apply();
    expect(keysOfServices(emulator)).toEqual(Object.fromEntries(services.map((name) => [name, keys.gcp])));
    expect((await tf.plan()).changes).toBe(false);

    takeWrites(emulator);
    Object.assign(emulator.settings, { activationDelay: 300, deactivationDelay: 300 });
    await tf.write({ 'cdk.tf.json': await synth(keys.gcp2) });
    await tf.apply();
    const writes = takeWrites(emulator);
    expect(writes.at(0)).toBe('CMKCreate');
    expect(writes.slice(1, 4).sort()).toEqual(services.map((name) => `ServiceUpdate ${name}`));
    expect(new Set(writes.slice(4))).toEqual(new Set(['CMKDelete']));
    expect(keysOfServices(emulator)).toEqual(Object.fromEntries(services.map((name) => [name, keys.gcp2])));
    expect(emulator.store.project(project).cmks.size).toBe(1);
    expect((await tf.plan()).changes).toBe(false);
  });
});

test('examples/grants: one apply reads accessors, grants access in four clouds, registers keys and creates a service', async () => {
  const files = { 'cdk.tf.json': await newExample('grants').synth('grants') };
  const others = await stubProviders(
    ...['hashicorp/aws', 'hashicorp/azuread', 'hashicorp/azurerm', 'hashicorp/google', 'oracle/oci'],
  );
  const accessors = {
    aws: { role_arn: 'arn:aws:iam::999999999999:role/aiven' },
    azure: { app_id: '5e1b8a5c-7c5d-4d6a-9f0e-2b1f4c3d2a10' },
    gcp: { access_group: 'aiven@example.com' },
    oci: { access_group: 'ocid1.group.oc1..g', access_tenant: 'ocid1.tenancy.oc1..t' },
  };
  const emulator = { projects: [{ name: project, accessors }] };
  await withAiven({ files, others, emulator }, async (tf, emulator) => {
    await tf.apply();
    const { resources = [] } = (await tf.show()).values?.root_module ?? {};
    const granted = (type: string) => resources.find(({ address }) => address.startsWith(`${type}.`))?.values ?? {};
    const { Statement: statements } = JSON.parse(granted('aws_kms_key_policy').policy as string);
    expect(statements).toMatchObject([
      { Principal: { AWS: 'arn:aws:iam::123456789012:root' } },
      { Principal: { AWS: accessors.aws.role_arn } },
    ]);
    expect(granted('azuread_service_principal').client_id).toBe(accessors.azure.app_id);
    expect(granted('azurerm_role_assignment')).toMatchObject({
      role_definition_name: 'Key Vault Crypto User',
      principal_id: granted('azuread_service_principal').object_id,
      scope: expect.stringMatching(/\/vaults\/acme\/keys\/orders$/),
    });
    expect(granted('google_kms_crypto_key_iam_member').member).toBe('group:aiven@example.com');
    expect(granted('oci_identity_policy').statements).toEqual([
      'define tenancy AT as ocid1.tenancy.oc1..t',
      'define group AG as ocid1.group.oc1..g',
      `admit group AG of tenancy AT to use keys in tenancy where target.key.id = "${keys.oci}"`,
    ]);
    expect(keysOfServices(emulator)).toEqual({ 'orders-db': keys.aws });
    expect((await tf.plan()).changes).toBe(false);
  });
});

describe('a key', () => {
  const seed = {
    projects: [
      { name: project, services: [{ service_name: 'legacy-kafka', service_type: 'kafka', plan: 'startup-2' }] },
    ],
  };

  function appWith(props: Partial<CustomerManagedKeyProps> & { readonly bound?: boolean }): { 'cdk.tf.json': string } {
    const { bound = true, ...others } = props;
    const stack = new TerraformStack(newApp(), 'byok');
    new AivenProvider(stack, 'aiven');
    const key = new CustomerManagedKey(stack, 'key', { project, kmsKey: KmsKey.gcp(keys.gcp), ...others });
    if (bound) key.protect('legacy-kafka');
    return { 'cdk.tf.json': withoutBackend(Testing.synth(stack, true)) };
  }

  test('rotationTrigger registers the same KMS key again, also after Aiven has refused it once', async () => {
    await withAiven({ files: appWith({}), emulator: { seed } }, async (tf, emulator) => {
      await tf.apply();
      await tf.write(appWith({ rotationTrigger: '2026-Q1' }));
      expect((await tf.plan()).text).toContain('Plan: 0 to add, 1 to change, 0 to destroy.');
      takeWrites(emulator);
      await tf.apply(['plan.tfplan']);
      expect(takeWrites(emulator)).toEqual([]);

      emulator.settings.duplicates = 'refused';
      await tf.write(appWith({ rotationTrigger: '2026-Q2' }));
      const refused = await tf.apply([], { mayFail: true });
      expect(refused.code).toBe(1);
      expect(refused.text).toContain('already');
      expect(keysOfServices(emulator)).toEqual({ 'legacy-kafka': keys.gcp });

      emulator.settings.duplicates = 'allowed';
      expect((await tf.plan()).text).toContain('Plan: 1 to add, 1 to change, 1 to destroy.');
      const [before] = emulator.store.project(project).cmks.keys();
      takeWrites(emulator);
      await tf.apply(['plan.tfplan']);
      expect(takeWrites(emulator)).toEqual(['CMKCreate', 'ServiceUpdate legacy-kafka', 'CMKDelete']);
      const [after] = emulator.store.project(project).cmks.keys();
      expect(after).not.toBe(before);
      expect(keysOfServices(emulator)).toEqual({ 'legacy-kafka': keys.gcp });
      expect((await tf.plan()).changes).toBe(false);
    });
  });

  test('with deletionProtection is not replaced; with onDestroy, it stays registered for the services of others', async () => {
    const timeouts = { delete: '2s' };
    const onDestroy = 'retain_if_used';
    const files = appWith({ bound: false, timeouts, onDestroy, deletionProtection: true });
    await withAiven({ files, emulator: { seed } }, async (tf, emulator) => {
      await tf.apply();
      const [old] = emulator.store.project(project).cmks.keys();
      // Another stack puts its service on the key.
      emulator.call('ServiceUpdate', project, { serviceName: 'legacy-kafka' }, { cmk_id: old });

      const kmsKey = KmsKey.gcp(keys.gcp2);
      await tf.write(appWith({ bound: false, timeouts, onDestroy, kmsKey, deletionProtection: true }));
      const refused = await tf.plan([], { mayFail: true });
      expect(refused.code).toBe(1);
      expect(refused.text).toContain('deletion_protection');

      await tf.write(appWith({ bound: false, timeouts, onDestroy, deletionProtection: false }));
      await tf.apply();
      await tf.write(appWith({ bound: false, timeouts, onDestroy, kmsKey }));
      const { text } = await tf.apply();
      expect(text).toContain(`Key "${project}/${old}" stays registered: services use it`);
      expect(text).toContain('"legacy-kafka" (active)');
      expect(text).toContain('1 added, 0 changed, 1 destroyed');
      expect(keysOfServices(emulator)).toEqual({ 'legacy-kafka': keys.gcp });
      expect((await tf.plan()).changes).toBe(false);
    });
  });
});

describe('bindings', () => {
  const seed = {
    projects: [
      { name: project, services: [{ service_name: 'legacy-kafka', service_type: 'kafka', plan: 'startup-2' }] },
    ],
  };

  /** A key below an aliased provider, whose other provider cannot reach the emulator, with a binding. */
  function stackWith(
    keyId: string,
    change: (key: CustomerManagedKey, stack: TerraformStack) => void = () => {},
  ): string {
    const stack = new TerraformStack(newApp(), 'byok');
    new AivenProvider(stack, 'unused', { apiUrl: 'http://localhost:1' });
    const provider = new AivenProvider(stack, 'aiven', { alias: 'emulator' });
    const key = new CustomerManagedKey(stack, keyId, { project, kmsKey: KmsKey.gcp(keys.gcp), provider });
    key.protect('legacy-kafka');
    change(key, stack);
    return withoutBackend(Testing.synth(stack, true));
  }

  const keyAddress = (synthesized: string) => `aiven_cmk.${Object.keys(JSON.parse(synthesized).resource.aiven_cmk)[0]}`;

  test('inherit the alias of their key, and stay in place when the construct of the key is renamed', async () => {
    const first = stackWith('orders');
    await withAiven({ files: { 'cdk.tf.json': first }, emulator: { seed } }, async (tf, emulator) => {
      await tf.apply();
      expect(keysOfServices(emulator)).toEqual({ 'legacy-kafka': keys.gcp });

      const renamed = stackWith('payments', (key) => key.resource.moveFromId(keyAddress(first)));
      await tf.write({ 'cdk.tf.json': renamed });
      const plan = await tf.plan();
      expect(plan.text).toContain(`${keyAddress(first)} has moved to ${keyAddress(renamed)}`);
      expect(plan.text).toContain('Plan: 0 to add, 0 to change, 0 to destroy.');
      expect((await tf.showPlan()).resource_changes?.map(({ address, change }) => [address, change.actions])).toEqual([
        [keyAddress(renamed), ['no-op']],
        ['aiven_cmk_service_association.service_acme-prod_legacy-kafka', ['no-op']],
      ]);
    });
  });

  test('of an earlier version move from the construct path', async () => {
    const earlier = JSON.parse(stackWith('orders', (_, stack) => ServiceBinding.moveFromConstructPaths(stack)));
    const [{ from, to }] = earlier.moved;
    const label = (address: string) => address.split('.')[1] as string;
    const bindings = earlier.resource.aiven_cmk_service_association;
    const before = { [label(from)]: bindings[label(to)] };
    const files = {
      'cdk.tf.json': JSON.stringify({
        ...earlier,
        moved: undefined,
        resource: { ...earlier.resource, aiven_cmk_service_association: before },
      }),
    };
    await withAiven({ files, emulator: { seed } }, async (tf) => {
      await tf.apply();
      expect(await tf.resource(from)).toBeDefined();
      await tf.write({ 'cdk.tf.json': JSON.stringify(earlier) });
      const plan = await tf.plan();
      expect(plan.text).toContain(`${from} has moved to ${to}`);
      expect(plan.text).toContain('Plan: 0 to add, 0 to change, 0 to destroy.');
    });
  });
});

test('services of the official provider and of this provider use the same key in one stack', async () => {
  const stack = new TerraformStack(newApp(), 'byok');
  new OfficialProvider(stack, 'official');
  new AivenProvider(stack, 'ours', { localName: 'aiven-byok' });
  const key = new CustomerManagedKey(stack, 'key', { project, kmsKey: KmsKey.gcp(keys.gcp) });
  const encryption = Encryption.customerManaged(key);
  const kafka = new OfficialService(stack, 'events', { project, serviceName: 'events' });
  key.protect(kafka.serviceName, { id: 'events' });
  new Service(stack, 'db', { project, serviceName: 'db', serviceType: ServiceType.PG, plan: 'startup-4', encryption });

  // The stub provider creates nothing, so the emulator starts with the service.
  const seed = {
    projects: [{ name: project, services: [{ service_name: 'events', service_type: 'kafka', plan: 'startup-2' }] }],
  };
  const files = { 'cdk.tf.json': withoutBackend(Testing.synth(stack, true)) };
  await withAiven({ files, others: await stubProviders('aiven/aiven'), emulator: { seed } }, async (tf, emulator) => {
    expect((await tf.validate()).text).toContain('The configuration is valid');
    await tf.apply();
    expect(keysOfServices(emulator)).toEqual({ events: keys.gcp, db: keys.gcp });
    expect((await tf.plan()).changes).toBe(false);
  });
});
