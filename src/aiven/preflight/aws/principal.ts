/** Whether a statement of a key policy is about a caller (IAM user guide, "Principal" and "NotPrincipal"). */

import type { AwsPolicyStatement, AwsPrincipal } from '../../grants/aws';
import { byKind, toList } from '../../grants/aws-meaning';
import { anyOf, type Verdict, verdictOf } from '../verdict';
import type { AwsCaller } from './request';

/** Judges `Principal` or `NotPrincipal`. A statement without either, or with both, cannot be judged. */
export function judgePrincipal(statement: AwsPolicyStatement, caller: AwsCaller): Verdict {
  const { Effect, Principal, NotPrincipal } = statement;
  if ((Principal === undefined) === (NotPrincipal === undefined)) return 'unknown';
  if (Principal !== undefined) return anyOf(listed(Principal, caller));
  const names = NotPrincipal as AwsPrincipal;
  if (toList(byKind(names).AWS).includes('*')) return 'no';
  // IAM does not support NotPrincipal with Allow.
  if (Effect === 'Allow') return 'unknown';
  // A role is exempt only if its account, the role and its sessions are all listed. The names of Aiven's sessions are not known.
  return listed(names, caller).every((verdict) => verdict === 'no') ? 'yes' : 'unknown';
}

/** The account that the statement allows or denies as a whole, if it is the caller's. */
export function namesWholeAccount({ Principal }: AwsPolicyStatement, caller: AwsCaller): boolean {
  if (Principal === undefined || caller.accountId === undefined) return false;
  return toList(byKind(Principal).AWS).some((name) => accountOf(name, caller) === caller.accountId);
}

/** Whether the statement is for everyone in AWS. */
export function namesEveryone({ Principal }: AwsPolicyStatement): boolean {
  return Principal !== undefined && toList(byKind(Principal).AWS).includes('*');
}

/** Whether the statement names only principals of other accounts. They cannot change a key policy, even if it allows them to. */
export function namesOnlyOtherAccounts({ Principal }: AwsPolicyStatement, accountId: string): boolean {
  if (Principal === undefined) return false;
  const { AWS, ...others } = byKind(Principal);
  const accounts = toList(AWS).map(
    (name) => /^(?:arn:[^:]+:(?:iam|sts)::)?(\d{12})(?::.*)?$/.exec(name)?.[1] ?? accountId,
  );
  return Object.keys(others).length === 0 && accounts.length > 0 && !accounts.includes(accountId);
}

function listed(principal: AwsPrincipal, caller: AwsCaller): Verdict[] {
  return Object.entries(byKind(principal)).flatMap(([kind, names]) =>
    toList(names).map((name): Verdict => {
      if (kind === 'AWS') return judgeName(name, caller);
      return kind === 'Service' || kind === 'Federated' ? 'no' : 'unknown';
    }),
  );
}

function judgeName(name: string, caller: AwsCaller): Verdict {
  if (name === '*' || name === caller.roleArn) return 'yes';
  // IAM accepts no wildcard in a part of a name, and KMS no variable: this cannot be a policy that is in force.
  if (caller.accountId === undefined || /[*?$]/.test(name)) return 'unknown';
  const account = accountOf(name, caller);
  if (account !== undefined) return verdictOf(account === caller.accountId);
  if (name.toLowerCase() === caller.roleArn.toLowerCase()) return 'unknown';
  if (/^arn:[^:]+:iam::\d{12}:(role|user)\//.test(name)) return 'no';
  const [, sessionAccount, role] = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\/[^/]+$/.exec(name) ?? [];
  if (role === undefined) return /^AIDA[A-Z0-9]+$/.test(name) ? 'no' : 'unknown';
  const isSameRole = sessionAccount === caller.accountId && role === caller.roleArn.split('/').at(-1);
  return isSameRole ? 'unknown' : 'no';
}

/** The account that a name stands for; '' for an account of another partition. */
function accountOf(name: string, { partition }: AwsCaller): string | undefined {
  if (/^\d{12}$/.test(name)) return name;
  const [, found, account] = /^arn:([^:]+):iam::(\d{12}):root$/.exec(name) ?? [];
  if (account === undefined) return undefined;
  return found === partition ? account : '';
}
