/** What each cloud must allow so that Aiven can use a key: values and commands made from the accessors. Pure; imports nothing but `cmk`. */

export {
  type Accessors,
  type AwsAccessor,
  type AzureAccessor,
  type GcpAccessor,
  type OciAccessor,
  offeredClouds,
  requireAccessor,
} from './accessors';
export {
  type AwsAccount,
  type AwsKeyLocation,
  type AwsPolicy,
  type AwsPolicyStatement,
  type AwsPrincipal,
  awsAccessSid,
  awsAccountOfKey,
  awsGetKeyPolicyCommand,
  awsKeyPolicy,
  awsKeyPolicyStatement,
  awsPartitionOf,
  awsPutKeyPolicyCommand,
  awsRootSid,
  awsRootStatement,
  checkAwsKeyPolicy,
  formatAwsPolicy,
} from './aws';
export { awsKeyPolicyHolds, mergeAwsKeyPolicy } from './aws-merge';
export { parseAwsPolicy } from './aws-parse';
export {
  type AzureKeyLocation,
  type AzureRoleAssignment,
  type AzureServicePrincipal,
  azureConfirmation,
  azureCreateRoleAssignmentCommand,
  azureCreateServicePrincipalCommand,
  azureCryptoRole,
  azureKeyScope,
  azureRoleAssignment,
  azureServicePrincipal,
} from './azure';
export { checkAccessor, checkAccessorForKey, checkAccessors } from './check-accessors';
export {
  type GcpGrantOptions,
  type GcpIamMember,
  type GcpKeyKind,
  type GcpKeyLocation,
  gcpAddIamPolicyBindingCommand,
  gcpIamMember,
  gcpMember,
  gcpRoles,
} from './gcp';
export {
  checkOciTenancy,
  type OciPolicy,
  type OciPolicyOptions,
  type OciStatementOptions,
  ociCreatePolicyCommand,
  ociPolicy,
  ociPolicyStatements,
} from './oci';
export { formatShellCommand } from './shell';
