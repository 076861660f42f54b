/** Writes tags and email addresses as blocks: dynamic blocks if they are known only at apply. */

import { type IResolvable, TerraformIterator, Token } from 'cdktf';
import type { PgTag, PgTechEmails } from '../l1/pg';

export function tagBlocks(tags: { readonly [key: string]: string }): PgTag[] | IResolvable {
  if (!Token.isUnresolved(tags)) return Object.entries(tags).map(([key, value]) => ({ key, value }));
  const each = TerraformIterator.fromMap(tags);
  return each.dynamic({ key: each.key, value: each.value });
}

export function emailBlocks(emails: readonly string[]): PgTechEmails[] | IResolvable {
  if (!Token.isUnresolved(emails)) return emails.map((email) => ({ email }));
  // Not copied: cdktf's functions return texts that stand for lists.
  const each = TerraformIterator.fromList(emails as string[]);
  return each.dynamic({ email: each.value });
}
