import fc from 'fast-check';
import {
  azureCreateRoleAssignmentCommand,
  azureCreateServicePrincipalCommand,
  azureKeyScope,
  azureRoleAssignment,
  azureServicePrincipal,
  formatShellCommand,
} from '../../../src/aiven/grants';
import { accessors, dozensOf, hostileName, repeatable, seed } from './samples';
import { wordsOf } from './shell-round-trip';

const { appId } = accessors.azure;
const vault = { subscriptionId: '11111111-2222-3333-4444-555555555555', resourceGroup: 'keys', vault: 'acme' };
const vaultScope =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/acme';
const role = 'Key Vault Crypto Service Encryption User';

describe('the role on the key', () => {
  test('is for the service principal of the application, by its own object id', () => {
    expect(azureServicePrincipal(accessors.azure)).toEqual({ clientId: appId });
    expect(azureRoleAssignment({ principalId: 'object-id', scope: vaultScope })).toEqual({
      scope: vaultScope,
      roleDefinitionName: role,
      principalId: 'object-id',
      principalType: 'ServicePrincipal',
    });
  });

  test('is given on one key, or on the vault', () => {
    expect(azureKeyScope({ ...vault, key: 'orders' })).toBe(`${vaultScope}/keys/orders`);
    expect(azureKeyScope(vault)).toBe(vaultScope);
  });
});

describe('the commands', () => {
  test('make the service principal, then assign the role', () => {
    expect(azureCreateServicePrincipalCommand(accessors.azure)).toEqual(['az', 'ad', 'sp', 'create', `--id=${appId}`]);
    const line = formatShellCommand(azureCreateRoleAssignmentCommand(accessors.azure, { scope: vaultScope }));
    expect(line).toBe(`az role assignment create --assignee=${appId} --role='${role}' --scope=${vaultScope}`);
  });

  test('name the service principal by its object id where it is known, which spares Azure the search', () => {
    const grant = { scope: vaultScope, principalId: 'object-id' };
    expect(azureCreateRoleAssignmentCommand(accessors.azure, grant)).toEqual([
      ...['az', 'role', 'assignment', 'create', '--assignee-object-id=object-id'],
      ...['--assignee-principal-type=ServicePrincipal', `--role=${role}`, `--scope=${vaultScope}`],
    ]);
  });

  test(`keep hostile names data ${repeatable}`, () => {
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

  test('refuse an id that the Azure command would read as a file', () => {
    expect(() => azureCreateServicePrincipalCommand({ appId: '@/etc/passwd' })).toThrow(
      '"@/etc/passwd" cannot be given to --id: the command reads a file where a value begins with @.',
    );
  });
});
