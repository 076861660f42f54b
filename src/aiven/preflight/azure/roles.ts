/** Judges role assignments of Azure: the output of `az role assignment list` and `az keyvault role assignment list`. */

import { quote } from '../../../support/quote';
import type { AzureAccessor } from '../../grants/accessors';
import {
  azureCreateHsmRoleAssignmentCommand,
  azureCreateRoleAssignmentCommand,
  azureHsmRole,
  azureRoleIds,
  azureRoles,
} from '../../grants/azure';
import { option } from '../../grants/shell';
import type { AzureKey } from '../../keys/azure-key';
import { finding, type PreflightFinding } from '../finding';
import { isObject, textIn } from '../json';

/** What a built-in role means for the use of a key. */
type RoleKind = 'enough' | 'excess' | 'useless';

/** Built-in roles by name in lower case (Azure built-in roles; Managed HSM local RBAC built-in roles). */
const roleKinds: Readonly<Record<string, RoleKind>> = {
  ...Object.fromEntries(
    [...azureRoles, azureHsmRole].map((name): [string, RoleKind] => [name.toLowerCase(), 'enough']),
  ),
  'managed hsm crypto service encryption user': 'enough',
  'key vault crypto officer': 'excess',
  'key vault administrator': 'excess',
  'managed hsm crypto officer': 'useless',
  'managed hsm administrator': 'useless',
  'managed hsm policy administrator': 'useless',
  owner: 'useless',
  contributor: 'useless',
  reader: 'useless',
  'key vault contributor': 'useless',
  'key vault reader': 'useless',
  'key vault secrets user': 'useless',
  'key vault secrets officer': 'useless',
  'key vault certificates officer': 'useless',
  'key vault certificate user': 'useless',
  'user access administrator': 'useless',
};

const inherited =
  ' Roles that are inherited from the vault or above are in the list only with the option --include-inherited.';

const removeAfterGrant = ' Grant the documented role on the key first, then delete this assignment.';
const otherKeys =
  ' If Aiven uses other keys through this assignment, grant the role on each of them before you delete it.';

/** How Aiven's service principal is recognized. */
export interface AzureIdentity extends AzureAccessor {
  /** The object ID in the user's tenant, if it is known. */
  readonly principalId?: string;
}

interface Assignment {
  role: string;
  scope: string;
  id: string | undefined;
  hasCondition: boolean;
}

/**
 * Judges the assignments for the key.
 * @param vaultScope The Resource Manager ID of the vault, if it is known.
 */
export function judgeAzureRoles(
  assignments: readonly unknown[],
  identity: AzureIdentity,
  key: AzureKey,
  vaultScope: string | undefined,
): PreflightFinding[] {
  const mine = assignments.filter((item) => isOf(item, identity) === true);
  const anonymous = assignments.filter((item) => isOf(item, identity) === undefined);
  const covering = mine.map(assignmentOf).filter(({ scope }) => covers(scope, key));
  const usable = covering.filter(({ role }) => roleKind(role) === 'enough' || roleKind(role) === 'excess');
  const grant = grantCommand(identity, key, vaultScope);
  const found: PreflightFinding[] = [];
  if (!usable.some(({ hasCondition }) => !hasCondition)) {
    const unknown = covering.filter(({ role }) => roleKind(role) === undefined);
    for (const { role } of usable) {
      found.push(
        finding(
          'azure.role-condition',
          `Aiven's service principal has the role ${quote(role)} under a condition, which was not judged.`,
          ...grant,
        ),
      );
    }
    for (const { role } of unknown) {
      found.push(
        finding(
          'azure.role-unknown',
          `Aiven's service principal has the role ${quote(role)}. Whether it may wrap and unwrap was not judged.`,
          ...grant,
        ),
      );
    }
    if (found.length === 0 && anonymous.length > 0) {
      const message = `Whether Aiven's application ${quote(identity.appId)} has a role was not judged: ${anonymous.length} of the assignments show only an object ID. Pass the output of "az ad sp show", too.`;
      found.push(finding('azure.role-unknown', message, ['az', 'ad', 'sp', 'show', option('id', identity.appId)]));
    } else if (found.length === 0) {
      const has =
        covering.length === 0 ? 'no role on the key' : `only ${covering.map(({ role }) => quote(role)).join(', ')}`;
      const message = `Aiven's service principal (application ${quote(identity.appId)}) has ${has}, so it cannot wrap and unwrap.${key.managedHsm ? '' : inherited}`;
      found.push(finding('azure.role-missing', message, ...grant));
    }
  }
  const warn = (id: 'azure.role-excess' | 'azure.scope-excess', message: string, assignment: Assignment) => {
    const remove = removeCommand(assignment, key);
    const others = /\/keys\/[^/]+$/i.test(assignment.scope) ? '' : otherKeys;
    // A removal alone could take away Aiven's only access.
    if (grant.length > 0 && remove !== undefined) return finding(id, `${message}${others}`, ...grant, remove);
    return finding(id, `${message}${removeAfterGrant}${others}`, ...grant);
  };
  for (const assignment of covering.filter(({ role }) => roleKind(role) === 'excess')) {
    const message = `Aiven's service principal has the role ${quote(assignment.role)}, which also manages keys.`;
    found.push(warn('azure.role-excess', message, assignment));
  }
  for (const assignment of usable.filter(({ scope }) => isWide(scope))) {
    const message = `Aiven's service principal has the role ${quote(assignment.role)} for ${quote(assignment.scope)}, which contains more than this vault.`;
    found.push(warn('azure.scope-excess', message, assignment));
  }
  return found;
}

