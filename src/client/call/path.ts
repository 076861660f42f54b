/** Paths of the API: a value in a path can never turn it into another path. */

import { AivenError } from '../errors/aiven-error';

/**
 * Template tag: percent-encodes every value as one segment.
 * @throws AivenError of kind `input` for an empty value, `.` and `..`
 */
export function path(literals: TemplateStringsArray, ...values: string[]): string {
  return literals.reduce((text, literal, index) => text + encodeSegment(values[index - 1] ?? '') + literal);
}

function encodeSegment(value: string): string {
  if (value === '' || value === '.' || value === '..') {
    throw new AivenError({
      kind: 'input',
      summary: `${JSON.stringify(value)} cannot be part of an Aiven API path; expected a name or an ID.`,
    });
  }
  return encodeURIComponent(value);
}
