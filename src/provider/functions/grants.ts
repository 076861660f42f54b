/** Functions for the grants that Aiven needs in Azure, Google Cloud and OCI. */

import {
  azureRoleOfKey,
  checkGcpGroup,
  checkGcpRole,
  checkKeyReference,
  checkOciAccessTenant,
  checkOciGroup,
  type GcpRole,
  gcpIamMember,
  ociPolicyStatements,
  parseKeyReference,
} from '../../aiven';
import { ArgumentError, defineFunction } from '../../plugin';

export const gcpIamMemberFunction = defineFunction({
  name: 'gcp_iam_member',
  summary: 'The member and the role that let Aiven use a key in Google Cloud KMS.',
  description:
    "Returns an object with the attributes `member` and `role`, for `google_kms_crypto_key_iam_member`. Aiven's documentation names two roles, see docs/grants.md; without a role, it is `roles/cloudkms.cryptoKeyEncrypterDecrypter`.",
  parameters: [
    {
      name: 'access_group',
      type: 'string',
      description: "Email address of Aiven's group: `access_group` of the data source `aiven_cmk_accessor_gcp`.",
      validators: [checkGcpGroup],
    },
  ],
  variadic: {
    name: 'role',
    type: 'string',
    description: 'At most one role: `roles/cloudkms.cryptoKeyEncrypterDecrypter` or `roles/cloudkms.cryptoOperator`.',
    validators: [checkGcpRole],
  },
  returns: ['object', { member: 'string', role: 'string' }],
  run(accessGroup, ...roles) {
    if (roles.length > 1) throw new ArgumentError(`Expected at most one role, got ${roles.length}.`, 2);
    return { ...gcpIamMember({ accessGroup }, { role: roles[0] as GcpRole | undefined }) };
  },
});

export const ociPolicyStatementsFunction = defineFunction({
  name: 'oci_policy_statements',
  summary: 'The policy statements that let Aiven use keys in OCI Vault.',
  description:
    'Returns the statements for `statements` of an `oci_identity_policy` in the root compartment of your tenancy. Without a key, they admit Aiven to every key of the tenancy; with keys, there is one statement for each of them.',
  parameters: [
    {
      name: 'access_group',
      type: 'string',
      description: "OCID of Aiven's group: `access_group` of the data source `aiven_cmk_accessor_oci`.",
      validators: [checkOciGroup],
    },
    {
      name: 'access_tenant',
      type: 'string',
      description: "OCID of Aiven's tenancy: `access_tenant` of the data source `aiven_cmk_accessor_oci`.",
      validators: [checkOciAccessTenant],
    },
  ],
  variadic: {
    name: 'key_ocid',
    type: 'string',
    description: 'OCIDs of the only keys that Aiven may use.',
    validators: [(text: string) => checkKeyReference('oci', text)],
  },
  returns: ['list', 'string'],
  run(accessGroup, accessTenant, ...keyIds) {
    const accessor = { accessGroup, accessTenant };
    const statements = ociPolicyStatements(accessor);
    if (keyIds.length === 0) return statements;
    // The statements before the last one define the names that it uses.
    const definitions = statements.slice(0, -1);
    return [...definitions, ...keyIds.flatMap((keyId) => ociPolicyStatements(accessor, { keyId }).slice(-1))];
  },
});

export const azureRoleFunction = defineFunction({
  name: 'azure_role',
  summary: 'The Azure role that lets Aiven use a key.',
  description:
    'Returns the name of the built-in role: one for keys in a key vault, for `role_definition_name` of `azurerm_role_assignment`, and one for keys in a managed HSM.',
  parameters: [
    {
      name: 'key_url',
      type: 'string',
      description: 'Key reference, `https://<vault>.vault.azure.net/keys/<key>`, with or without a version.',
      validators: [(text: string) => checkKeyReference('azure', text)],
    },
  ],
  returns: 'string',
  run(keyUrl) {
    const key = parseKeyReference(keyUrl);
    return key.cloud === 'azure' ? azureRoleOfKey(key) : null;
  },
});
