/** cdktf's own methods for importing and moving resources work with the generated constructs, including those of our L2 constructs. */

import { Testing } from 'cdktf';
import { AivenProvider, CustomerManagedKey, Encryption, KmsKey, Service, ServiceType } from '../../src';
import { Cmk } from '../../src/constructs/l1/cmk';
import { expression, newStack, type Synthesized, useEnvironment } from '../support/terraform/synth';

useEnvironment({ PROVIDER_AIVEN_ENABLE_BETA: '1' });

const project = 'acme-prod';
const kmsKey = KmsKey.azure('https://acme.vault.azure.net/keys/orders');
const importId = `${project}/1b671a64-40d5-491e-99b0-da01ff1f3341`;

function newKey() {
  const stack = newStack();
  new AivenProvider(stack, 'aiven');
  const key = new CustomerManagedKey(stack, 'key', { project, kmsKey });
  key.resource.overrideLogicalId('key');
  return { stack, key };
}

/** Without validations, because those of cdktf's imports run terraform. */
const rendered = (stack: Parameters<typeof Testing.synth>[0]) =>
  JSON.parse(Testing.synth(stack)) as Synthesized & { moved?: readonly object[] };

test('importFrom, on the resource of a key', () => {
  const { stack, key } = newKey();
  key.resource.importFrom(importId);
  expect(rendered(stack).import).toEqual([{ to: 'aiven_cmk.key', id: importId }]);
});

test('generateConfigForImport, on the generated construct', () => {
  const stack = newStack();
  new AivenProvider(stack, 'aiven');
  Cmk.generateConfigForImport(stack, 'found', importId);
  expect(rendered(stack).import).toEqual([{ to: 'aiven_cmk.found', id: importId }]);
});

test('moveFromId and moveToId, on the resource of a key', () => {
  const { stack, key } = newKey();
  key.resource.moveFromId('aiven_cmk.before');
  expect(rendered(stack).moved).toEqual([{ from: 'aiven_cmk.before', to: 'aiven_cmk.key' }]);
});

test('moveTo, from the generated construct to the resource of a key', () => {
  const { stack, key } = newKey();
  key.resource.addMoveTarget('new-home');
  new Cmk(stack, 'before', { project, cmkProvider: 'azure', resource: kmsKey.keyReference }).moveTo('new-home');
  const { moved, resource } = rendered(stack);
  expect(moved).toEqual([{ from: 'aiven_cmk.before', to: 'aiven_cmk.key' }]);
  // The result is one key with the settings of both constructs.
  expect(Object.keys(resource?.aiven_cmk ?? {})).toEqual(['key']);
});

test('importFrom, on the resource of a service, which still refers to its key', () => {
  const { stack, key } = newKey();
  const encryption = Encryption.customerManaged(key);
  const service = new Service(stack, 'db', {
    project,
    serviceName: 'db',
    serviceType: ServiceType.PG,
    plan: 'startup-4',
    encryption,
  });
  service.resource.overrideLogicalId('db');
  service.resource.importFrom(`${project}/db`);
  const { import: blocks, resource } = rendered(stack);
  expect(blocks).toEqual([{ to: 'aiven_pg.db', id: `${project}/db` }]);
  expect(resource?.aiven_pg?.db).toMatchObject({ cmk_id: expression('aiven_cmk.key.cmk_id') });
});
