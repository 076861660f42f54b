/** What encrypts a service. */

import { AIVEN_MANAGED_CMK_ID } from '../../aiven';
import type { ICustomerManagedKey } from '../keys/icustomer-managed-key';

/** What encrypts a service: one of the three that its static methods make. */
export class Encryption {
  /**
   * A customer managed key. When the key is replaced in the same app, the service moves to the new one.
   * @param key of the project that the service is in.
   * @throws Error when it is no key: an id alone would be taken for none.
   */
  static customerManaged(key: ICustomerManagedKey): Encryption {
    if (typeof key?.cmkId !== 'string') {
      const got = typeof key === 'string' ? `"${key}"` : String(key);
      throw new Error(
        `Encryption.customerManaged takes a key, a CustomerManagedKey or what CustomerManagedKey.lookup finds; got ${got}.`,
      );
    }
    return new Encryption('customerManaged', key.cmkId, key);
  }

  /** Keys that Aiven manages, whatever the project's default is. A service under another key is detached from it. */
  static aivenManaged(): Encryption {
    return new Encryption('aivenManaged', AIVEN_MANAGED_CMK_ID);
  }

  /**
   * The project's default key at the time the service is created; Aiven-managed keys where there is none. **At creation
   * only**: neither another default later nor this setting on a service that is there already changes its key, and where the
   * default key is replaced, the service stays under the old one and keeps it from being deleted.
   *
   * Where the default key is made in the same app, add it to the service's `dependsOn`: nothing else makes the service wait.
   */
  static projectDefault(): Encryption {
    return new Encryption('projectDefault');
  }

  private constructor(
    readonly kind: 'customerManaged' | 'aivenManaged' | 'projectDefault',
    /** What the service's `cmk_id` is set to; undefined leaves it to the project's default. */
    readonly cmkId?: string,
    /** The key, where it is a customer managed one. */
    readonly key?: ICustomerManagedKey,
  ) {}
}
