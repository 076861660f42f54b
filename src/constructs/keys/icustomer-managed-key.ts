/** A key that constructs can refer to, whoever manages it. */

import type { RegisteredKey } from './registered-key';
import type { ServiceBinding, ServiceBindingOptions } from './service-binding';

/** A key that services can be encrypted with. */
export interface ICustomerManagedKey extends RegisteredKey {
  /**
   * Binds a service to the key that the official provider, the console or another team manages. Nothing else of the service
   * is touched. A service of this package's own has its `encryption` for that.
   * @param serviceName of a service in the key's project.
   * @throws Error when a literal cannot be the name of a service, or when the name is known only at apply and `options` have no id.
   */
  protect(serviceName: string, options?: ServiceBindingOptions): ServiceBinding;
}
