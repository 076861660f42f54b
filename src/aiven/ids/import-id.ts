/** Terraform import IDs: PROJECT/CMK_ID and PROJECT/SERVICE_NAME. */

import { quote } from '../../support/quote';
import { checkProject, checkServiceName } from '../names';
import { checkCmkId, normalizeCmkId } from './cmk-id';

export interface CmkImportId {
  /** The name of the Aiven project. */
  project: string;
  /** The CMK ID, in lower case. */
  cmkId: string;
}

export interface ServiceImportId {
  project: string;
  serviceName: string;
}

/** Formats the import ID of a key, which is also the Terraform `id` of `aiven_cmk`. */
export function formatCmkImportId({ project, cmkId }: CmkImportId): string {
  return `${project}/${normalizeCmkId(cmkId)}`;
}

/**
 * Parses PROJECT/CMK_ID.
 * @throws Error unless it has exactly two parts, a project name and a UUID.
 */
export function parseCmkImportId(text: string): CmkImportId {
  const [project, cmkId] = splitImportId(text, checkCmkId, 'key', 'PROJECT/CMK_ID');
  return { project, cmkId: normalizeCmkId(cmkId) };
}

/** Formats the import ID of a service, which is also its Terraform `id`. */
export function formatServiceImportId({ project, serviceName }: ServiceImportId): string {
  return `${project}/${serviceName}`;
}

/**
 * Parses PROJECT/SERVICE_NAME.
 * @throws Error unless it has exactly two parts, a project name and a service name.
 */
export function parseServiceImportId(text: string): ServiceImportId {
  const [project, serviceName] = splitImportId(text, checkServiceName, 'service', 'PROJECT/SERVICE_NAME');
  return { project, serviceName };
}

function splitImportId(
  text: string,
  checkName: (text: string) => string | undefined,
  kind: string,
  format: string,
): [string, string] {
  const [project = '', name, ...more] = text.split('/');
  const [projectPart, namePart] = format.split('/');
  const problem =
    name === undefined || more.length > 0
      ? 'It must have exactly two parts, separated by a slash.'
      : project === '' || name === ''
        ? `${project === '' ? `${projectPart}, before` : `${namePart}, after`} the slash, is empty.`
        : (checkProject(project) ?? checkName(name));
  if (problem === undefined) return [project, name ?? ''];
  throw new Error(`${quote(text)} is not the import ID of a ${kind}; expected "${format}". ${problem}`);
}
