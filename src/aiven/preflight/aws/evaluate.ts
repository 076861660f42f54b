/**
 * Evaluates a key policy for one request (IAM user guide, "Policy evaluation logic"): an explicit Deny wins, then an Allow, otherwise the
 * request is denied. What cannot be judged makes the result unknown if it could change it.
 */

import type { AwsPolicy, AwsPolicyStatement, OneOrMore } from '../../grants/aws';
import { toList } from '../../grants/aws-meaning';
import { allOf, anyOf, negated, type Verdict, verdictOf } from '../verdict';
import { conditionVerdict, type JudgedKey, judgeCondition } from './condition';
import { judgePrincipal } from './principal';
import type { AwsRequest } from './request';
import { matchesArn, matchesWildcard } from './wildcard';

/** How a statement applies to a request. */
export interface JudgedStatement {
  /** From 1. */
  readonly number: number;
  readonly statement: AwsPolicyStatement;
  /** Whether it applies. */
  readonly verdict: Verdict;
  /** Whether it would apply without its condition. */
  readonly unconditional: Verdict;
  readonly condition: readonly JudgedKey[];
}

export interface AwsDecision {
  readonly access: 'allowed' | 'denied' | 'unknown';
  readonly statements: readonly JudgedStatement[];
}

/**
 * Decides whether the key policy lets the caller do this. For a caller of another account, IAM also requires that the policies of that
 * account allow it, which the key policy does not show.
 */
export function evaluateAwsPolicy(policy: AwsPolicy, request: AwsRequest): AwsDecision {
  // Only this version has policy variables; in the older one, which is the default, they are plain text.
  const hasVariables = policy.Version === '2012-10-17';
  const statements = policy.Statement.map((statement, index) =>
    judgeStatement(statement, index + 1, request, hasVariables),
  );
  const applies = (effect: string) =>
    anyOf(statements.filter(({ statement }) => statement.Effect === effect).map(({ verdict }) => verdict));
  const [deny, allow] = [applies('Deny'), applies('Allow')];
  if (deny === 'yes' || allow === 'no') return { access: 'denied', statements };
  return { access: deny === 'no' && allow === 'yes' ? 'allowed' : 'unknown', statements };
}

function judgeStatement(
  statement: AwsPolicyStatement,
  number: number,
  request: AwsRequest,
  hasVariables: boolean,
): JudgedStatement {
  const condition = judgeCondition(statement.Condition, request, hasVariables);
  const unconditional = allOf([
    judgePrincipal(statement, request.caller),
    oneOf(statement.Action, statement.NotAction, (pattern) =>
      verdictOf(matchesWildcard(pattern.toLowerCase(), request.action.toLowerCase())),
    ),
    oneOf(statement.Resource, statement.NotResource, (pattern) => judgeResource(pattern, request.keyArn, hasVariables)),
  ]);
  return { number, statement, condition, unconditional, verdict: allOf([unconditional, conditionVerdict(condition)]) };
}

/** Judges an element or its `Not…` form. A statement without either, or with both, cannot be judged. */
function oneOf(
  element: OneOrMore<string> | undefined,
  notElement: OneOrMore<string> | undefined,
  judge: (pattern: string) => Verdict,
): Verdict {
  if ((element === undefined) === (notElement === undefined)) return 'unknown';
  if (element !== undefined) return anyOf(toList(element).map(judge));
  return negated(anyOf(toList(notElement).map(judge)));
}

/** In a key policy, `*` means the key itself. Other patterns are compared with its ARN. */
function judgeResource(pattern: string, keyArn: string | undefined, hasVariables: boolean): Verdict {
  if (pattern === '*') return 'yes';
  if (keyArn === undefined || !pattern.startsWith('arn:') || (hasVariables && pattern.includes('${'))) return 'unknown';
  return verdictOf(matchesArn(pattern, keyArn));
}
