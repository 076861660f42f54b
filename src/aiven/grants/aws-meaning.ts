/** Compares key policy statements by meaning: order and notation do not matter. */

import type { AwsPolicyStatement, AwsPrincipal, OneOrMore } from './aws';

export interface Meaning {
  /** `<kind>:<name>` for each principal. */
  principals: ReadonlySet<string>;
  /** In lower case. */
  actions: ReadonlySet<string>;
  /** Everything else except the Sid, in a canonical form. */
  rest: string;
}

/** The meaning of a statement. Its Sid has no meaning. */
export function meaningOf(statement: AwsPolicyStatement): Meaning {
  const { Sid: _, Principal, Action, NotPrincipal, NotAction, Resource, NotResource, Condition, ...more } = statement;
  const rest = [
    more,
    sorted(principalKeys(NotPrincipal)),
    sorted(lowerCased(NotAction)),
    sorted(toList(Resource)),
    sorted(toList(NotResource)),
    conditionKey(Condition ?? {}),
    [Principal, NotPrincipal, Action, NotAction, Resource, NotResource].map((part) => part !== undefined),
  ];
  return {
    principals: new Set(principalKeys(Principal)),
    actions: new Set(lowerCased(Action)),
    rest: JSON.stringify(rest),
  };
}

/** Whether `wide` grants or denies everything that `narrow` does. */
export function covers(wide: Meaning, narrow: Meaning): boolean {
  return (
    wide.rest === narrow.rest &&
    isSuperset(wide.principals, narrow.principals) &&
    isSuperset(wide.actions, narrow.actions)
  );
}

function principalKeys(principal: AwsPrincipal | undefined): string[] {
  if (principal === undefined) return [];
  return Object.entries(byKind(principal)).flatMap(([kind, names]) =>
    toList(names).map((name) => principalKey(kind, name)),
  );
}

/** Principals by kind. `*` is the same as `{ AWS: '*' }` (IAM user guide, "AWS JSON policy elements: Principal"). */
export function byKind(principal: AwsPrincipal): Exclude<AwsPrincipal, string> {
  return principal === '*' ? { AWS: '*' } : principal;
}

/** A principal in canonical form. An account ID means the account's root (IAM user guide, same page). */
export function principalKey(kind: string, name: string): string {
  return `${kind}:${/^arn:[^:]+:iam::(\d{12}):root$/.exec(name)?.[1] ?? name}`;
}

/** Condition keys ignore case, their values are sets of strings. */
function conditionKey(condition: NonNullable<AwsPolicyStatement['Condition']>): [string, [string, string[]][]][] {
  const operators = Object.entries(condition).map(([operator, keys]): [string, [string, string[]][]] => [
    operator,
    Object.entries(keys)
      .map(([key, values]): [string, string[]] => [key.toLowerCase(), sorted([values].flat().map(String))])
      .sort(byFirst),
  ]);
  return operators.sort(byFirst);
}

/** One or more values as a list; undefined as an empty list. */
export function toList<T>(values: OneOrMore<T> | undefined): T[] {
  return values === undefined ? [] : ([values as T | T[]].flat() as T[]);
}

export function isSameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return isSuperset(one, other) && isSuperset(other, one);
}

const byFirst = (one: readonly [string, unknown], other: readonly [string, unknown]) => (one[0] < other[0] ? -1 : 1);
const lowerCased = (values: OneOrMore<string> | undefined): string[] =>
  toList(values).map((value) => value.toLowerCase());
const sorted = (values: readonly string[]): string[] => [...new Set(values)].sort();
const isSuperset = (wide: ReadonlySet<string>, narrow: ReadonlySet<string>) =>
  [...narrow].every((name) => wide.has(name));
