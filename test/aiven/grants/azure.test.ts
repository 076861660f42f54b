import fc from 'fast-check';
import {
  azureCreateHsmRoleAssignmentCommand,
  azureCreateRoleAssignmentCommand,
  azureCreateServicePrincipalCommand,
  azureKeyScope,
  azureRoleAssignment,
  azureRoleOfKey,
  azureRoles,
  azureServicePrincipal,
  checkAzurePrincipalId,
  checkAzureRole,
  checkAzureScope,
  checkAzureScopeOfKey,
  formatShellCommand,
} from '../../../src/aiven';
import { accessors, dozensOf, hostileName, hostilePrincipal, repeatable, seed } from './samples';
import { wordsOf } from './shell-round-trip';

const { appId } = accessors.azure;
const vault = { subscriptionId: '11111111-2222-3333-4444-555555555555', resourceGroup: 'keys', vault: 'acme' };
const vaultScope =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/acme';
const role = 'Key Vault Crypto User';

describe('the role on the key', () => {
  test('is assigned to the service principal by its object ID', () => {
    expect(azureServicePrincipal(accessors.azure)).toEqual({ clientId: appId });
    expect(azureRoleAssignment({ principalId: 'object-id', scope: vaultScope })).toEqual({
      scope: vaultScope,
      roleDefinitionName: role,
      principalId: 'object-id',
      principalType: 'ServicePrincipal',
    });
  });

  test('has a key or a vault as its scope', () => {
    expect(azureKeyScope({ ...vault, key: 'orders' })).toBe(`${vaultScope}/keys/orders`);
    expect(azureKeyScope(vault)).toBe(vaultScope);
  });

  test.each(azureRoles)('may be %s', (role) => {
    expect(azureRoleAssignment({ principalId: 'id', scope: vaultScope, role }).roleDefinitionName).toBe(role);
    expect(checkAzureRole(role)).toBeUndefined();
  });

  test('is another one in a managed HSM', () => {
    expect(azureRoleOfKey({ managedHsm: false })).toBe(role);
    expect(azureRoleOfKey({ managedHsm: true })).toBe('Managed HSM Crypto User');
  });

  test.each(['*', '', ' '])('is never for everyone or nobody: "%s"', (appId) => {
    expect(() => azureServicePrincipal({ appId })).toThrow('does not name one principal');
    expect(() => azureCreateServicePrincipalCommand({ appId })).toThrow('does not name one principal');
    expect(() => azureCreateRoleAssignmentCommand({ appId }, { scope: vaultScope })).toThrow('one principal');
  });
});

describe('checking the options', () => {
  const { subscriptionId } = vault;
  const key = { cloud: 'azure', vault: 'acme', domain: 'vault.azure.net', managedHsm: false, key: 'orders' } as const;

  test('accepts the scope of a vault and of a key, in any case', () => {
    expect(checkAzureScope(vaultScope)).toBeUndefined();
    expect(checkAzureScope(`${vaultScope}/keys/orders`)).toBeUndefined();
    expect(checkAzureScope(vaultScope.replace('resourceGroups', 'resourcegroups'))).toBeUndefined();
  });

  test.each([
    '/',
    `/subscriptions/${subscriptionId}`,
    `/subscriptions/${subscriptionId}/resourceGroups/keys`,
    `/subscriptions/s/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/acme`,
    `${vaultScope}/secrets/orders`,
    `${vaultScope}/keys/orders/4387e9f3d6e14c459867679a90fd0f79`,
    `${vaultScope} --role=Owner`,
    'https://acme.vault.azure.net/keys/orders',
  ])('rejects the scope %s', (scope) => {
    expect(checkAzureScope(scope)).toContain('is not the Resource Manager ID of a key vault or its key; expected');
  });

  test('rejects the scope of another vault or key', () => {
    const pinned = { ...key, version: null };
    expect(checkAzureScopeOfKey(vaultScope, pinned)).toBeUndefined();
    expect(checkAzureScopeOfKey(`${vaultScope}/keys/Orders`, pinned)).toBeUndefined();
    expect(checkAzureScopeOfKey(`${vaultScope}/keys/other`, pinned)).toContain('does not contain the key "orders"');
    expect(checkAzureScopeOfKey(vaultScope, { ...pinned, vault: 'other' })).toContain('of the vault "other"');
  });

  test('rejects an object ID that is not a UUID, and a role that is not for Aiven', () => {
    expect(checkAzurePrincipalId('aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee')).toBeUndefined();
    expect(checkAzurePrincipalId('p')).toBe('"p" is not the object ID of a service principal; expected a UUID.');
    expect(checkAzureRole('Owner')).toContain('"Owner" is not a role for Aiven; expected "Key Vault Crypto User" or');
  });
});

