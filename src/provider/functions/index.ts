/** The provider's functions: Aiven's IDs, key references and grants in Terraform's language. They need no API and no configuration. */

import { awsKeyPolicyFunction, awsKeyPolicyStatementFunction, mergeKeyPolicyFunction } from './aws-policies';
import { azureRoleFunction, gcpIamMemberFunction, ociPolicyStatementsFunction } from './grants';
import { cmkImportIdFunction, parseCmkImportIdFunction } from './import-ids';
import { parseKeyFunction } from './keys';

export const providerFunctions = [
  parseCmkImportIdFunction,
  cmkImportIdFunction,
  parseKeyFunction,
  awsKeyPolicyStatementFunction,
  awsKeyPolicyFunction,
  mergeKeyPolicyFunction,
  gcpIamMemberFunction,
  ociPolicyStatementsFunction,
  azureRoleFunction,
];
