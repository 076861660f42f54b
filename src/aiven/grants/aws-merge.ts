/** Adding statements to a key policy that is there already: nothing of it is taken away, nothing said twice. */

import type { AwsPolicy, AwsPolicyStatement, AwsPrincipal, OneOrMore } from './aws';
import { byKind, covers, listOf, meaningOf, principalKey, sameSet } from './aws-meaning';
import { parseAwsPolicy } from './aws-parse';

/**
 * The policy with these statements added, in their order, at its end.
 *
 * - A statement whose meaning is there already, under whatever Sid, is not added.
 * - Where the Sid is there with another principal (a second Aiven project on one key) or other actions, and all else is
 *   equal, the existing statement gets them in addition.
 * - Where the Sid is there with a meaning further away, the new statement takes the Sid with a number behind it.
 *
 * Everything else stays as it was, with `Version`, `Id` and the order of statements. Merging again changes nothing.
 * @param existing A policy, or its JSON as `aws kms get-key-policy` prints it.
 * @throws Error when `existing` is text that holds no policy.
 */
export function mergeAwsKeyPolicy(existing: AwsPolicy | string, added: readonly AwsPolicyStatement[]): AwsPolicy {
  const policy = typeof existing === 'string' ? parseAwsPolicy(existing) : existing;
  return { ...policy, Statement: added.reduce(addStatement, [...policy.Statement]) };
}

/** Whether the policy says all that the statement says: same effect and conditions, at least its principals and actions. */
export function awsKeyPolicyHolds(policy: AwsPolicy, statement: AwsPolicyStatement): boolean {
  return policy.Statement.some((present) => covers(meaningOf(present), meaningOf(statement)));
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

/** Both in one statement, if they differ in principals alone or in actions alone: else one would get what neither says. */
function unionOf(present: AwsPolicyStatement, added: AwsPolicyStatement): AwsPolicyStatement | undefined {
  const [one, other] = [meaningOf(present), meaningOf(added)];
  if (one.rest !== other.rest || present.Principal === undefined || present.Action === undefined) return undefined;
  if (sameSet(one.actions, other.actions)) {
    return { ...present, Principal: unionOfPrincipals(present.Principal, added.Principal ?? {}) };
  }
  if (!sameSet(one.principals, other.principals)) return undefined;
  const more = listOf(added.Action).filter((action) => !one.actions.has(action.toLowerCase()));
  return { ...present, Action: [...listOf(present.Action), ...more] };
}

function unionOfPrincipals(present: AwsPrincipal, added: AwsPrincipal): AwsPrincipal {
  const union: Record<string, OneOrMore<string>> = { ...byKind(present) };
  for (const [kind, names] of Object.entries(byKind(added))) {
    const known = new Set(listOf(union[kind]).map((name) => principalKey(kind, name)));
    const more = listOf(names).filter((name) => !known.has(principalKey(kind, name)));
    if (more.length > 0) union[kind] = [...listOf(union[kind]), ...more];
  }
  return union;
}

function freeSid(statements: readonly AwsPolicyStatement[], wanted: string): string {
  const taken = new Set(statements.map(({ Sid }) => Sid));
  let number = 2;
  while (taken.has(`${wanted} (${number})`)) number += 1;
  return `${wanted} (${number})`;
}
