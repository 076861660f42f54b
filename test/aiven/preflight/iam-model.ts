/**
 * A second evaluator of key policies, for comparison: it knows no "perhaps". It decides one concrete request, as the IAM user guide
 * describes ("Policy evaluation logic", "IAM JSON policy elements reference"), and the caller tries every world that could be.
 */

type Values = string | boolean | number | readonly (string | boolean | number)[];

export interface ModelStatement {
  Effect: string;
  Principal?: unknown;
  NotPrincipal?: unknown;
  Action?: Values;
  NotAction?: Values;
  Resource?: Values;
  NotResource?: Values;
  Condition?: Record<string, Record<string, Values>>;
}

/** One request, with everything that IAM would know about it. */
export interface World {
  account: string;
  roleArn: string;
  roleId: string;
  session: string;
  action: string;
  resource: string;
  /** Context keys in lower case; an absent key has no entry. */
  context: ReadonlyMap<string, string>;
  /** Whether NotPrincipal exempts a caller of whom only one identity (account, role or session) is listed. */
  lenient: boolean;
}

const many = (value: Values | undefined): string[] => (value === undefined ? [] : [value].flat().map(String));

/** Explicit Deny first, then Allow, then nothing. */
export function isAllowed(statements: readonly ModelStatement[], world: World): boolean {
  const applying = statements.filter((statement) => applies(statement, world));
  if (applying.some(({ Effect }) => Effect === 'Deny')) return false;
  return applying.some(({ Effect }) => Effect === 'Allow');
}

function applies(statement: ModelStatement, world: World): boolean {
  const { Action, NotAction, Resource, NotResource, Condition = {} } = statement;
  const action = world.action.toLowerCase();
  const named = (patterns: Values | undefined) => many(patterns).some((one) => wild(one.toLowerCase(), action));
  if (Action === undefined ? named(NotAction) : !named(Action)) return false;
  const concerned = (patterns: Values | undefined) => many(patterns).some((one) => arnLike(one, world.resource));
  if (Resource === undefined ? concerned(NotResource) : !concerned(Resource)) return false;
  if (!isCaller(statement, world)) return false;
  for (const [operator, keys] of Object.entries(Condition)) {
    for (const [key, values] of Object.entries(keys)) {
      if (!holds(operator, world.context.get(key.toLowerCase()), many(values))) return false;
    }
  }
  return true;
}

function isCaller({ Effect, Principal, NotPrincipal }: ModelStatement, world: World): boolean {
  const account = [world.account, `arn:aws:iam::${world.account}:root`];
  const role = [world.roleArn, world.roleId];
  const [, path = ''] = world.roleArn.split(':role/');
  const session = [`arn:aws:sts::${world.account}:assumed-role/${path.split('/').at(-1)}/${world.session}`];
  const listed = names(Principal ?? NotPrincipal);
  const has = (identities: string[]) => identities.some((identity) => listed.includes(identity));
  if (listed.includes('*')) return Principal !== undefined;
  if (Principal !== undefined) return has(account) || has(role) || has(session);
  // "Using it with Effect Allow is not supported": it may mean everyone else, or nothing.
  if (Effect === 'Allow' && !world.lenient) return false;
  if (world.lenient) return !(has(account) || has(role) || has(session));
  return !(has(account) && has(role) && has(session));
}

/** Only names of the kind AWS: Aiven is no service, no federated user. */
function names(principal: unknown): string[] {
  if (principal === '*') return ['*'];
  return many((principal as { AWS?: Values } | undefined)?.AWS);
}

function holds(operator: string, actual: string | undefined, wanted: string[]): boolean {
  if (operator.startsWith('ForAllValues:')) {
    return actual === undefined || holds(operator.slice('ForAllValues:'.length), actual, wanted);
  }
  if (operator.startsWith('ForAnyValue:')) {
    return actual !== undefined && holds(operator.slice('ForAnyValue:'.length), actual, wanted);
  }
  if (operator === 'Null') return wanted.some((one) => (one === 'true') === (actual === undefined));
  if (operator.endsWith('IfExists')) return actual === undefined || holds(operator.slice(0, -8), actual, wanted);
  const positive = operator.replace('Not', '');
  const matched = actual !== undefined && wanted.some((one) => single(positive, actual, one));
  return positive === operator ? matched : !matched;
}

function single(operator: string, actual: string, wanted: string): boolean {
  switch (operator) {
    case 'StringEquals':
      return actual === wanted;
    case 'StringEqualsIgnoreCase':
      return actual.toUpperCase() === wanted.toUpperCase();
    case 'StringLike':
      return wild(wanted, actual);
    case 'ArnEquals':
    case 'ArnLike':
      return arnLike(wanted, actual);
    case 'Bool':
      return actual.toUpperCase() === wanted.toUpperCase();
    case 'IpAddress':
      return inRange(actual, wanted);
    default:
      throw new Error(`the model does not know ${operator}`);
  }
}

/** `*` is any text, `?` any one character; by position sets instead of a regular expression. */
export function wild(pattern: string, text: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === text;
  let places = new Set([0]);
  for (const sign of pattern) {
    const next = new Set<number>();
    for (const place of places) {
      if (sign === '*') for (let at = place; at <= text.length; at += 1) next.add(at);
      else if (place < text.length && (sign === '?' || text[place] === sign)) next.add(place + 1);
    }
    places = next;
  }
  return places.has(text.length);
}

/** Part by part between the colons; the last part of the pattern may run over colons. */
export function arnLike(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  const parts = pattern.split(':');
  const last = parts.pop() as string;
  const own = arn.split(':');
  if (own.length <= parts.length) return false;
  return parts.every((part, at) => wild(part, own[at] as string)) && wild(last, own.slice(parts.length).join(':'));
}

function inRange(address: string, range: string): boolean {
  const [network = '', bits = '32'] = range.split('/');
  if (address.includes(':') || network.includes(':')) return false;
  const binary = (text: string) =>
    text
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('');
  return binary(address).slice(0, Number(bits)) === binary(network).slice(0, Number(bits));
}
