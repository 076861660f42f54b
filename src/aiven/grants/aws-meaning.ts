/** What a statement of a key policy means, in a form that compares: order and ways of writing do not count. */

import type { AwsPolicyStatement, AwsPrincipal, OneOrMore } from './aws';

export interface Meaning {
  /** `<kind>:<name>` each. */
  principals: ReadonlySet<string>;
  /** In lower case. */
  actions: ReadonlySet<string>;
  /** Everything else but the Sid: equal text, equal meaning. */
  rest: string;
}

/** The meaning of a statement; its Sid has none. */
export function meaningOf(statement: AwsPolicyStatement): Meaning {
  const { Sid: _, Principal, Action, NotPrincipal, NotAction, Resource, NotResource, Condition, ...more } = statement;
  const rest = [
    more,
    sorted(principalKeys(NotPrincipal)),
    sorted(lowerCased(NotAction)),
    sorted(listOf(Resource)),
    sorted(listOf(NotResource)),
    conditionKey(Condition ?? {}),
    [Principal, NotPrincipal, Action, NotAction, Resource, NotResource].map((part) => part !== undefined),
  ];
  return {
    principals: new Set(principalKeys(Principal)),
    actions: new Set(lowerCased(Action)),
    rest: JSON.stringify(rest),
  };
}

/** Whether the wide one says all that the narrow one says, and perhaps of more principals or more actions. */
export function covers(wide: Meaning, narrow: Meaning): boolean {
  return wide.rest === narrow.rest && holds(wide.principals, narrow.principals) && holds(wide.actions, narrow.actions);
}

function principalKeys(principal: AwsPrincipal | undefined): string[] {
  if (principal === undefined) return [];
  return Object.entries(byKind(principal)).flatMap(([kind, names]) =>
    listOf(names).map((name) => principalKey(kind, name)),
  );
}

/** Names by their kind; everybody is a name of kind AWS (IAM user guide, "AWS JSON policy elements: Principal"). */
export function byKind(principal: AwsPrincipal): Exclude<AwsPrincipal, string> {
  return principal === '*' ? { AWS: '*' } : principal;
}

/** A principal, for comparing: an account's number means its root (same place). */
export function principalKey(kind: string, name: string): string {
  return `${kind}:${/^arn:[^:]+:iam::(\d{12}):root$/.exec(name)?.[1] ?? name}`;
}

/** Operators as they are; the names of condition keys without case; values as a set of strings. */
function conditionKey(condition: NonNullable<AwsPolicyStatement['Condition']>): [string, [string, string[]][]][] {
  const operators = Object.entries(condition).map(([operator, keys]): [string, [string, string[]][]] => [
    operator,
    Object.entries(keys)
      .map(([key, values]): [string, string[]] => [key.toLowerCase(), sorted([values].flat().map(String))])
      .sort(byFirst),
  ]);
  return operators.sort(byFirst);
}

/** One or more as a list; nothing as an empty one. */
export function listOf<T>(values: OneOrMore<T> | undefined): T[] {
  return values === undefined ? [] : ([values as T | T[]].flat() as T[]);
}

export function sameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return holds(one, other) && holds(other, one);
}

const byFirst = (one: readonly [string, unknown], other: readonly [string, unknown]) => (one[0] < other[0] ? -1 : 1);
const lowerCased = (values: OneOrMore<string> | undefined): string[] =>
  listOf(values).map((value) => value.toLowerCase());
const sorted = (values: readonly string[]): string[] => [...new Set(values)].sort();
const holds = (wide: ReadonlySet<string>, narrow: ReadonlySet<string>) => [...narrow].every((name) => wide.has(name));
