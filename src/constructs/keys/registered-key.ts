/** What a service binding needs to know of a key. */

import type { ITerraformDependable } from 'cdktf';
import type { IConstruct } from 'constructs';

/** A key registered with an Aiven project. */
export interface RegisteredKey extends IConstruct, ITerraformDependable {
  /** The project that the key is registered with. */
  readonly project: string;
  /** The id that Aiven gave the key, a UUID. */
  readonly cmkId: string;
  /** `PROJECT/CMK_ID`: what imports the key. */
  readonly importId: string;
  /** `current`, `old` or `deleted`. */
  readonly status: string;
}
