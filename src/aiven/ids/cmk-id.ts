/** The ID that Aiven gives a customer managed key: a UUID, in any case. */

import { quote } from '../../support/quote';

/** In a request, this ID moves a service to Aiven-managed keys: docs/internals/api.md#cmk_id. */
export const AIVEN_MANAGED_CMK_ID = '00000000-0000-0000-0000-000000000000';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether `text` is a UUID. The all-zero UUID is one too. */
export function isCmkId(text: string): boolean {
  return uuid.test(text);
}

/** Returns undefined for a UUID, otherwise an error message. For the Terraform ID PROJECT/CMK_ID it has a hint. */
export function checkCmkId(text: string): string | undefined {
  if (isCmkId(text)) return undefined;
  const [, tail = ''] = /^[^/]+\/([^/]+)$/.exec(text) ?? [];
  if (isCmkId(tail)) {
    return `${quote(text)} is a composed ID, "PROJECT/CMK_ID", not a CMK ID; use the attribute .cmk_id instead of .id.`;
  }
  return `${quote(text)} is not a CMK ID; expected a UUID such as "1b671a64-40d5-491e-99b0-da01ff1f3341".`;
}

/** The CMK ID in lower case, as we send and store it. */
export function normalizeCmkId(text: string): string {
  return text.toLowerCase();
}

/** Whether two CMK IDs are equal, ignoring case. Null, undefined, '' and the all-zero UUID all mean Aiven-managed keys. */
export function sameCmkId(one: string | null | undefined, other: string | null | undefined): boolean {
  return keyOrNull(one) === keyOrNull(other);
}

function keyOrNull(id: string | null | undefined): string | null {
  const normal = id ? normalizeCmkId(id) : null;
  return normal === AIVEN_MANAGED_CMK_ID ? null : normal;
}
