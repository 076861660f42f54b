/**
 * Azure Key Vault: Aiven's application in your tenant, and its role on the key.
 * The specification says nothing of Azure beyond the accessor: this is how Azure grants a key to another tenant's application.
 */

import type { AzureAccessor } from './accessors';
import { option } from './shell';

/** What output and documentation say beside every Azure grant. */
export const azureConfirmation =
  "This is Azure's practice for keys across tenants; Aiven's specification does not confirm it.";

/** The built-in role that may read, wrap and unwrap with a key, and nothing else of it (Azure built-in roles, "Security"). */
export const azureCryptoRole = {
  name: 'Key Vault Crypto Service Encryption User',
  id: 'e147488a-f6f5-4113-8e2d-b22465e65bf6',
} as const;

/** A service principal as `azuread_service_principal` takes it. */
export interface AzureServicePrincipal {
  readonly clientId: string;
}

/** A role assignment as `azurerm_role_assignment` takes it. */
export interface AzureRoleAssignment {
  readonly scope: string;
  readonly roleDefinitionName: string;
  readonly principalId: string;
  readonly principalType: 'ServicePrincipal';
}

/** A vault, or one key in it, as a resource of Azure Resource Manager. A key identifier holds the last two only. */
export interface AzureKeyLocation {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly vault: string;
  /** Default: all keys of the vault. */
  readonly key?: string;
}

/** The service principal to make in your own tenant, once, for Aiven's application. */
export function azureServicePrincipal(accessor: AzureAccessor): AzureServicePrincipal {
  return { clientId: accessor.appId };
}

/**
 * The role on the key for that service principal.
 * @param grant.principalId The service principal's object id in your tenant, which is not the application id.
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

/** The scope of a role assignment: one key, or the vault when none is named. */
export function azureKeyScope({ subscriptionId, resourceGroup, vault, key }: AzureKeyLocation): string {
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
  const scope = `${group}/providers/Microsoft.KeyVault/vaults/${vault}`;
  return key === undefined ? scope : `${scope}/keys/${key}`;
}

/** Azure's own command reads this as the name of a file that holds the value. */
const fileMarkers = ['@'];

/** The command that makes the service principal; it fails harmlessly where there is one already. */
export function azureCreateServicePrincipalCommand(accessor: AzureAccessor): string[] {
  return ['az', 'ad', 'sp', 'create', option('id', accessor.appId, fileMarkers)];
}

/**
 * The command that assigns the role.
 * @param grant.principalId The service principal's object id. Default: Azure looks it up by the application id.
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
