/**
 * Warnings that core would drop. It plans a replacement twice and shows the warnings of the second plan only if that has an error. With
 * `-replace` and `replace_triggered_by`, only the second plan knows of the replacement, so its warnings wait for the next plan of
 * another object. They are lost if there is none.
 */

import type { Diagnostic, Diagnostics } from '../diagnostics';

export class HeldWarnings {
  private readonly shown = new Set<string>();
  private held: Diagnostic[] = [];

  /** Keeps the warnings of a second plan, except those that the first plan has shown. */
  hold(diagnostics: Diagnostics): void {
    for (const { severity, summary, detail } of diagnostics.list) {
      // The attribute belongs to another object than the one that will show the warning.
      if (!this.shown.has(textOf({ summary, detail }))) this.held.push({ severity, summary, detail });
    }
  }

  /** Adds the warnings that were held so far to those of a plan that core shows. */
  release(diagnostics: Diagnostics): void {
    diagnostics.addAll(this.held);
    this.held = [];
    for (const diagnostic of diagnostics.list) this.shown.add(textOf(diagnostic));
  }
}

function textOf({ summary, detail }: Pick<Diagnostic, 'summary' | 'detail'>): string {
  return `${summary}\n${detail}`;
}
