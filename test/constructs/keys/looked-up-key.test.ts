import { App, DataResource, TerraformOutput, Testing } from 'cdktf';
import {
  AivenProvider,
  CustomerManagedKey,
  Encryption,
  type ICustomerManagedKey,
  KmsKey,
  Service,
  ServiceType,
} from '../../../src';
import { expression, newStack, onlyResource, problems, synth, useEnvironment } from '../../support/terraform/synth';

useEnvironment({ PROVIDER_AIVEN_ENABLE_BETA: undefined });

const project = 'acme-prod';
const cmkId = '1b671a64-40d5-491e-99b0-da01ff1f3341';

function newLookupStack() {
  const stack = newStack();
  new AivenProvider(stack, 'aiven');
  return stack;
}

const lookedUp = (stack: ReturnType<typeof newStack>) => Object.entries(synth(stack).data?.aiven_cmk ?? {});

test.each([
  [{ cmkId }, { cmk_id: cmkId }],
  [
    { kmsKey: KmsKey.aws('arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab') },
    { resource: 'arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab' },
  ],
  [{ defaultCmk: true as const }, { default_cmk: true }],
])('looks up a key by %j', (way, rendered) => {
  const stack = newLookupStack();
  CustomerManagedKey.lookup(stack, 'key', { project, ...way });
  expect(lookedUp(stack)).toEqual([[expect.any(String), { project, ...rendered }]]);
});

test('can be used like any key, without the beta flag', () => {
  const stack = newLookupStack();
  const key: ICustomerManagedKey = CustomerManagedKey.lookup(stack, 'key', { project, defaultCmk: true });
  const encryption = Encryption.customerManaged(key);
  const props = { project, serviceName: 'orders', serviceType: ServiceType.PG, plan: 'startup-4', encryption };
  new Service(stack, 'orders', props);
  key.protect('legacy-kafka');
  new DataResource(stack, 'after', { dependsOn: [key] });
  new TerraformOutput(stack, 'all', { value: [key.importId, key.status] });
  expect(problems(App.of(stack))).toEqual([]);

  const [[name] = []] = lookedUp(stack);
  const attribute = (attribute: string) => expression(`data.aiven_cmk.${name}.${attribute}`);
  expect(onlyResource(stack, 'aiven_pg').cmk_id).toBe(attribute('cmk_id'));
  expect(onlyResource(stack, 'aiven_cmk_service_association')).toMatchObject({ project, cmk_id: attribute('cmk_id') });
  expect(onlyResource(stack, 'terraform_data').depends_on).toEqual([`data.aiven_cmk.${name}`]);
  expect(JSON.parse(Testing.synth(stack)).output.all.value).toEqual([attribute('id'), attribute('status')]);
});

test.each([
  [{}, 'none of them'],
  [{ cmkId, defaultCmk: true as const }, 'cmkId and defaultCmk'],
])('requires exactly one criterion: %j', (way, got) => {
  expect(() => CustomerManagedKey.lookup(newLookupStack(), 'key', { project, ...way })).toThrow(
    `Looking up a key takes exactly one of cmkId, kmsKey and defaultCmk: true, got ${got}.`,
  );
});

test('rejects invalid literals', () => {
  const stack = newLookupStack();
  expect(() => CustomerManagedKey.lookup(stack, 'a', { project, cmkId: `${project}/${cmkId}` })).toThrow(
    'use the attribute .cmk_id instead of .id',
  );
  expect(() => CustomerManagedKey.lookup(stack, 'b', { project: 'a/b', cmkId })).toThrow('"a/b"');
});
