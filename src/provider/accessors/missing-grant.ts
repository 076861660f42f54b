/** The grant that Aiven needs before it can use a KMS key, for the error of a failed access check. */

import {
  type Accessors,
  awsContradiction,
  awsKeyPolicyStatement,
  azureCreateHsmRoleAssignmentCommand,
  azureCreateServicePrincipalCommand,
  azureRoleOfKey,
  type Cloud,
  checkAccessorForKey,
  formatShellCommand,
  gcpAddIamPolicyBindingCommand,
  gcpContradiction,
  gcpIamMember,
  judgeReference,
  type KeyReference,
  kmsNames,
  ociContradiction,
  ociPolicyStatements,
  offeredClouds,
  parseKeyReference,
} from '../../aiven';

/**
 * Describes the grant for this key, with commands to copy: they are indented so that Terraform does not wrap them. Starts with
 * warnings about the accessors and the key, and ends with the command that finds other reasons.
 */
export function describeMissingGrant(
  accessors: Accessors,
  cloud: Cloud,
  keyReference: string,
  project: string,
): string {
  const key = keyOrNull(keyReference);
  const mismatch = key === null ? undefined : checkAccessorForKey(accessors, key);
  const warnings = key === null ? [] : judgeReference(keyReference).map(({ message }) => message);
  return [
    mismatch,
    ...warnings,
    grants[cloud](accessors, keyReference, key) ?? noAccessor(accessors, cloud),
    key === null ? undefined : preflight(keyReference, project),
  ]
    .filter((text) => text !== undefined)
    .join('\n\n');
}

function preflight(keyReference: string, project: string): string {
  const words = ['aiven-byok', 'preflight', '--fetch', `--resource=${keyReference}`, `--project=${project}`];
  return `If the grant exists, this command finds out what else shuts Aiven out, such as the key's state, a condition or a network rule:\n${indented(formatShellCommand(words))}`;
}

type Grant = (accessors: Accessors, keyReference: string, key: KeyReference | null) => string | undefined;

const grants: Readonly<Record<Cloud, Grant>> = {
  aws: ({ aws }) =>
    aws &&
    `Add this statement to the policy of the KMS key:\n${indented(JSON.stringify(awsKeyPolicyStatement(aws), null, 2))}\n\n${awsContradiction}`,

  azure({ azure }, _, key) {
    if (azure === undefined) return undefined;
    const create = indented(formatShellCommand(azureCreateServicePrincipalCommand(azure)));
    const first = `Aiven's application "${azure.appId}" needs a service principal in your tenant. Create it with this command:\n${create}`;
    const vaultKey = key?.cloud === 'azure' ? key : { managedHsm: false };
    const then = `Then assign the service principal the role "${azureRoleOfKey(vaultKey)}" on the KMS key`;
    if (!('vault' in vaultKey) || !vaultKey.managedHsm) return `${first}\n\n${then}.`;
    const grant = { hsm: vaultKey.vault, key: vaultKey.key };
    return `${first}\n\n${then}:\n${indented(formatShellCommand(azureCreateHsmRoleAssignmentCommand(azure, grant)))}`;
  },

  gcp({ gcp }, keyReference, key) {
    if (gcp === undefined) return undefined;
    const { member, role } = gcpIamMember(gcp);
    const command =
      key?.cloud === 'gcp' ? `:\n${indented(formatShellCommand(gcpAddIamPolicyBindingCommand(gcp, key)))}` : '.';
    return `Grant "${member}" the role "${role}" on "${keyReference}"${command}\n\n${gcpContradiction}`;
  },

  oci: ({ oci }, keyReference) =>
    oci &&
    `Create a policy in the root compartment of your tenancy with these three statements, in this order:\n${indented(ociPolicyStatements(oci, { keyId: keyReference }).join('\n'))}\n\n${ociContradiction}`,
};

function noAccessor(accessors: Accessors, cloud: Cloud): string {
  const offered = offeredClouds(accessors).join(', ') || 'none';
  return `Aiven offers this project no accessor for "${cloud}", so nothing can be granted in ${kmsNames[cloud]}. Available clouds: ${offered}.`;
}

function keyOrNull(keyReference: string): KeyReference | null {
  try {
    return parseKeyReference(keyReference);
  } catch {
    return null;
  }
}

function indented(text: string): string {
  return text.replace(/^/gm, '    ');
}
