/** Parses an existing key policy. */

import { parseUniqueJson } from '../../support/json-keys';
import { quote } from '../../support/quote';
import type { AwsPolicy, AwsPolicyStatement } from './aws';

/**
 * Parses a policy: plain JSON, or `{"Policy": "…"}` as `aws kms get-key-policy --output json` prints it.
 * A single statement becomes a list of one; nothing else is changed.
 * @throws Error when the text is not JSON, not a key policy, or has a key twice in one object: a parser may read either value.
 */
export function parseAwsPolicy(text: string): AwsPolicy {
  const value = parseJson(text);
  if (isRecord(value) && typeof value.Policy === 'string') return parseAwsPolicy(value.Policy);
  if (!isRecord(value) || value.Statement === undefined) {
    throw new Error(`${quote(text)} is not a key policy; expected a JSON object with the element "Statement".`);
  }
  const statements: unknown[] = [value.Statement].flat();
  statements.forEach((statement, index) => {
    const problem = checkStatement(statement);
    if (problem === undefined) return;
    throw new Error(`Statement ${index + 1} of the key policy ${problem}; got ${quote(JSON.stringify(statement))}.`);
  });
  return { ...value, Statement: statements as AwsPolicyStatement[] };
}

/** Checks only the elements that merging compares (IAM user guide, "Grammar of the IAM JSON policy language"). */
function checkStatement(statement: unknown): string | undefined {
  if (!isRecord(statement)) return 'is not an object';
  const { Sid, Effect, Condition } = statement;
  if (Sid !== undefined && typeof Sid !== 'string') return 'has an invalid Sid (expected a string)';
  if (Effect !== 'Allow' && Effect !== 'Deny') return 'has an invalid Effect (expected "Allow" or "Deny")';
  for (const name of ['Action', 'NotAction', 'Resource', 'NotResource']) {
    if (statement[name] !== undefined && !isStrings(statement[name])) {
      return `has an invalid ${name} (expected one or more strings)`;
    }
  }
  for (const name of ['Principal', 'NotPrincipal']) {
    const principal = statement[name];
    const isValid = principal === undefined || principal === '*' || isRecordOf(principal, isStrings);
    if (!isValid) return `has an invalid ${name} (expected "*" or an object of strings)`;
  }
  const isValid = Condition === undefined || isRecordOf(Condition, isRecord);
  return isValid ? undefined : 'has an invalid Condition (expected an object of objects)';
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
    return parseUniqueJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw new Error(`The key policy ${(error as Error).message}; keep one of them.`);
    }
    throw new Error(`${quote(text)} is not JSON; expected a key policy as "aws kms get-key-policy" prints it.`, {
      cause: error,
    });
  }
}
