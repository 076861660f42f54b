/** The keys that encrypt a service. */

import { AIVEN_MANAGED_CMK_ID } from '../../aiven';
import type { ICustomerManagedKey } from '../keys/icustomer-managed-key';

/** The keys that encrypt a service: a customer managed key, Aiven-managed keys or the project's default. */
export class Encryption {
  /**
   * A customer managed key. When the app replaces the key, the service moves to the new one.
   * @param key A key of the service's project.
   * @throws Error when it is not a key. A CMK ID is not enough.
   */
  static customerManaged(key: ICustomerManagedKey): Encryption {
    if (typeof key?.cmkId !== 'string') {
      const got = typeof key === 'string' ? `"${key}"` : String(key);
      throw new Error(
        `Encryption.customerManaged expects a CustomerManagedKey, or a key from CustomerManagedKey.lookup; got ${got}.`,
      );
    }
    return new Encryption('customerManaged', key.cmkId, key);
  }

  /** Aiven-managed keys, whatever the project's default is. A service that uses a customer managed key is detached from it. */
  static aivenManaged(): Encryption {
    return new Encryption('aivenManaged', AIVEN_MANAGED_CMK_ID);
  }

  /**
   * The project's default key when the service is created, or Aiven-managed keys if the project has none. It applies **only
   * at creation**: it does not change the key of an existing service, and a later default does not either. When the default
   * key is replaced, the service keeps using the old one, which then cannot be deleted.
   *
   * If the app also creates the default key, add it to the service's `dependsOn`. Otherwise the service may be created first.
   */
  static projectDefault(): Encryption {
    return new Encryption('projectDefault');
  }

  private constructor(
    /** Which of the three static methods created this. */
    readonly kind: 'customerManaged' | 'aivenManaged' | 'projectDefault',
    /** The value of the service's `cmk_id`; undefined for the project's default. */
    readonly cmkId?: string,
    /** The key, if it is a customer managed one. */
    readonly key?: ICustomerManagedKey,
  ) {}
}
