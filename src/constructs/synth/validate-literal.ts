/** Validates props at synth, as far as their values are known then. */

import { Token } from 'cdktf';

/** Whether a text is known at synth: it contains no token and no Terraform expression. */
export function isLiteral(text: string): boolean {
  return !Token.isUnresolved(text) && !/[$%]\{/.test(text);
}

/**
 * Validates a literal. Undefined and values that are known only at apply pass.
 * @param check Returns an error message, or undefined for a valid text.
 * @throws Error with that message.
 */
export function validateLiteral(text: string | undefined, check: (text: string) => string | undefined): void {
  const problem = text !== undefined && isLiteral(text) ? check(text) : undefined;
  if (problem !== undefined) throw new Error(problem);
}
