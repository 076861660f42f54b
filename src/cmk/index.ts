/** What a customer managed key is: clouds, key identifiers, ids. Pure: imports nothing of ours and does no I/O. */

export type { AwsKey } from './aws-key';
export type { AzureKey } from './azure-key';
export { type Cloud, checkCloud, clouds, isCloud, kmsNames } from './cloud';
export { AIVEN_MANAGED_CMK_ID, checkCmkId, isCmkId, normalizeCmkId, sameCmkId } from './cmk-id';
export type { GcpKey } from './gcp-key';
export {
  type CmkImportId,
  checkCmkImportId,
  formatCmkImportId,
  formatServiceImportId,
  parseCmkImportId,
  parseServiceImportId,
  type ServiceImportId,
} from './import-id';
export {
  checkKeyReference,
  cloudOf,
  describeKeyReference,
  type KeyReference,
  keyReferenceForms,
  longestKeyReference,
  parseKeyReference,
} from './key-reference';
export { checkProject, checkServiceName } from './names';
export type { OciKey } from './oci-key';
