/** What must be granted in the cloud before Aiven can use a key: the words that a refused access check ends with. */

import {
  type Accessors,
  awsKeyPolicyStatement,
  azureConfirmation,
  azureCreateServicePrincipalCommand,
  azureCryptoRole,
  type Cloud,
  checkAccessor,
  checkAccessorForKey,
  formatShellCommand,
  gcpAddIamPolicyBindingCommand,
  gcpIamMember,
  gcpRoles,
  type KeyReference,
  kmsNames,
  ociPolicyStatements,
  offeredClouds,
  parseKeyReference,
} from '../../aiven';

/**
 * In words and code, the grant for this key. Lines that are to be copied are indented, so that Terraform leaves them as they are.
 * Whatever is odd about the accessors or the key is said first.
 */
export function describeMissingGrant(accessors: Accessors, cloud: Cloud, keyReference: string): string {
  const key = keyOrNull(keyReference);
  const odd = [...checkAccessor(accessors, cloud), key === null ? undefined : checkAccessorForKey(accessors, key)];
  return [...odd, grants[cloud](accessors, keyReference, key) ?? noAccessor(accessors, cloud)]
    .filter((text) => text !== undefined)
    .join('\n\n');
}

type Grant = (accessors: Accessors, keyReference: string, key: KeyReference | null) => string | undefined;

const grants: Readonly<Record<Cloud, Grant>> = {
  aws: ({ aws }) =>
    aws &&
    `The policy of the key must hold this statement, beside those that it has:\n${indented(JSON.stringify(awsKeyPolicyStatement(aws), null, 2))}`,

  azure: ({ azure }) =>
    azure &&
    `Aiven's application ${azure.appId} must have a service principal in your tenant, which this command makes:\n${indented(formatShellCommand(azureCreateServicePrincipalCommand(azure)))}\n\nThat service principal must have the role "${azureCryptoRole.name}" on the key. ${azureConfirmation}`,

  gcp({ gcp }, keyReference, key) {
    if (gcp === undefined) return undefined;
    const { member, role } = gcpIamMember(gcp);
    const command =
      key?.cloud === 'gcp' ? `\n${indented(formatShellCommand(gcpAddIamPolicyBindingCommand(gcp, key)))}` : '';
    return `${member} must have the role ${role} on ${keyReference} (${gcpRoles.asymmetric} where it is an asymmetric key):${command}`;
  },

  oci: ({ oci }, keyReference) =>
    oci &&
    `A policy in the root compartment of your tenancy must hold these statements, all three in this order:\n${indented(ociPolicyStatements(oci, { keyId: keyReference }).join('\n'))}`,
};

function noAccessor(accessors: Accessors, cloud: Cloud): string {
  const offered = offeredClouds(accessors).join(', ') || 'none at all';
  return `Aiven offers this project no accessor for ${cloud}, so there is nothing to grant in ${kmsNames[cloud]}; it offers ${offered}.`;
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
