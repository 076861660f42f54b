/** The access that Aiven needs to a key, per cloud: policy text, and the commands that grant it. */

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

/** What is known about the key. The more is known, the more complete the grant. */
export interface GrantOptions {
  /** Name of the key in its KMS, valid for the cloud. */
  resource?: string;
  /** AWS: the current policy of the key, as JSON text. */
  policy?: string;
  /** Google Cloud. @default symmetric */
  keyKind?: GcpKeyKind;
  /** OCI: OCID of the user's tenancy. */
  tenancy?: string;
  /** Azure: Resource Manager id of the key or its vault. */
  scope?: string;
  /** Azure: object id of Aiven's service principal in the user's tenant. */
  principalId?: string;
}

/** The access to grant. */
export interface Grant {
  /** What `grant` is, in a few words. */
  title: string;
  /** In the cloud's format. */
  grant: unknown;
  /** Commands of the cloud's CLI, word by word. */
  commands: string[][];
  notes: string[];
}

/** @throws Error if Aiven does not offer the cloud to the project, or an option is invalid */
export function grantFor(cloud: Cloud, accessors: Accessors, options: GrantOptions): Grant {
  return makers[cloud](accessors, options);
}

const makers: Readonly<Record<Cloud, (accessors: Accessors, options: GrantOptions) => Grant>> = {
  aws(accessors, { resource, policy }) {
    const accessor = requireAccessor(accessors, 'aws');
    if (resource === undefined) {
      return {
        title: 'Statement for the key policy',
        grant: awsKeyPolicyStatement(accessor),
        commands: [],
        notes: [
          'Pass --resource to get the whole policy and the commands, and --policy to merge it into the current policy.',
        ],
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
        policy === undefined ? 'Policy for a key that needs no other statements' : 'The current policy with the grant',
      grant: whole,
      commands: policy === undefined ? [awsGetKeyPolicyCommand(key), put] : [put],
      notes:
        policy === undefined
          ? ['put-key-policy replaces the whole policy. To keep the current one, pass it with --policy.']
          : [],
    };
  },
  azure(accessors, { scope, principalId }) {
    const accessor = requireAccessor(accessors, 'azure');
    const placeholder = '<object id of the service principal>';
    return {
      title: "Service principal of Aiven's application in your tenant, and its role assignment",
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
        ...(scope === undefined ? ['Pass --scope to get the command that assigns the role.'] : []),
      ],
    };
  },
  gcp(accessors, { resource, keyKind }) {
    const accessor = requireAccessor(accessors, 'gcp');
    const key = resource === undefined ? undefined : parseKeyReference(resource);
    return {
      title: 'Member and role for the IAM policy of the key',
      grant: gcpIamMember(accessor, { keyKind }),
      commands: key?.cloud === 'gcp' ? [gcpAddIamPolicyBindingCommand(accessor, key, { keyKind })] : [],
      notes: key === undefined ? ['Pass --resource to get the command.'] : [],
    };
  },
  oci(accessors, { resource, tenancy }) {
    const accessor = requireAccessor(accessors, 'oci');
    return {
      title: 'Statements for a policy in the root compartment of your tenancy',
      grant: ociPolicyStatements(accessor, { keyId: resource }),
      commands:
        tenancy === undefined ? [] : [ociCreatePolicyCommand(accessor, { tenancyId: tenancy, keyId: resource })],
      notes: [
        ...(resource === undefined ? ['Without --resource, the statements cover every key in the tenancy.'] : []),
        ...(tenancy === undefined ? ['Pass --tenancy to get the command.'] : []),
      ],
    };
  },
};