describe('the commands', () => {
  test('create the service principal, then assign the role', () => {
    expect(azureCreateServicePrincipalCommand(accessors.azure)).toEqual(['az', 'ad', 'sp', 'create', `--id=${appId}`]);
    const line = formatShellCommand(azureCreateRoleAssignmentCommand(accessors.azure, { scope: vaultScope }));
    expect(line).toBe(`az role assignment create --assignee=${appId} --role='${role}' --scope=${vaultScope}`);
  });

  test('use the object ID of the service principal if it is known', () => {
    const grant = { scope: vaultScope, principalId: 'object-id' };
    expect(azureCreateRoleAssignmentCommand(accessors.azure, grant)).toEqual([
      ...['az', 'role', 'assignment', 'create', '--assignee-object-id=object-id'],
      ...['--assignee-principal-type=ServicePrincipal', `--role=${role}`, `--scope=${vaultScope}`],
    ]);
  });

  test('assign the role of one key in a managed HSM', () => {
    const grant = { hsm: 'acme-hsm', key: 'orders' };
    const start = 'az keyvault role assignment create --hsm-name=acme-hsm';
    const end = "--role='Managed HSM Crypto User' --scope=/keys/orders";
    expect(formatShellCommand(azureCreateHsmRoleAssignmentCommand(accessors.azure, grant))).toBe(
      `${start} --assignee=${appId} ${end}`,
    );
    const withId = azureCreateHsmRoleAssignmentCommand(accessors.azure, { ...grant, principalId: 'object-id' });
    expect(formatShellCommand(withId)).toBe(
      `${start} --assignee-object-id=object-id --assignee-principal-type=ServicePrincipal ${end}`,
    );
  });

  test(`pass hostile names unchanged ${repeatable}`, () => {
    const name = hostileName.filter((text) => !text.startsWith('@'));
    const app = hostilePrincipal.filter((text) => !text.startsWith('@'));
    const grant = fc.record({ appId: app, subscriptionId: name, resourceGroup: name, vault: name, key: name });
    fc.assert(
      fc.property(dozensOf(grant), (cases) => {
        const assign = cases.map((hostile) =>
          azureCreateRoleAssignmentCommand(hostile, { scope: azureKeyScope(hostile) }),
        );
        const create = cases.map((hostile) => azureCreateServicePrincipalCommand(hostile));
        const hsm = cases.map((hostile) =>
          azureCreateHsmRoleAssignmentCommand(hostile, { hsm: hostile.vault, key: hostile.key }),
        );
        const commands = [...assign, ...create, ...hsm];
        const received = wordsOf(commands.map((words) => formatShellCommand(words, { multiline: true })));
        expect(received).toEqual(commands);
        cases.forEach((hostile, index) => {
          const scope = azureKeyScope(hostile);
          const expected = [`--assignee=${hostile.appId}`, `--role=${role}`, `--scope=${scope}`];
          expect(received[index]?.slice(4)).toEqual(expected);
        });
      }),
      { seed, numRuns: 6 },
    );
  });

  test('reject an ID that the Azure CLI would read as a file', () => {
    expect(() => azureCreateServicePrincipalCommand({ appId: '@/etc/passwd' })).toThrow(
      '"@/etc/passwd" cannot be passed to --id: the command reads a file when the value starts with "@".',
    );
  });
});
