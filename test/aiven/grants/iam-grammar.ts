/** A checker for IAM's policy grammar (IAM user guide, "Grammar of the IAM JSON policy language"), strict as KMS is about key policies. */

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const known = {
  policy: ['Version', 'Id', 'Statement'],
  statement: [
    ...['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction'],
    ...['Resource', 'NotResource', 'Condition'],
  ],
  principal: ['AWS', 'Federated', 'Service', 'CanonicalUser'],
};

/** Every way in which the text breaks the grammar; empty when it is a key policy. */
export function grammarProblems(text: string): string[] {
  const policy = JSON.parse(text) as Json;
  if (!isObject(policy)) return ['the policy is not an object'];
  const statements = policy.Statement;
  if (!Array.isArray(statements) || statements.length === 0) return ['Statement is not a list of statements'];
  const sids = statements.flatMap((statement) => (isObject(statement) && statement.Sid ? [statement.Sid] : []));
  return [
    ...strangers('the policy', policy, known.policy),
    ...('Version' in policy && policy.Version !== '2012-10-17' && policy.Version !== '2008-10-17' ? ['Version'] : []),
    ...('Id' in policy && typeof policy.Id !== 'string' ? ['Id is not a string'] : []),
    ...(new Set(sids).size < sids.length ? ['a Sid stands twice'] : []),
    ...statements.flatMap((statement, index) =>
      statementProblems(statement).map((problem) => `statement ${index + 1}: ${problem}`),
    ),
  ];
}

function statementProblems(statement: Json): string[] {
  if (!isObject(statement)) return ['is not an object'];
  return [
    ...strangers('the statement', statement, known.statement),
    ...('Sid' in statement && typeof statement.Sid !== 'string' ? ['Sid is not a string'] : []),
    ...(statement.Effect === 'Allow' || statement.Effect === 'Deny' ? [] : ['Effect is neither Allow nor Deny']),
    ...exactlyOne(statement, 'Principal', 'NotPrincipal', principalProblems),
    ...exactlyOne(statement, 'Action', 'NotAction', (value) =>
      strings(value).every((action) => action === '*' || /^[a-z0-9-]+:[A-Za-z*?]+$/.test(action)) ? [] : ['no action'],
    ),
    ...exactlyOne(statement, 'Resource', 'NotResource', (value) =>
      strings(value).every((resource) => resource === '*' || resource.startsWith('arn:')) ? [] : ['no resource'],
    ),
    ...('Condition' in statement ? conditionProblems(statement.Condition) : []),
  ];
}

function exactlyOne(statement: { [name: string]: Json }, one: string, other: string, check: (value: Json) => string[]) {
  const names = [one, other].filter((name) => name in statement);
  if (names.length !== 1) return [`has ${names.length} of ${one} and ${other}`];
  const value = statement[names[0] as string] as Json;
  return value !== '*' && Array.isArray(value) && value.length === 0 ? [`${names[0]} is empty`] : check(value);
}

function principalProblems(principal: Json): string[] {
  if (principal === '*') return [];
  if (!isObject(principal) || Object.keys(principal).length === 0) return ['Principal names nobody'];
  const empty = Object.values(principal).some((names) => strings(names).length === 0 || strings(names).includes(''));
  return [...strangers('Principal', principal, known.principal), ...(empty ? ['a principal is no name'] : [])];
}

function conditionProblems(condition: Json | undefined): string[] {
  if (!isObject(condition)) return ['Condition is not an object'];
  const inner = Object.values(condition);
  const values = inner.flatMap((keys) => (isObject(keys) ? Object.values(keys) : [null])).flat();
  return values.every((value) => ['string', 'number', 'boolean'].includes(typeof value)) ? [] : ['Condition'];
}

function strangers(what: string, value: { [name: string]: Json }, names: readonly string[]): string[] {
  return Object.keys(value)
    .filter((name) => !names.includes(name))
    .map((name) => `${what} has the element ${name}`);
}

function strings(value: Json): string[] {
  const list = [value].flat();
  return list.every((item) => typeof item === 'string') ? (list as string[]) : [''];
}

function isObject(value: Json | undefined): value is { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
