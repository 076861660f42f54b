/** A resource's private data: a map of JSON values inside the bytes that Terraform stores without looking. */

import { DiagnosticError } from './diagnostics';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Survives plan → apply → read. Not encrypted: keep no secrets in it. */
export class PrivateState {
  private readonly values: Map<string, Json>;

  constructor(values: Iterable<readonly [string, Json]> = []) {
    this.values = new Map(values);
  }

  /** The value under a key, or undefined. */
  get(key: string): Json | undefined {
    return this.values.get(key);
  }

  /** Sets a key; undefined deletes it. Keys that start with a dot are refused, as the official framework reserves them. */
  set(key: string, value: Json | undefined): void {
    if (key === '' || key.startsWith('.')) {
      throw new DiagnosticError(
        'Invalid private state key',
        `Private state key "${key}" is empty or starts with a dot.`,
      );
    }
    if (value === undefined) {
      this.values.delete(key);
      return;
    }
    const text: string | undefined = JSON.stringify(value);
    if (text === undefined) {
      throw new DiagnosticError('Invalid private state value', `The value of private state key "${key}" is not JSON.`);
    }
    this.values.set(key, JSON.parse(text) as Json);
  }

  /** The bytes to store: empty when there is nothing. */
  toBytes(): Uint8Array {
    return this.values.size === 0 ? new Uint8Array() : Buffer.from(JSON.stringify(Object.fromEntries(this.values)));
  }

  /** Reads stored bytes. What is no JSON object (another provider's data) counts as empty. */
  static fromBytes(bytes: Uint8Array | undefined): PrivateState {
    if (bytes === undefined || bytes.length === 0) {
      return new PrivateState();
    }
    try {
      const stored: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
      if (stored !== null && typeof stored === 'object' && !Array.isArray(stored)) {
        return new PrivateState(Object.entries(stored));
      }
    } catch {
      // Falls through: bytes that we did not write are not ours to judge.
    }
    return new PrivateState();
  }
}
