/** Resource identity (Terraform 1.12): what an object is called outside of Terraform, apart from its state. */

import type { ObjectValue, Type } from './value/value';

export interface IdentityAttribute {
  /** A primitive, or a list of primitives. */
  readonly type: Type;
  /** An import by identity must give it. Exactly one of this and `optionalForImport`. */
  readonly requiredForImport?: boolean;
  readonly optionalForImport?: boolean;
  readonly description?: string;
}

export interface ResourceIdentity<State = ObjectValue> {
  /** @default 0 */
  readonly version?: number;
  readonly attributes: { readonly [name: string]: IdentityAttribute };
  /** The identity of the object that a state describes. */
  of(state: State): ObjectValue;
  /** The import id that `importState` takes, from an identity in an `import` block. */
  importId(identity: ObjectValue): string;
  /** Brings an identity of an older version up to date. */
  upgrade?(identity: { readonly [name: string]: unknown }, version: number): ObjectValue;
}
