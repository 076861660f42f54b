/** Names of projects and services. The rules are those of Aiven's OpenAPI description: docs/internals/api.md#sources. */

import { quote } from '../support/quote';

const longestProject = 63;
const longestService = 64;

/** Returns undefined for a valid project name, otherwise an error message. */
export function checkProject(text: string): string | undefined {
  if (/^[A-Za-z0-9_-]+$/.test(text) && text.length <= longestProject) return undefined;
  const allowed = `1 to ${longestProject} letters, digits, hyphens and underscores`;
  return `${quote(text)} is not a valid Aiven project name; expected ${allowed}.`;
}

/** Returns undefined for a valid service name, otherwise an error message. */
export function checkServiceName(text: string): string | undefined {
  if (/^[a-z][a-z0-9-]*$/.test(text) && text.length <= longestService) return undefined;
  const allowed = `at most ${longestService} lowercase letters, digits and hyphens, starting with a letter`;
  return `${quote(text)} is not a valid Aiven service name; expected ${allowed}.`;
}
