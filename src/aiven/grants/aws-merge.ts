/** Adds statements to an existing key policy without removing or repeating anything. */

import type { AwsPolicy, AwsPolicyStatement, AwsPrincipal, OneOrMore } from './aws';
import { byKind, covers, isSameSet, meaningOf, principalKey, toList } from './aws-meaning';
import { parseAwsPolicy } from './aws-parse';

/**
 * Appends the statements to the policy, in their order. Idempotent.
 *
 * - A statement that the policy already covers, under any Sid, is not added.
 * - If the policy has a statement with the same Sid that differs only in its principals (a second Aiven project uses the
 *   key) or only in its actions, the new ones are added to that statement.
 * - If the policy has a statement with the same Sid that differs in any other way, the new statement's Sid gets a number.
 *
 * Everything else is unchanged, including `Version`, `Id` and the order of the statements.
 * @param existing A policy, or its JSON as `aws kms get-key-policy` prints it.
 * @throws Error when `existing` is text but not a policy.
 */
export function mergeAwsKeyPolicy(existing: AwsPolicy | string, added: readonly AwsPolicyStatement[]): AwsPolicy {
  const policy = typeof existing === 'string' ? parseAwsPolicy(existing) : existing;
  return { ...policy, Statement: added.reduce(addStatement, [...policy.Statement]) };
}

function addStatement(statements: AwsPolicyStatement[], added: AwsPolicyStatement): AwsPolicyStatement[] {
  const meaning = meaningOf(added);
  if (statements.some((present) => covers(meaningOf(present), meaning))) return statements;
  const at = statements.findIndex(({ Sid }) => Sid !== undefined && Sid === added.Sid);
  const namesake = statements[at];
  const union = namesake && unionOf(namesake, added);
  if (union) return statements.with(at, union);
  return [...statements, namesake ? { ...added, Sid: freeSid(statements, added.Sid ?? '') } : added];
}

/** Combines two statements that differ only in principals or only in actions: any other union would grant more than both do. */
function unionOf(present: AwsPolicyStatement, added: AwsPolicyStatement): AwsPolicyStatement | undefined {
  const [one, other] = [meaningOf(present), meaningOf(added)];
  if (one.rest !== other.rest || present.Principal === undefined || present.Action === undefined) return undefined;
  if (isSameSet(one.actions, other.actions)) {
    return { ...present, Principal: unionOfPrincipals(present.Principal, added.Principal ?? {}) };
  }
  if (!isSameSet(one.principals, other.principals)) return undefined;
  const more = toList(added.Action).filter((action) => !one.actions.has(action.toLowerCase()));
  return { ...present, Action: [...toList(present.Action), ...more] };
}

function unionOfPrincipals(present: AwsPrincipal, added: AwsPrincipal): AwsPrincipal {
  const union: Record<string, OneOrMore<string>> = { ...byKind(present) };
  for (const [kind, names] of Object.entries(byKind(added))) {
    const known = new Set(toList(union[kind]).map((name) => principalKey(kind, name)));
    const more = toList(names).filter((name) => !known.has(principalKey(kind, name)));
    if (more.length > 0) union[kind] = [...toList(union[kind]), ...more];
  }
  return union;
}

function freeSid(statements: readonly AwsPolicyStatement[], wanted: string): string {
  const taken = new Set(statements.map(({ Sid }) => Sid));
  let number = 2;
  while (taken.has(`${wanted} (${number})`)) number += 1;
  return `${wanted} (${number})`;
}
