/** Validates options and seeds with valibot, and describes each problem in one sentence. */

import * as v from 'valibot';
import { isObject, type JsonObject } from '../input';

type Issue = v.BaseIssue<unknown>;

/** How many problems a message lists. */
const maxProblems = 5;
const maxValueLength = 160;

/** The message of a schema: what is allowed, and the value. */
export const mustBe = (allowed: string) => (issue: Issue) => `must be ${allowed}, got ${formatValue(issue.input)}`;

/** Like `mustBe`, for a value that must not be printed. */
export const secretMustBe = (allowed: string) => () => `must be ${allowed}`;

/** JSON, except for numbers such as NaN, which JSON prints as null. */
function formatValue(value: unknown): string {
  const shown = typeof value === 'number' ? `${value}` : (JSON.stringify(value) ?? `a value of type ${typeof value}`);
  return shown.length > maxValueLength ? `${shown.slice(0, maxValueLength)}…` : shown;
}

export const text = (allowed = 'a non-empty string') => {
  const message = mustBe(allowed);
  return v.pipe(v.string(message), v.minLength(1, message));
};

export const flag = () => v.boolean(mustBe('true or false'));

export const list = <S extends v.GenericSchema>(item: S) => v.array(item, mustBe('an array'));

const quoted = (values: readonly (string | number)[]) => values.map((value) => JSON.stringify(value)).join(', ');

export const oneOf = <const T extends readonly (string | number)[]>(values: T) =>
  v.picklist(values, mustBe(`one of ${quoted(values)}`));

/** An object without fields other than `entries`: a misspelled optional field would have no effect and no message. */
export function object<const E extends v.ObjectEntries>(
  entries: E,
  notAnObject: (issue: Issue) => string = mustBe('an object'),
) {
  const fields = v.strictObject(entries, ({ expected }) =>
    expected === 'never' ? `is unknown, expected one of ${quoted(Object.keys(entries))}` : 'is required',
  );
  // Valibot alone accepts an array as an object.
  return v.pipe(v.custom<JsonObject>(isObject, notAnObject), fields);
}

/**
 * Returns the validated input.
 * @param root How messages name the input itself, such as "seed".
 * @throws Error that lists the first problems, each with its path, for example
 *   `seed.projects[0].byok must be true or false, got "no"`.
 */
export function validate<T>(schema: v.GenericSchema<unknown, T>, input: unknown, root: string): T {
  const { success, output, issues = [] } = v.safeParse(schema, input);
  if (success) return output;
  const problems = issues.slice(0, maxProblems).map((issue) => `${formatPath(issue, root)} ${issue.message}`);
  const hidden = issues.length - problems.length;
  throw new Error([...problems, ...(hidden > 0 ? [`and ${hidden} more problems`] : [])].join('; '));
}

function formatPath({ path }: Issue, root: string): string {
  return (path ?? []).reduce((parent, { key }) => parent + (typeof key === 'number' ? `[${key}]` : `.${key}`), root);
}
