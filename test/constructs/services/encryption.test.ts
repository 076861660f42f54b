/** What is refused where TypeScript does not look: examples and apps often run untyped. */

import { CmkAccessors, CustomerManagedKey, Encryption, KmsKey, Service, ServiceType } from '../../../src';
import { newStack } from '../../support/terraform/synth';

test.each([['acme-prod/x'], [undefined], [{}]])('what is no key is refused as encryption: %p', (key) => {
  expect(() => Encryption.customerManaged(key as never)).toThrow('takes a key');
});

test('a service without encryption is refused with the three ways there are', () => {
  const props = { project: 'acme-prod', serviceName: 'orders', serviceType: ServiceType.PG, plan: 'startup-4' };
  expect(() => new Service(newStack(), 'orders', props as never)).toThrow('Encryption.aivenManaged()');
});

test('a key policy without an account is refused, not written with "undefined" in it', () => {
  const accessors = new CmkAccessors(newStack(), 'accessors', { project: 'acme-prod' });
  expect(() => accessors.aws.keyPolicy({} as never)).toThrow('needs accountId');
});

test('looking up a key that is not the default is refused: it would find none', () => {
  const props = { project: 'acme-prod', defaultCmk: false };
  expect(() => CustomerManagedKey.lookup(newStack(), 'key', props as never)).toThrow('exactly one of');
});

test.each([
  ['the key identifier', () => KmsKey.aws(undefined as never), 'KmsKey.aws takes'],
  ['all of it', () => new CustomerManagedKey(newStack(), 'key', undefined as never), 'needs project'],
  ['the project', () => new CustomerManagedKey(newStack(), 'key', {} as never), 'needs project'],
  ['the key', () => new CustomerManagedKey(newStack(), 'key', { project: 'acme-prod' } as never), 'needs kmsKey'],
])('a customer managed key without %s is refused', (_, make, part) => {
  expect(make).toThrow(part);
});
