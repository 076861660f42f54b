/** Which texts can be checked at synth. */

import { Token } from 'cdktf';

/** Whether a text is known now: no token in it, and no Terraform expression that somebody wrote out. */
export function isLiteral(text: string): boolean {
  return !Token.isUnresolved(text) && !/[$%]\{/.test(text);
}

/**
 * Checks a text as far as it is known now.
 * @throws Error with the sentence of `check` when it is a literal that does not pass.
 */
export function requireValid(text: string | undefined, check: (text: string) => string | undefined): void {
  const problem = text !== undefined && isLiteral(text) ? check(text) : undefined;
  if (problem !== undefined) throw new Error(problem);
}
