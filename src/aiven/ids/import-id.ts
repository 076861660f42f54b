/** The ids by which Terraform imports: PROJECT/CMK_ID and PROJECT/SERVICE_NAME. The same pair of functions makes and reads them. */

import { quote } from '../../support/quote';
import { checkProject, checkServiceName } from '../names';
import { checkCmkId, normalizeCmkId } from './cmk-id';

export interface CmkImportId {
  project: string;
  /** In lower case. */
  cmkId: string;
}

export interface ServiceImportId {
  project: string;
  serviceName: string;
}

/** The import id of a key, which is also the Terraform `id` of `aiven_cmk`. */
export function formatCmkImportId({ project, cmkId }: CmkImportId): string {
  return `${project}/${normalizeCmkId(cmkId)}`;
}

/**
 * Takes PROJECT/CMK_ID apart.
 * @throws Error with one sentence when it is not exactly two non-empty parts, the second a UUID.
 */
export function parseCmkImportId(text: string): CmkImportId {
  const [project, cmkId] = twoParts(text, 'PROJECT/CMK_ID', 'a key');
  const problem = checkProject(project) ?? checkCmkId(cmkId);
  if (problem !== undefined) throw new Error(explain(text, 'PROJECT/CMK_ID', 'a key', problem));
  return { project, cmkId: normalizeCmkId(cmkId) };
}

/** One sentence about what is wrong with a key's import id, or undefined. */
export function checkCmkImportId(text: string): string | undefined {
  return messageOf(() => parseCmkImportId(text));
}

/** The import id of a service, which is also its Terraform `id`. */
export function formatServiceImportId({ project, serviceName }: ServiceImportId): string {
  return `${project}/${serviceName}`;
}

/**
 * Takes PROJECT/SERVICE_NAME apart.
 * @throws Error with one sentence when it is not exactly two non-empty parts that can be names.
 */
export function parseServiceImportId(text: string): ServiceImportId {
  const [project, serviceName] = twoParts(text, 'PROJECT/SERVICE_NAME', 'a service');
  const problem = checkProject(project) ?? checkServiceName(serviceName);
  if (problem !== undefined) throw new Error(explain(text, 'PROJECT/SERVICE_NAME', 'a service', problem));
  return { project, serviceName };
}

function twoParts(text: string, form: string, what: string): [string, string] {
  const parts = text.split('/');
  const [first, second] = parts;
  if (parts.length !== 2 || !first || !second) {
    throw new Error(explain(text, form, what, 'It must be exactly two parts with one slash between them.'));
  }
  return [first, second];
}

function explain(text: string, form: string, what: string, problem: string): string {
  return `${quote(text)} is not the import id of ${what}; expected ${form}. ${problem}`;
}

function messageOf(parse: () => unknown): string | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
