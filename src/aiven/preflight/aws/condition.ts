/** Evaluates the conditions of a key policy (IAM user guide, "Condition operators" and "Set operators for multi-valued keys"). */

import type { AwsPolicyStatement } from '../../grants/aws';
import { agreed, allOf, anyOf, negated, type Verdict, verdictOf } from '../verdict';
import { type AwsFact, type AwsRequest, factOf } from './request';
import { matchesArn, matchesWildcard } from './wildcard';

/** The result of one operator and condition key. */
export interface JudgedKey {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  readonly verdict: Verdict;
}

/** Judges every operator and key. A condition holds if all of them do. */
export function judgeCondition(
  condition: AwsPolicyStatement['Condition'],
  request: AwsRequest,
  hasVariables: boolean,
): JudgedKey[] {
  return Object.entries(condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, given]) => {
      const values = [given].flat().map(String);
      return { operator, key, values, verdict: judgeKey(operator, values, factOf(key, request), hasVariables) };
    }),
  );
}

export const conditionVerdict = (judged: readonly JudgedKey[]): Verdict => allOf(judged.map(({ verdict }) => verdict));

type Match = (fact: AwsFact, wanted: string) => Verdict;

/** The operators that compare text; the others can only be judged when the request lacks the key. */
const matchers: Readonly<Record<string, Match>> = {
  StringEquals: textMatch((wanted, value) => wanted === value, false),
  StringEqualsIgnoreCase: textMatch((wanted, value) => wanted.toLowerCase() === value.toLowerCase(), false),
  StringLike: textMatch(matchesWildcard, true),
  ArnEquals: textMatch(matchesArn, true),
  ArnLike: textMatch(matchesArn, true),
  Bool: (fact, wanted) =>
    /^(true|false)$/i.test(wanted) && fact.kind === 'value'
      ? verdictOf(wanted.toLowerCase() === fact.value.toLowerCase())
      : 'unknown',
  IpAddress: (fact, wanted) => (fact.kind === 'foreign' ? foreignAddress(wanted) : 'unknown'),
  ...Object.fromEntries(
    [
      ...[
        'NumericEquals',
        'NumericLessThan',
        'NumericLessThanEquals',
        'NumericGreaterThan',
        'NumericGreaterThanEquals',
      ],
      ...['DateEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals'],
      'BinaryEquals',
    ].map((name): [string, Match] => [name, () => 'unknown']),
  ),
};

/** Each negated operator, and the operator that it negates. */
const negations: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NotIpAddress: 'IpAddress',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
};

function judgeKey(operator: string, values: readonly string[], fact: AwsFact, hasVariables: boolean): Verdict {
  const [, set = '', name = '', ifExists = ''] = /^(ForAllValues:|ForAnyValue:)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  const present = fact.kind !== 'absent';
  const mayBeAbsent = fact.kind === 'unknown' || (fact.kind === 'foreign' && fact.orAbsent) || !present;
  if (name === 'Null') {
    if (set !== '' || ifExists !== '' || !values.every((value) => /^(true|false)$/.test(value))) return 'unknown';
    const holds = (isAbsent: boolean) => verdictOf(values.includes(String(isAbsent)));
    return agreed([...(present ? [holds(false)] : []), ...(mayBeAbsent ? [holds(true)] : [])]);
  }
  const isNegated = Object.hasOwn(negations, name);
  const positive = isNegated ? (negations[name] as string) : name;
  if (!Object.hasOwn(matchers, positive)) return 'unknown';
  const cases: Verdict[] = [];
  if (present) {
    const match = matchers[positive] as Match;
    const matched = anyOf(
      values.map((wanted) => (hasVariables && wanted.includes('${') ? 'unknown' : match(fact, wanted))),
    );
    cases.push(isNegated ? negated(matched) : matched);
  }
  if (mayBeAbsent) cases.push(judgeAbsent(set, isNegated, ifExists !== ''));
  return agreed(cases);
}

/** A key that the request lacks: no value matches, so a negated operator holds. Set operators and `IfExists` have their own rules. */
function judgeAbsent(set: string, isNegated: boolean, ifExists: boolean): Verdict {
  if (set === 'ForAllValues:') return 'yes';
  // The documentation does not say which of the two rules wins.
  if (set === 'ForAnyValue:') return ifExists ? 'unknown' : 'no';
  return verdictOf(isNegated || ifExists);
}

function textMatch(test: (wanted: string, value: string) => boolean, hasWildcards: boolean): Match {
  return (fact, wanted) => {
    if (fact.kind === 'value') return verdictOf(test(wanted, fact.value));
    if (hasWildcards && /^\*+$/.test(wanted)) return 'yes';
    if (fact.kind !== 'foreign') return 'unknown';
    return hasWildcards && /[*?]/.test(wanted) ? 'unknown' : 'no';
  };
}

/** Whether a range contains an address of Aiven, of which none is known: everything does, a customer's own network does not. */
function foreignAddress(range: string): Verdict {
  const [address = '', bits = ''] = range.split('/');
  if (address.includes(':')) return bits === '' || Number(bits) > 16 ? 'no' : 'unknown';
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(address) || !/^\d{0,2}$/.test(bits)) return 'unknown';
  const isPrivate = address.startsWith('10.') && Number(bits) === 8;
  if (bits === '' || Number(bits) > 8 || isPrivate) return 'no';
  return Number(bits) === 0 ? 'yes' : 'unknown';
}