/** Whether the assignment is Aiven's; undefined if it does not show the application. */
function isOf(item: unknown, { appId, principalId }: AzureIdentity): boolean | undefined {
  const isSame = (one: string | undefined, other: string) => one?.toLowerCase() === other.toLowerCase();
  if (principalId !== undefined && isSame(textIn(item, 'principalId'), principalId)) return true;
  const name = textIn(item, 'principalName');
  if (isSame(name, appId)) return true;
  const isOther = textIn(item, 'principalType') !== undefined && textIn(item, 'principalType') !== 'ServicePrincipal';
  return isOther || name || principalId !== undefined ? false : undefined;
}

function assignmentOf(item: unknown): Assignment {
  const id = textIn(item, 'roleDefinitionId')?.split('/').at(-1);
  const byId = azureRoles.find((name) => azureRoleIds[name] === id?.toLowerCase());
  const role = byId ?? textIn(item, 'roleDefinitionName') ?? textIn(item, 'roleName') ?? id ?? '';
  const hasCondition = isObject(item) && typeof item.condition === 'string' && item.condition !== '';
  return { role, scope: textIn(item, 'scope') ?? '', id: textIn(item, 'id'), hasCondition };
}

const roleKind = (role: string): RoleKind | undefined => roleKinds[role.toLowerCase()];

/** Whether a scope contains the key. What contains the vault is not known here, so every wider scope in the list counts. */
function covers(scope: string, key: AzureKey): boolean {
  const [, vault, name] = /\/vaults\/([^/]+)(?:\/keys\/([^/]+))?/i.exec(scope) ?? [];
  const [, hsmKey] = /^\/keys\/([^/]+)$/i.exec(scope) ?? [];
  const isSame = (one: string | undefined, other: string) =>
    one === undefined || one.toLowerCase() === other.toLowerCase();
  return (
    isSame(vault, key.vault) &&
    isSame(name, key.key) &&
    isSame(hsmKey, key.key) &&
    !/\/(secrets|certificates)\//i.test(scope)
  );
}

function isWide(scope: string): boolean {
  return scope.startsWith('/') && !/\/vaults\//i.test(scope) && !/^\/keys\//i.test(scope);
}

function grantCommand(identity: AzureIdentity, key: AzureKey, vaultScope: string | undefined): string[][] {
  const { principalId } = identity;
  const hsm = { hsm: key.vault, key: key.key, principalId };
  if (key.managedHsm) return [azureCreateHsmRoleAssignmentCommand(identity, hsm)];
  if (vaultScope === undefined) return [];
  return [azureCreateRoleAssignmentCommand(identity, { scope: `${vaultScope}/keys/${key.key}`, principalId })];
}

/** The command that deletes the assignment; undefined if it is not known. A managed HSM has its own assignments. */
function removeCommand({ id, scope }: Assignment, key: AzureKey): string[] | undefined {
  if (id === undefined) return undefined;
  if (!key.managedHsm) return ['az', 'role', 'assignment', 'delete', option('ids', id)];
  if (!/^\/(keys(\/[^/]+)?)?$/i.test(scope)) return undefined;
  return ['az', 'keyvault', 'role', 'assignment', 'delete', option('hsm-name', key.vault), option('ids', id)];
}
