/** Aiven's names for projects and services. Forms: Aiven's OpenAPI, as its Terraform provider checks them. */

import { quote } from '../support/quote';

const longestProject = 63;
const longestService = 64;

/** One sentence about what is wrong with a project's name, or undefined. */
export function checkProject(text: string): string | undefined {
  if (/^[A-Za-z0-9_-]+$/.test(text) && text.length <= longestProject) return undefined;
  const form = `1 to ${longestProject} letters, digits, hyphens and underscores`;
  return `${quote(text)} is not the name of an Aiven project; expected ${form}.`;
}

/** One sentence about what is wrong with a service's name, or undefined. */
export function checkServiceName(text: string): string | undefined {
  if (/^[a-z][a-z0-9-]*$/.test(text) && text.length <= longestService) return undefined;
  const form = `a lower-case letter, then lower-case letters, digits and hyphens, at most ${longestService} in all`;
  return `${quote(text)} is not the name of an Aiven service; expected ${form}.`;
}
