/** Errors and warnings as Terraform shows them, and the one place where anything thrown becomes one. */

import type { Path } from './path';

export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** A few words, no full stop: "Failed to create CMK". */
  readonly summary: string;
  /** What happened and what to do, in full sentences. May be empty. */
  readonly detail: string;
  /** The attribute at fault: Terraform then shows its line. */
  readonly path?: Path;
}

/** Throw it to end an operation with a message of your own. Anything else thrown becomes "Failed to <verb> <type>". */
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

/** Collects an operation's errors and warnings; equal ones count once. */
export class Diagnostics {
  readonly #list: Diagnostic[] = [];
  readonly #seen = new Set<string>();

  add(diagnostic: Diagnostic): void {
    const { severity, summary, detail, path } = diagnostic;
    const key = JSON.stringify([severity, summary, detail, path ?? []]);
    if (!this.#seen.has(key)) {
      this.#seen.add(key);
      this.#list.push(diagnostic);
    }
  }

  error(summary: string, detail = '', path?: Path): void {
    this.add({ severity: 'error', summary, detail, path });
  }

  warn(summary: string, detail = '', path?: Path): void {
    this.add({ severity: 'warning', summary, detail, path });
  }

  addAll(diagnostics: Iterable<Diagnostic>): void {
    for (const diagnostic of diagnostics) {
      this.add(diagnostic);
    }
  }

  /** Adds what was thrown. An `AggregateError` stands for its parts. */
  addThrown(reason: unknown, summary: string): void {
    this.addAll(diagnosticsFrom(reason, summary));
  }

  get hasErrors(): boolean {
    return this.#list.some((diagnostic) => diagnostic.severity === 'error');
  }

  /** In the order of arrival. */
  get list(): readonly Diagnostic[] {
    return this.#list;
  }
}

/**
 * Turns anything thrown into error diagnostics: a `DiagnosticError` as it says, anything else under `summary` with its message as
 * detail. Stack traces belong in the log.
 */
export function diagnosticsFrom(reason: unknown, summary: string): Diagnostic[] {
  if (reason instanceof AggregateError && reason.errors.length > 0) {
    return reason.errors.flatMap((part) => diagnosticsFrom(part, summary));
  }
  if (reason instanceof DiagnosticError) {
    return [{ severity: 'error', summary: reason.summary, detail: reason.detail, path: reason.path }];
  }
  const message = reason instanceof Error ? reason.message || reason.name : String(reason);
  return [{ severity: 'error', summary, detail: message }];
}
