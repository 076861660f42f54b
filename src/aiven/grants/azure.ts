/**
 * Azure Key Vault and Managed HSM: a service principal for Aiven's application in your tenant, and its role on the key. Source: the
 * Azure section of Aiven's key setup guide.
 */

import { quote } from '../../support/quote';
import type { AzureKey } from '../keys/azure-key';
import { type AzureAccessor, requirePrincipal } from './accessors';
import { option } from './shell';

/** A built-in role with which Aiven can wrap and unwrap. */
export type AzureRole = 'Key Vault Crypto User' | 'Key Vault Crypto Service Encryption User';

/** The roles for a key vault; the first one is the role that Aiven documents. The second allows only read, wrap and unwrap. */
export const azureRoles: readonly AzureRole[] = ['Key Vault Crypto User', 'Key Vault Crypto Service Encryption User'];

/** The IDs of the built-in roles (Azure built-in roles, "Security"). */
export const azureRoleIds: Readonly<Record<AzureRole, string>> = {
  'Key Vault Crypto User': '12338af0-0e69-4776-bea7-57ae8d297424',
  'Key Vault Crypto Service Encryption User': 'e147488a-f6f5-4113-8e2d-b22465e65bf6',
};

/** The role for a key in a managed HSM. */
export const azureHsmRole = 'Managed HSM Crypto User';

/** Why there are two roles, for output and documentation. */
export const azureRoleNote =
  'Aiven documents the role "Key Vault Crypto User", which can also encrypt, decrypt, sign and verify. "Key Vault Crypto Service Encryption User" allows only what Aiven needs: read, wrap and unwrap; Aiven does not document it.';

/** Arguments of `azuread_service_principal`. */
export interface AzureServicePrincipal {
  readonly clientId: string;
}

/** Arguments of `azurerm_role_assignment`. */
export interface AzureRoleAssignment {
  readonly scope: string;
  readonly roleDefinitionName: string;
  readonly principalId: string;
  readonly principalType: 'ServicePrincipal';
}

/** A vault, or a key in it, in Azure Resource Manager. A key reference contains only the last two. */
export interface AzureKeyLocation {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly vault: string;
  /** @default all keys of the vault */
  readonly key?: string;
}

export interface AzureGrantOptions {
  /** @default 'Key Vault Crypto User' */
  readonly role?: AzureRole;
}

/** Returns undefined for a role with which Aiven can use a key in a vault, otherwise an error message. */
export function checkAzureRole(role: string): string | undefined {
  if ((azureRoles as readonly string[]).includes(role)) return undefined;
  return `${quote(role)} is not a role for Aiven; expected ${azureRoles.map(quote).join(' or ')}.`;
}

const scopePattern =
  /^\/subscriptions\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/resourceGroups\/([\w.()-]{1,90})\/providers\/Microsoft\.KeyVault\/vaults\/([a-z][a-z0-9-]{1,22}[a-z0-9])(?:\/keys\/([a-z0-9-]{1,127}))?$/i;

/** Returns undefined for the Resource Manager ID of a key vault or of a key in it, otherwise an error message. */
export function checkAzureScope(scope: string): string | undefined {
  if (scopePattern.test(scope)) return undefined;
  return `${quote(scope)} is not the Resource Manager ID of a key vault or its key; expected "/subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.KeyVault/vaults/<vault>/keys/<key>".`;
}

/** Returns undefined if the key is in the scope, otherwise an error message. The scope must be valid. */
export function checkAzureScopeOfKey(scope: string, key: AzureKey): string | undefined {
  const [, , , vault = '', name] = scopePattern.exec(scope) ?? [];
  const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  if (isSame(vault, key.vault) && (name === undefined || isSame(name, key.key))) return undefined;
  return `The scope ${quote(scope)} does not contain the key ${quote(key.key)} of the vault ${quote(key.vault)}.`;
}

/** Returns undefined for the object ID of a service principal, otherwise an error message. */
export function checkAzurePrincipalId(principalId: string): string | undefined {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(principalId)) return undefined;
  return `${quote(principalId)} is not the object ID of a service principal; expected a UUID.`;
}

/** The role that Aiven documents for a key: one for key vaults, one for managed HSMs. */
export function azureRoleOfKey({ managedHsm }: Pick<AzureKey, 'managedHsm'>): string {
  return managedHsm ? azureHsmRole : 'Key Vault Crypto User';
}

/**
 * The service principal for Aiven's application, to be created once in your tenant.
 * @throws Error when the application ID is empty or contains a wildcard.
 */
export function azureServicePrincipal(accessor: AzureAccessor): AzureServicePrincipal {
  return { clientId: requirePrincipal(accessor.appId) };
}

/**
 * The service principal's role on the key.
 * @param grant.principalId The object ID of the service principal in your tenant. It differs from the application ID.
 * @param grant.scope See `azureKeyScope`.
 */
export function azureRoleAssignment(
  grant: { principalId: string; scope: string } & AzureGrantOptions,
): AzureRoleAssignment {
  return {
    scope: grant.scope,
    roleDefinitionName: grant.role ?? 'Key Vault Crypto User',
    principalId: grant.principalId,
    principalType: 'ServicePrincipal',
  };
}

/** The scope of a role assignment: a key, or the whole vault if `key` is left out. */
export function azureKeyScope({ subscriptionId, resourceGroup, vault, key }: AzureKeyLocation): string {
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
  const scope = `${group}/providers/Microsoft.KeyVault/vaults/${vault}`;
  return key === undefined ? scope : `${scope}/keys/${key}`;
}

/** The Azure CLI reads the value from a file when it starts with this. */
const fileMarkers = ['@'];

/** The command that creates the service principal. If it already exists, the command fails and changes nothing. */
export function azureCreateServicePrincipalCommand(accessor: AzureAccessor): string[] {
  return ['az', 'ad', 'sp', 'create', option('id', requirePrincipal(accessor.appId), fileMarkers)];
}

/**
 * The command that assigns the role in a key vault.
 * @param grant.principalId The object ID of the service principal. Without it, Azure looks it up by the application ID.
 */
export function azureCreateRoleAssignmentCommand(
  accessor: AzureAccessor,
  grant: { scope: string; principalId?: string } & AzureGrantOptions,
): string[] {
  return [
    ...['az', 'role', 'assignment', 'create', ...assignee(accessor, grant.principalId)],
    option('role', grant.role ?? 'Key Vault Crypto User'),
    option('scope', grant.scope, fileMarkers),
  ];
}

/**
 * The command that assigns the role for one key in a managed HSM.
 * @param grant.hsm The name of the managed HSM.
 * @param grant.key The name of the key.
 * @param grant.principalId As for a key vault.
 */
export function azureCreateHsmRoleAssignmentCommand(
  accessor: AzureAccessor,
  grant: { hsm: string; key: string; principalId?: string },
): string[] {
  return [
    ...['az', 'keyvault', 'role', 'assignment', 'create', option('hsm-name', grant.hsm, fileMarkers)],
    ...assignee(accessor, grant.principalId),
    option('role', azureHsmRole),
    option('scope', `/keys/${grant.key}`),
  ];
}

function assignee(accessor: AzureAccessor, principalId: string | undefined): string[] {
  if (principalId === undefined) return [option('assignee', requirePrincipal(accessor.appId), fileMarkers)];
  return [option('assignee-object-id', principalId, fileMarkers), '--assignee-principal-type=ServicePrincipal'];
}
