/** What a customer managed key is: clouds, key identifiers, ids. Pure: imports nothing of ours and does no I/O. */

export { checkApiUrl, defaultApiUrl } from './api-url';
export { isSwitchedOn } from './beta-flag';
export { type Cloud, checkCloud, clouds, isCloud, kmsNames } from './cloud';
export {
  type Accessors,
  type AwsAccessor,
  type AwsAccount,
  type AwsKeyLocation,
  type AwsPolicy,
  type AwsPolicyStatement,
  type AwsPrincipal,
  type AzureAccessor,
  type AzureKeyLocation,
  type AzureRoleAssignment,
  type AzureServicePrincipal,
  awsAccessSid,
  awsAccountOfKey,
  awsGetKeyPolicyCommand,
  awsKeyPolicy,
  awsKeyPolicyHolds,
  awsKeyPolicyStatement,
  awsPartitionOf,
  awsPutKeyPolicyCommand,
  awsRootSid,
  awsRootStatement,
  azureConfirmation,
  azureCreateRoleAssignmentCommand,
  azureCreateServicePrincipalCommand,
  azureCryptoRole,
  azureKeyScope,
  azureRoleAssignment,
  azureServicePrincipal,
  checkAccessor,
  checkAccessorForKey,
  checkAccessors,
  checkAwsKeyPolicy,
  checkOciTenancy,
  formatAwsPolicy,
  formatShellCommand,
  type GcpAccessor,
  type GcpGrantOptions,
  type GcpIamMember,
  type GcpKeyKind,
  type GcpKeyLocation,
  gcpAddIamPolicyBindingCommand,
  gcpIamMember,
  gcpMember,
  gcpRoles,
  mergeAwsKeyPolicy,
  type OciAccessor,
  type OciPolicy,
  type OciPolicyOptions,
  type OciStatementOptions,
  ociCreatePolicyCommand,
  ociPolicy,
  ociPolicyStatements,
  offeredClouds,
  parseAwsPolicy,
  requireAccessor,
} from './grants';
export { AIVEN_MANAGED_CMK_ID, checkCmkId, isCmkId, normalizeCmkId, sameCmkId } from './ids/cmk-id';
export {
  type CmkImportId,
  checkCmkImportId,
  formatCmkImportId,
  formatServiceImportId,
  parseCmkImportId,
  parseServiceImportId,
  type ServiceImportId,
} from './ids/import-id';
export type { AwsKey } from './keys/aws-key';
export type { AzureKey } from './keys/azure-key';
export type { GcpKey } from './keys/gcp-key';
export {
  checkKeyReference,
  cloudOf,
  describeKeyReference,
  type KeyReference,
  keyReferenceForms,
  longestKeyReference,
  parseKeyReference,
} from './keys/key-reference';
export type { OciKey } from './keys/oci-key';
export { checkProject, checkServiceName } from './names';
export { checkMaintenanceDay, checkMaintenanceTime, checkServicePlan } from './services/service-settings';
