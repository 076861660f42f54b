/** What a service binding needs to know about a key. */

import type { ITerraformDependable } from 'cdktf';
import type { IConstruct } from 'constructs';

/** A key that is registered in an Aiven project. */
export interface RegisteredKey extends IConstruct, ITerraformDependable {
  /** The name of the Aiven project. */
  readonly project: string;
  /** The ID that Aiven gave the key, a UUID. */
  readonly cmkId: string;
  /** The import ID of the key, `PROJECT/CMK_ID`. */
  readonly importId: string;
  /** The status of the key: `current`, `old` or `deleted`. */
  readonly status: string;
}
