/** Paths of the API: what a caller puts into one can never become another path. */

import { AivenError } from '../errors/errors';

/** Tag of a template: every value becomes one percent-encoded segment; empty, `.` and `..` are refused. */
export function path(literals: TemplateStringsArray, ...values: string[]): string {
  return literals.reduce((text, literal, index) => text + encodeSegment(values[index - 1] ?? '') + literal);
}

function encodeSegment(value: string): string {
  if (value === '' || value === '.' || value === '..') {
    throw new AivenError({
      kind: 'input',
      message: `${JSON.stringify(value)} cannot stand in a path of the Aiven API; expected a name or an id.`,
    });
  }
  return encodeURIComponent(value);
}
