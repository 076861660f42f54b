/**
 * Azure Key Vault: a service principal for Aiven's application in your tenant, and its role on the key. Aiven documents only
 * the accessor; this is Azure's standard way to grant a key to an application of another tenant.
 */

import type { AzureAccessor } from './accessors';
import { option } from './shell';

/** The notice next to every Azure grant, in output and documentation. */
export const azureConfirmation =
  "This is Azure's standard way to share a key across tenants; Aiven's documentation does not confirm it.";

/** The built-in role that may only read a key's metadata, wrap and unwrap (Azure built-in roles, "Security"). */
export const azureCryptoRole = {
  name: 'Key Vault Crypto Service Encryption User',
  id: 'e147488a-f6f5-4113-8e2d-b22465e65bf6',
} as const;

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

/** A vault, or a key in it, in Azure Resource Manager. A key identifier contains only the last two. */
export interface AzureKeyLocation {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly vault: string;
  /** @default all keys of the vault */
  readonly key?: string;
}

/** The service principal for Aiven's application, to be created once in your tenant. */
export function azureServicePrincipal(accessor: AzureAccessor): AzureServicePrincipal {
  return { clientId: accessor.appId };
}

/**
 * The service principal's role on the key.
 * @param grant.principalId The object ID of the service principal in your tenant. It differs from the application ID.
 * @param grant.scope See `azureKeyScope`.
 */
export function azureRoleAssignment(grant: { principalId: string; scope: string }): AzureRoleAssignment {
  return {
    scope: grant.scope,
    roleDefinitionName: azureCryptoRole.name,
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
  return ['az', 'ad', 'sp', 'create', option('id', accessor.appId, fileMarkers)];
}

/**
 * The command that assigns the role.
 * @param grant.principalId The object ID of the service principal. Without it, Azure looks it up by the application ID.
 */
export function azureCreateRoleAssignmentCommand(
  accessor: AzureAccessor,
  grant: { scope: string; principalId?: string },
): string[] {
  const assignee =
    grant.principalId === undefined
      ? [option('assignee', accessor.appId, fileMarkers)]
      : [option('assignee-object-id', grant.principalId, fileMarkers), '--assignee-principal-type=ServicePrincipal'];
  const role = option('role', azureCryptoRole.name);
  return ['az', 'role', 'assignment', 'create', ...assignee, role, option('scope', grant.scope, fileMarkers)];
}
