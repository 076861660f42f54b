/** Reads a response field by field: ignores unknown fields and names invalid ones. */

import { ExactNumber } from '../../support/json';

/** A field that is not what the API promises. */
export class ContractViolation extends Error {
  override readonly name = 'ContractViolation';

  /** @param problem a part of a sentence */
  constructor(
    readonly field: string,
    problem: string,
  ) {
    super(problem);
  }
}

/** Names the type of the value, never the value, which may be a secret. */
function mismatch(field: string, expected: string, got: unknown): ContractViolation {
  return new ContractViolation(field, `the field "${field || 'body'}" should be ${expected}, but is ${kindOf(got)}`);
}

type Fields = Readonly<Record<string, unknown>>;

/** An object of a response. The `optional…` methods return null for a missing field and for null. */
export class Reader {
  private readonly fields: Fields;

  constructor(
    value: unknown,
    private readonly path = '',
  ) {
    if (!isObject(value)) throw mismatch(path, 'an object', value);
    this.fields = value;
  }

  /** The value as received, for fields without a fixed form. */
  raw(name: string): unknown {
    return this.fields[name];
  }

  string(name: string): string {
    return this.optionalString(name) ?? this.missing(name, 'a string');
  }

  optionalString(name: string): string | null {
    const value = this.fields[name] ?? null;
    if (value === null || typeof value === 'string') return value;
    throw this.violation(name, 'a string', value);
  }

  boolean(name: string): boolean {
    return this.optionalBoolean(name) ?? this.missing(name, 'true or false');
  }

  optionalBoolean(name: string): boolean | null {
    const value = this.fields[name] ?? null;
    if (value === null || typeof value === 'boolean') return value;
    throw this.violation(name, 'true or false', value);
  }

  /** A number, or its decimal text: Aiven returns ports in both forms. */
  optionalNumber(name: string): number | null {
    const received = this.fields[name] ?? null;
    const value = received instanceof ExactNumber ? Number(received.text) : received;
    if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value;
    if (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value)) return Number(value);
    throw this.violation(name, 'a number', value);
  }

  object(name: string): Reader {
    return new Reader(this.fields[name], this.pathOf(name));
  }

  optionalObject(name: string): Reader | null {
    return (this.fields[name] ?? null) === null ? null : this.object(name);
  }

  list<T>(name: string, read: (entry: Reader) => T): T[] {
    const value = this.fields[name];
    if (!Array.isArray(value)) throw this.violation(name, 'a list', value);
    return value.map((entry, index) => read(new Reader(entry, `${this.pathOf(name)}[${index}]`)));
  }

  /** Null when the list is missing. */
  optionalList<T>(name: string, read: (entry: Reader) => T): T[] | null {
    return (this.fields[name] ?? null) === null ? null : this.list(name, read);
  }

  violation(name: string, expected: string, got: unknown): ContractViolation {
    return mismatch(this.pathOf(name), expected, got);
  }

  private missing(name: string, expected: string): never {
    throw this.violation(name, expected, this.fields[name]);
  }

  private pathOf(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof ExactNumber) return 'a number';
  return `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;
}
