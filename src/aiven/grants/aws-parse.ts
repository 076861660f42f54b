/** Reading a key policy that is there already. */

import { quote } from '../../support/quote';
import type { AwsPolicy, AwsPolicyStatement } from './aws';

/**
 * A policy from its JSON, bare or in the `{"Policy": "…"}` that `aws kms get-key-policy --output json` prints.
 * A single statement becomes a list of one; nothing else is changed.
 * @throws Error with one sentence when the text is no JSON, or holds no policy.
 */
export function parseAwsPolicy(text: string): AwsPolicy {
  const value = parseJson(text);
  if (isRecord(value) && typeof value.Policy === 'string') return parseAwsPolicy(value.Policy);
  if (!isRecord(value) || value.Statement === undefined) {
    throw new Error(`${quote(text)} is not a key policy; expected a JSON object with the element Statement.`);
  }
  const statements: unknown[] = [value.Statement].flat();
  statements.forEach((statement, index) => {
    const wrong = problemOf(statement);
    if (wrong)
      throw new Error(`Statement ${index + 1} of the key policy ${wrong}; got ${quote(JSON.stringify(statement))}.`);
  });
  return { ...value, Statement: statements as AwsPolicyStatement[] };
}

/** The elements that a comparison looks into (IAM user guide, "Grammar of the IAM JSON policy language"). */
function problemOf(statement: unknown): string | undefined {
  if (!isRecord(statement)) return 'is not an object';
  const { Sid, Effect, Condition } = statement;
  if (Sid !== undefined && typeof Sid !== 'string') return 'has a Sid that is not a string';
  if (Effect !== 'Allow' && Effect !== 'Deny') return 'has no Effect that is "Allow" or "Deny"';
  for (const name of ['Action', 'NotAction', 'Resource', 'NotResource']) {
    if (statement[name] !== undefined && !isStrings(statement[name]))
      return `has the element ${name}, which is not one or more strings`;
  }
  for (const name of ['Principal', 'NotPrincipal']) {
    const principal = statement[name];
    const right = principal === undefined || principal === '*' || isRecordOf(principal, isStrings);
    if (!right) return `has the element ${name}, which is neither "*" nor an object of strings`;
  }
  if (Condition !== undefined && !isRecordOf(Condition, isRecord))
    return 'has a Condition that is not an object of objects';
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRecordOf(value: unknown, isInner: (inner: unknown) => boolean): boolean {
  return isRecord(value) && Object.values(value).every(isInner);
}

function isStrings(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((inner) => typeof inner === 'string'));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${quote(text)} is not JSON; expected a key policy as aws kms get-key-policy prints it.`, {
      cause: error,
    });
  }
}
