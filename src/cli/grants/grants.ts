/** The access that Aiven needs to a key, per cloud: policy text, and the commands that grant it. */

import {
  type Accessors,
  type AwsActionSet,
  type AwsPolicy,
  type AzureRole,
  awsAccountOfKey,
  awsContradiction,
  awsGetKeyPolicyCommand,
  awsKeyPolicy,
  awsKeyPolicyStatement,
  awsPutKeyPolicyCommand,
  azureCreateHsmRoleAssignmentCommand,
  azureCreateRoleAssignmentCommand,
  azureCreateServicePrincipalCommand,
  azureHsmRole,
  azureRoleAssignment,
  azureRoleNote,
  azureServicePrincipal,
  type Cloud,
  checkAwsKeyPolicy,
  formatShellCommand,
  type GcpKeyKind,
  type GcpRole,
  gcpAddIamPolicyBindingCommand,
  gcpContradiction,
  gcpCreateKeyCommand,
  gcpIamMember,
  judgeAwsKeyPolicy,
  type KeyReference,
  mergeAwsKeyPolicy,
  type OciQuotes,
  ociContradiction,
  ociCreatePolicyCommand,
  ociPolicyStatements,
  parseKeyReference,
  requireAccessor,
} from '../../aiven';
import { CliError } from '../errors/cli-error';

/** What is known about the key. The more is known, the more complete the grant. */
export interface GrantOptions {
  /** Key reference, valid for the cloud. */
  resource?: string;
  /** Whether the key is new: AWS prints a whole policy, Google Cloud the command that creates the key. */
  newKey?: boolean;
  /** AWS: the current policy of the key. */
  policy?: AwsPolicy;
  /** AWS. @default minimal */
  actions?: AwsActionSet;
  /** Google Cloud: kind of the new key. @default asymmetric */
  keyKind?: GcpKeyKind;
  /** Google Cloud and Azure, valid for the cloud. */
  role?: string;
  /** OCI: OCID of the user's tenancy. */
  tenancy?: string;
  /** OCI. @default double */
  quotes?: OciQuotes;
  /** Azure: Resource Manager ID of the key or its vault. */
  scope?: string;
  /** Azure: object ID of Aiven's service principal in the user's tenant. */
  principalId?: string;
  /** Azure: the key is in a managed HSM. */
  managedHsm?: boolean;
  /** Options for another run of this command, to reach the same project. */
  again?: readonly string[];
}

/** A command of a shell script. */
export interface GrantCommand {
  /** Program first. */
  words: string[];
  /** A new file for what the command prints. */
  output?: string;
}

/** The access to grant. */
export interface Grant {
  /** What `grant` is, in a few words. */
  title: string;
  /** In the cloud's format. */
  grant: unknown;
  commands: GrantCommand[];
  notes: string[];
}

/** Aiven documents it for every cloud. */
const reachable = 'The KMS must be reachable from the public internet.';

/** @throws Error if Aiven does not offer the cloud to the project, or an option is invalid */
export function grantFor(cloud: Cloud, accessors: Accessors, options: GrantOptions): Grant {
  const key = options.resource === undefined ? undefined : parseKeyReference(options.resource);
  const grant = makers[cloud](accessors, options, key);
  return { ...grant, notes: [...grant.notes, reachable] };
}

type Maker = (accessors: Accessors, options: GrantOptions, key: KeyReference | undefined) => Grant;

