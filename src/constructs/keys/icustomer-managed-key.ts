/** The interface of keys, whether this app manages them or not. */

import type { RegisteredKey } from './registered-key';
import type { ServiceBinding, ServiceBindingOptions } from './service-binding';

/** A key that services can be encrypted with. */
export interface ICustomerManagedKey extends RegisteredKey {
  /**
   * Encrypts an existing service with this key: a service that the official provider, the console or another team manages.
   * Nothing else about the service changes. For a `Service` of this package, use its `encryption` instead.
   * @param serviceName The name of a service in the key's project.
   * @throws Error when a literal is not a valid service name, or when the name is known only at apply and `options.id` is not set.
   */
  protect(serviceName: string, options?: ServiceBindingOptions): ServiceBinding;
}
