/** What a cloud must allow so that Aiven can use a key there: what to write into policies, and the commands that do it. */

import {
  type Accessors,
  awsAccountOfKey,
  awsGetKeyPolicyCommand,
  awsKeyPolicy,
  awsKeyPolicyStatement,
  awsPutKeyPolicyCommand,
  azureConfirmation,
  azureCreateRoleAssignmentCommand,
  azureCreateServicePrincipalCommand,
  azureRoleAssignment,
  azureServicePrincipal,
  type Cloud,
  checkAwsKeyPolicy,
  type GcpKeyKind,
  gcpAddIamPolicyBindingCommand,
  gcpIamMember,
  mergeAwsKeyPolicy,
  ociCreatePolicyCommand,
  ociPolicyStatements,
  parseKeyReference,
  requireAccessor,
} from '../../aiven';
import { CliError } from '../errors/cli-error';

/** What is known beside the cloud; the more, the more complete the grant. */
export interface GrantOptions {
  /** The key's name in its KMS, right for the cloud. */
  resource?: string;
  /** AWS: text of the policy that the key has now. */
  policy?: string;
  /** Google Cloud. @default symmetric */
  keyKind?: GcpKeyKind;
  /** OCI: OCID of the customer's tenancy. */
  tenancy?: string;
  /** Azure: the key, or its vault, as a resource of Azure Resource Manager. */
  scope?: string;
  /** Azure: object id of Aiven's service principal in the customer's tenant. */
  principalId?: string;
}

/** What to grant. */
export interface Grant {
  /** What it is, in a few words. */
  title: string;
  /** In the cloud's own form. */
  grant: unknown;
  commands: string[][];
  notes: string[];
}

/** @throws Error with one sentence when Aiven offers no accessor for the cloud, or an option cannot be right */
export function grantFor(cloud: Cloud, accessors: Accessors, options: GrantOptions): Grant {
  return makers[cloud](accessors, options);
}

const makers: Readonly<Record<Cloud, (accessors: Accessors, options: GrantOptions) => Grant>> = {
  aws(accessors, { resource, policy }) {
    const accessor = requireAccessor(accessors, 'aws');
    if (resource === undefined) {
      return {
        title: "Statement for the key's policy",
        grant: awsKeyPolicyStatement(accessor),
        commands: [],
        notes: ["Give --resource for the whole policy and the commands, and --policy to merge it into the key's own."],
      };
    }
    const account = awsAccountOfKey(resource);
    const whole =
      policy === undefined
        ? awsKeyPolicy(accessor, account)
        : mergeAwsKeyPolicy(policy, [awsKeyPolicyStatement(accessor)]);
    const problem = checkAwsKeyPolicy(whole);
    if (problem !== undefined) throw new CliError(problem);
    const key = { keyId: resource };
    const put = awsPutKeyPolicyCommand(key, whole);
    return {
      title:
        policy === undefined ? 'Policy of a key that needs no other statements' : 'The policy, with what was missing',
      grant: whole,
      commands: policy === undefined ? [awsGetKeyPolicyCommand(key), put] : [put],
      notes:
        policy === undefined
          ? ['put-key-policy replaces the whole policy: for a key that has one, give it with --policy to merge it.']
          : [],
    };
  },
  azure(accessors, { scope, principalId }) {
    const accessor = requireAccessor(accessors, 'azure');
    const placeholder = '<object id of the service principal>';
    return {
      title: "Service principal of Aiven's application in your tenant, and its role on the key",
      grant: {
        servicePrincipal: azureServicePrincipal(accessor),
        roleAssignment: azureRoleAssignment({ principalId: principalId ?? placeholder, scope: scope ?? '<scope>' }),
      },
      commands: [
        azureCreateServicePrincipalCommand(accessor),
        ...(scope === undefined ? [] : [azureCreateRoleAssignmentCommand(accessor, { scope, principalId })]),
      ],
      notes: [
        azureConfirmation,
        ...(scope === undefined ? ['Give --scope for the command that assigns the role.'] : []),
      ],
    };
  },
  gcp(accessors, { resource, keyKind }) {
    const accessor = requireAccessor(accessors, 'gcp');
    const key = resource === undefined ? undefined : parseKeyReference(resource);
    return {
      title: "Member and role for the key's IAM policy",
      grant: gcpIamMember(accessor, { keyKind }),
      commands: key?.cloud === 'gcp' ? [gcpAddIamPolicyBindingCommand(accessor, key, { keyKind })] : [],
      notes: key === undefined ? ['Give --resource for the command.'] : [],
    };
  },
  oci(accessors, { resource, tenancy }) {
    const accessor = requireAccessor(accessors, 'oci');
    return {
      title: 'Statements of a policy in the root compartment of your tenancy',
      grant: ociPolicyStatements(accessor, { keyId: resource }),
      commands:
        tenancy === undefined ? [] : [ociCreatePolicyCommand(accessor, { tenancyId: tenancy, keyId: resource })],
      notes: [
        ...(resource === undefined ? ['Without --resource every key of the tenancy is meant.'] : []),
        ...(tenancy === undefined ? ['Give --tenancy for the command.'] : []),
      ],
    };
  },
};
