/** Which texts can be checked at synth. */

import { Token } from 'cdktf';

/** Whether a text is known now: no token in it, and no Terraform expression that somebody wrote out. */
export function isLiteral(text: string): boolean {
  return !Token.isUnresolved(text) && !/[$%]\{/.test(text);
}
