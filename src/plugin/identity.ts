/** Resource identity (Terraform 1.12 and later): identifies an object independently of its state. */

import type { ObjectValue, Type } from './value/value';

export interface IdentityAttribute {
  /** A string, number or bool, or a list of them. */
  readonly type: Type;
  /** Required in an import by identity. Set exactly one of this and `optionalForImport`. */
  readonly requiredForImport?: boolean;
  readonly optionalForImport?: boolean;
  readonly description?: string;
}

export interface ResourceIdentity<State = ObjectValue> {
  /** @default 0 */
  readonly version?: number;
  readonly attributes: { readonly [name: string]: IdentityAttribute };
  /** Returns the identity of the object with this state. */
  of(state: State): ObjectValue;
  /** Converts the identity of an `import` block to the ID that `importState` takes. */
  importId(identity: ObjectValue): string;
  /** Upgrades an identity of an older version. */
  upgrade?(identity: { readonly [name: string]: unknown }, version: number): ObjectValue;
}
