/** The id that Aiven gives a customer managed key: a UUID, compared without case. */

import { quote } from '../../support/quote';

/** In place of a CMK id it means: no customer managed key, Aiven's own keys (docs/api.md#cmk_id). */
export const AIVEN_MANAGED_CMK_ID = '00000000-0000-0000-0000-000000000000';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether `text` has the form of a CMK id, in any case. The all-zero UUID has it too. */
export function isCmkId(text: string): boolean {
  return uuid.test(text);
}

/** One sentence about what is wrong with a CMK id, or undefined. The composed id PROJECT/CMK_ID gets a hint. */
export function checkCmkId(text: string): string | undefined {
  if (isCmkId(text)) return undefined;
  const [, tail = ''] = /^[^/]+\/([^/]+)$/.exec(text) ?? [];
  if (isCmkId(tail)) {
    return `${quote(text)} is the composed id PROJECT/CMK_ID, not a CMK id; use the attribute .cmk_id instead of .id.`;
  }
  return `${quote(text)} is not a CMK id; expected a UUID such as 1b671a64-40d5-491e-99b0-da01ff1f3341.`;
}

/** The CMK id as we send and store it: in lower case. */
export function normalizeCmkId(text: string): string {
  return text.toLowerCase();
}

/** Whether two CMK ids are the same, without regard to case; null and the all-zero UUID are no key, hence the same. */
export function sameCmkId(one: string | null | undefined, other: string | null | undefined): boolean {
  return idOrNone(one) === idOrNone(other);
}

function idOrNone(id: string | null | undefined): string | null {
  const normal = id ? normalizeCmkId(id) : null;
  return normal === AIVEN_MANAGED_CMK_ID ? null : normal;
}
