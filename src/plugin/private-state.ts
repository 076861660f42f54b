/** A resource's private state: a map of JSON values in the opaque bytes that Terraform stores with the state. */

import { DiagnosticError } from './diagnostics';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Survives plan → apply → read. Not encrypted, so never store secrets in it. */
export class PrivateState {
  private readonly values: Map<string, Json>;

  constructor(values: Iterable<readonly [string, Json]> = []) {
    this.values = new Map(values);
  }

  /** Returns the value of a key, or undefined. */
  get(key: string): Json | undefined {
    return this.values.get(key);
  }

  /** Sets a key. Undefined deletes it. The official framework reserves keys that start with a dot. */
  set(key: string, value: Json | undefined): void {
    if (key === '' || key.startsWith('.')) {
      throw new DiagnosticError(
        'Invalid Private State Key',
        `Private state key "${key}" is empty or starts with a dot. This is a bug in the provider.`,
      );
    }
    if (value === undefined) {
      this.values.delete(key);
      return;
    }
    this.store(key, value);
  }

  /** Sets or, with undefined, deletes an entry of the framework itself. */
  setReserved(key: `.${string}`, value: Json | undefined): void {
    if (value === undefined) this.values.delete(key);
    else this.store(key, value);
  }

  private store(key: string, value: Json): void {
    const text: string | undefined = JSON.stringify(value);
    if (text === undefined) {
      throw new DiagnosticError(
        'Invalid Private State Value',
        `The value of private state key "${key}" cannot be converted to JSON.`,
      );
    }
    this.values.set(key, JSON.parse(text) as Json);
  }

  /** The bytes to store. Empty when no key is set. */
  toBytes(): Uint8Array {
    return this.values.size === 0 ? new Uint8Array() : Buffer.from(JSON.stringify(Object.fromEntries(this.values)));
  }

  /** Reads stored bytes. Bytes that are not a JSON object (another provider's data) count as empty. */
  static fromBytes(bytes: Uint8Array | undefined): PrivateState {
    if (bytes === undefined || bytes.length === 0) return new PrivateState();
    try {
      const stored: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
      if (stored !== null && typeof stored === 'object' && !Array.isArray(stored)) {
        return new PrivateState(Object.entries(stored));
      }
    } catch {
      // Another provider may have written these bytes.
    }
    return new PrivateState();
  }
}
