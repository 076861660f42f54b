/** What a service binding needs to know about a key. */

import type { ITerraformDependable, TerraformProvider } from 'cdktf';
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
  /** The provider of the key, which its bindings and services use unless they set another. Undefined if it is found at synth. */
  readonly provider?: TerraformProvider;
}
