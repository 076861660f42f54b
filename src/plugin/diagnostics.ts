/** Errors and warnings as Terraform shows them, and the one conversion of thrown errors into diagnostics. */

import type { Path } from './path';

export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** A few words without a period: "Failed to create CMK". */
  readonly summary: string;
  /** What happened and what to do, in full sentences. May be empty. */
  readonly detail: string;
  /** The attribute at fault. Terraform shows its line. */
  readonly path?: Path;
}

/** Throw it to end an operation with your own message. Any other error becomes "Failed to <operation> <type>". */
export class DiagnosticError extends Error {
  override readonly name = 'DiagnosticError';

  constructor(
    readonly summary: string,
    readonly detail = '',
    readonly path?: Path,
    options?: ErrorOptions,
  ) {
    super(detail === '' ? summary : `${summary}: ${detail}`, options);
  }
}

/** @throws DiagnosticError when there is one error, and AggregateError when there are several. */
export function throwAll(errors: readonly DiagnosticError[]): void {
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw new AggregateError(errors);
}

/** Collects the errors and warnings of an operation, without duplicates. */
export class Diagnostics {
  private readonly diagnostics: Diagnostic[] = [];
  private readonly seen = new Set<string>();

  add(diagnostic: Diagnostic): void {
    const { severity, summary, detail, path } = diagnostic;
    const key = JSON.stringify([severity, summary, detail, path ?? []]);
    if (!this.seen.has(key)) {
      this.seen.add(key);
      this.diagnostics.push(diagnostic);
    }
  }

  error(summary: string, detail = '', path?: Path): void {
    this.add({ severity: 'error', summary, detail, path });
  }

  warn(summary: string, detail = '', path?: Path): void {
    this.add({ severity: 'warning', summary, detail, path });
  }

  addAll(diagnostics: Iterable<Diagnostic>): void {
    for (const diagnostic of diagnostics) this.add(diagnostic);
  }

  /** Adds a thrown error. An `AggregateError` adds each of its errors. */
  addThrown(error: unknown, summary: string): void {
    this.addAll(diagnosticsFrom(error, summary));
  }

  get hasErrors(): boolean {
    return this.diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  }

  /** In the order in which they were added. */
  get list(): readonly Diagnostic[] {
    return this.diagnostics;
  }
}

/**
 * Converts a thrown error into diagnostics. A `DiagnosticError` keeps its own summary and detail; any other error has the given
 * `summary`, and its message as the detail. Stack traces belong in the log.
 */
export function diagnosticsFrom(error: unknown, summary: string): Diagnostic[] {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.flatMap((part) => diagnosticsFrom(part, summary));
  }
  if (error instanceof DiagnosticError) {
    return [{ severity: 'error', summary: error.summary, detail: error.detail, path: error.path }];
  }
  const message = error instanceof Error ? error.message || error.name : String(error);
  return [{ severity: 'error', summary, detail: message }];
}