const makers: Readonly<Record<Cloud, Maker>> = {
  aws(accessors, options) {
    const { resource, policy, newKey, actions } = options;
    const accessor = requireAccessor(accessors, 'aws');
    const statement = awsKeyPolicyStatement(accessor, { actions });
    const add = { title: 'Statement to add to the key policy', grant: statement };
    if (resource === undefined) {
      const next = 'Pass --resource to get the commands that add it to the policy of your key.';
      return { ...add, commands: [], notes: [awsContradiction, next] };
    }
    const key = { keyId: resource };
    if (policy === undefined && !newKey) {
      const file = `key-policy-${resource.split('/').at(-1)}.json`;
      const again = ['aiven-byok', 'grants', '--provider=aws', `--resource=${resource}`, `--policy=${file}`];
      if (actions !== undefined) again.push(`--actions=${actions}`);
      return {
        ...add,
        commands: [
          { words: awsGetKeyPolicyCommand(key), output: file },
          { words: [...again, ...(options.again ?? [])] },
        ],
        notes: [
          awsContradiction,
          'The first command saves the current policy. The second adds the statement to it and prints the put-key-policy command. Check that policy before you run the command: it replaces the whole policy of the key.',
        ],
      };
    }
    const whole =
      policy === undefined
        ? awsKeyPolicy(accessor, awsAccountOfKey(resource), { actions })
        : mergeAwsKeyPolicy(policy, [statement]);
    const problem = checkAwsKeyPolicy(whole);
    if (problem !== undefined) throw new CliError(problem);
    const replaces =
      policy === undefined
        ? 'put-key-policy replaces the whole policy: use this one only for a key that needs no other statements.'
        : 'put-key-policy replaces the whole policy. A change made after you saved the current policy would be lost.';
    const findings = judgeAwsKeyPolicy(whole, { roleArn: accessor.principal, keyArn: resource, again: options.again });
    return {
      title: policy === undefined ? 'Policy for a new key' : 'The current policy with the grant',
      grant: whole,
      commands: [{ words: awsPutKeyPolicyCommand(key, whole) }],
      notes: [...findings.map(({ message }) => message), replaces, awsContradiction],
    };
  },

  azure(accessors, { scope, principalId, role, managedHsm }, key) {
    const accessor = requireAccessor(accessors, 'azure');
    const create = { words: azureCreateServicePrincipalCommand(accessor) };
    const servicePrincipal = azureServicePrincipal(accessor);
    const title = "Service principal of Aiven's application in your tenant, and its role assignment";
    const inVault = key?.cloud === 'azure' ? key : undefined;
    if (managedHsm || inVault?.managedHsm) {
      const hsm = inVault && { hsm: inVault.vault, key: inVault.key, principalId };
      return {
        title,
        grant: { servicePrincipal, role: azureHsmRole, scope: `/keys/${inVault?.key ?? '<key>'}` },
        commands: [create, ...(hsm ? [{ words: azureCreateHsmRoleAssignmentCommand(accessor, hsm) }] : [])],
        notes: hsm ? [] : ['Pass --resource to get the command that assigns the role.'],
      };
    }
    const chosen = { role: role as AzureRole | undefined };
    const assignment = {
      principalId: principalId ?? '<object ID of the service principal>',
      scope: scope ?? '<scope>',
    };
    return {
      title,
      grant: { servicePrincipal, roleAssignment: azureRoleAssignment({ ...assignment, ...chosen }) },
      commands: [
        create,
        ...(scope === undefined
          ? []
          : [{ words: azureCreateRoleAssignmentCommand(accessor, { scope, principalId, ...chosen }) }]),
      ],
      notes: [azureRoleNote, ...(scope === undefined ? [scopeHint(inVault)] : [])],
    };
  },

  gcp(accessors, { keyKind, role, newKey }, key) {
    const accessor = requireAccessor(accessors, 'gcp');
    const chosen = { role: role as GcpRole | undefined };
    const location = key?.cloud === 'gcp' ? key : undefined;
    const bind = location && { words: gcpAddIamPolicyBindingCommand(accessor, location, chosen) };
    const create = location && newKey && { words: gcpCreateKeyCommand(location, { keyKind }) };
    return {
      title: 'Member and role for the IAM policy of the key',
      grant: gcpIamMember(accessor, chosen),
      commands: [create, bind].filter((command) => typeof command === 'object'),
      notes: [gcpContradiction, ...(key === undefined ? ['Pass --resource to get the command.'] : [])],
    };
  },

  oci(accessors, { resource, tenancy, quotes }) {
    const accessor = requireAccessor(accessors, 'oci');
    const statement = { keyId: resource, quotes };
    const command =
      tenancy === undefined ? [] : [{ words: ociCreatePolicyCommand(accessor, { tenancyId: tenancy, ...statement }) }];
    return {
      title: 'Statements for a policy in the root compartment of your tenancy',
      grant: ociPolicyStatements(accessor, statement),
      commands: command,
      notes: [
        resource === undefined
          ? 'Without --resource, the statements cover every key in the tenancy.'
          : ociContradiction,
        ...(tenancy === undefined ? ['Pass --tenancy to get the command.'] : []),
      ],
    };
  },
};

function scopeHint(key: { vault: string; key: string } | undefined): string {
  const next = 'Pass --scope to get the command that assigns the role.';
  if (key === undefined) return next;
  const show = formatShellCommand(['az', 'keyvault', 'show', `--name=${key.vault}`, '--query=id', '--output=tsv']);
  return `${next} It is the output of "${show}", followed by "/keys/${key.key}".`;
}
