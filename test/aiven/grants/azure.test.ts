import fc from 'fast-check';
import {
  azureCreateRoleAssignmentCommand,
  azureCreateServicePrincipalCommand,
  azureKeyScope,
  azureRoleAssignment,
  azureServicePrincipal,
  formatShellCommand,
} from '../../../src/aiven';
import { accessors, dozensOf, hostileName, repeatable, seed } from './samples';
import { wordsOf } from './shell-round-trip';

const { appId } = accessors.azure;
const vault = { subscriptionId: '11111111-2222-3333-4444-555555555555', resourceGroup: 'keys', vault: 'acme' };
const vaultScope =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/acme';
const role = 'Key Vault Crypto Service Encryption User';

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

  test(`pass hostile names unchanged ${repeatable}`, () => {
    const name = hostileName.filter((text) => !text.startsWith('@'));
    const grant = fc.record({ appId: name, subscriptionId: name, resourceGroup: name, vault: name, key: name });
    fc.assert(
      fc.property(dozensOf(grant), (cases) => {
        const assign = cases.map((hostile) =>
          azureCreateRoleAssignmentCommand(hostile, { scope: azureKeyScope(hostile) }),
        );
        const create = cases.map((hostile) => azureCreateServicePrincipalCommand(hostile));
        const received = wordsOf([...assign, ...create].map((words) => formatShellCommand(words, { multiline: true })));
        expect(received).toEqual([...assign, ...create]);
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
