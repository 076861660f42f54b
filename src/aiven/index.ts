/** What Aiven's BYOK is, as pure values: clouds, KMS keys, IDs, service types and grants. No I/O. */

export { checkApiUrl, defaultApiUrl } from './api-url';
export { isSwitchedOn } from './beta-flag';
export { type Cloud, checkCloud, clouds, isCloud, kmsNames } from './cloud';
export { type Accessors, offeredClouds, requireAccessor, toAccessors } from './grants/accessors';
export {
  type AwsAccount,
  type AwsActionSet,
  type AwsGrantOptions,
  type AwsPolicy,
  type AwsPolicyStatement,
  awsAccountOfKey,
  awsContradiction,
  awsGetKeyPolicyCommand,
  awsKeyPolicy,
  awsKeyPolicyStatement,
  awsPutKeyPolicyCommand,
  checkAwsKeyPolicy,
  formatAwsPolicy,
} from './grants/aws';
export { mergeAwsKeyPolicy } from './grants/aws-merge';
export { parseAwsPolicy } from './grants/aws-parse';
export {
  type AzureKeyLocation,
  type AzureRole,
  type AzureRoleAssignment,
  type AzureServicePrincipal,
  azureCreateHsmRoleAssignmentCommand,
  azureCreateRoleAssignmentCommand,
  azureCreateServicePrincipalCommand,
  azureHsmRole,
  azureKeyScope,
  azureRoleAssignment,
  azureRoleNote,
  azureRoleOfKey,
  azureRoles,
  azureServicePrincipal,
  checkAzurePrincipalId,
  checkAzureRole,
  checkAzureScope,
  checkAzureScopeOfKey,
} from './grants/azure';
export { checkAccessor, checkAccessorForKey } from './grants/check-accessors';
export {
  checkGcpRole,
  type GcpIamMember,
  type GcpKeyKind,
  type GcpRole,
  gcpAddIamPolicyBindingCommand,
  gcpContradiction,
  gcpCreateKeyCommand,
  gcpIamMember,
  gcpMember,
  gcpRoles,
} from './grants/gcp';
export {
  checkOciTenancy,
  type OciPolicy,
  type OciPolicyOptions,
  type OciQuotes,
  type OciStatementOptions,
  ociContradiction,
  ociCreatePolicyCommand,
  ociPolicy,
  ociPolicyStatements,
} from './grants/oci';
export {
  checkAwsAccountId,
  checkAwsPrincipal,
  checkGcpGroup,
  checkOciAccessTenant,
  checkOciGroup,
} from './grants/principals';
export { formatShellCommand } from './grants/shell';
export { bindingLabel } from './ids/binding-label';
export { AIVEN_MANAGED_CMK_ID, checkCmkId, isCmkId, normalizeCmkId, sameCmkId } from './ids/cmk-id';
export {
  type CmkImportId,
  formatCmkImportId,
  formatServiceImportId,
  parseCmkImportId,
  parseServiceImportId,
} from './ids/import-id';
export { keepKmsKey, keepUnusedKmsKey, keepUnusedKmsKeys } from './keys/keep-kms-key';
export { checkKeyFitsCloud } from './keys/key-fits-cloud';
export { type KeyParts, parseKeyParts } from './keys/key-parts';
export { checkKeyReference, cloudOf, type KeyReference, parseKeyReference } from './keys/key-reference';
export { checkProject, checkServiceName } from './names';
export { mergedAwsKeyPolicy } from './preflight/aws/merged';
export { judgeAwsKeyPolicy } from './preflight/aws/policy';
export { isReadOnly, type ReadStep, readSteps } from './preflight/commands';
export {
  checkOneOfEachKind,
  cloudOfDocument,
  type DocumentKind,
  documentCommands,
  type PreflightDocument,
  readDocument,
} from './preflight/documents';
export type { PreflightFinding, Severity } from './preflight/finding';
export { checkOciEndpoint } from './preflight/oci/key';
export { judgeKey } from './preflight/preflight';
export { checkPinnedVersion, cloudOfReference, isAwsAlias, judgeReference } from './preflight/reference';
export { providerDataSourceTypes, providerResourceTypes } from './provider-types';
export { firstKeyLimit } from './services/first-key';
export { isSecretSetting } from './services/secret-settings';
export { checkMaintenanceDay, checkMaintenanceTime, checkServicePlan } from './services/service-settings';
export { isServiceType, ServiceType, serviceTypes } from './services/service-types';
