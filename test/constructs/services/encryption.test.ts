/** Invalid arguments in apps without type checking. */

import { CmkAccessors, CustomerManagedKey, Encryption, KmsKey, Service, ServiceType } from '../../../src';
import { newStack } from '../../support/terraform/synth';

test.each([['acme-prod/x'], [undefined], [{}]])('Encryption.customerManaged rejects %p, which is not a key', (key) => {
  expect(() => Encryption.customerManaged(key as never)).toThrow('expects a CustomerManagedKey');
});

test('rejects a service without encryption and lists the three ways to encrypt it', () => {
  const props = { project: 'acme-prod', serviceName: 'orders', serviceType: ServiceType.PG, plan: 'startup-4' };
  expect(() => new Service(newStack(), 'orders', props as never)).toThrow('Encryption.aivenManaged()');
});

test('rejects a key policy without an account instead of writing "undefined" into it', () => {
  const accessors = new CmkAccessors(newStack(), 'accessors', { project: 'acme-prod' });
  expect(() => accessors.aws.keyPolicy({} as never)).toThrow('needs accountId');
});

test('rejects a lookup by defaultCmk: false', () => {
  const props = { project: 'acme-prod', defaultCmk: false };
  expect(() => CustomerManagedKey.lookup(newStack(), 'key', props as never)).toThrow('exactly one of');
});

test.each([
  ['the key reference', () => KmsKey.aws(undefined as never), 'KmsKey.aws expects'],
  ['any props', () => new CustomerManagedKey(newStack(), 'key', undefined as never), 'needs project'],
  ['the project', () => new CustomerManagedKey(newStack(), 'key', {} as never), 'needs project'],
  ['the key', () => new CustomerManagedKey(newStack(), 'key', { project: 'acme-prod' } as never), 'needs kmsKey'],
])('rejects a customer managed key without %s', (_, make, part) => {
  expect(make).toThrow(part);
});
