/** The examples in docs/grants.md, in their order, equal the output of the code. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  awsAccountOfKey,
  awsGetKeyPolicyCommand,
  awsKeyPolicy,
  awsPutKeyPolicyCommand,
  azureConfirmation,
  azureCreateRoleAssignmentCommand,
  azureCreateServicePrincipalCommand,
  azureKeyScope,
  azureRoleAssignment,
  formatShellCommand,
  gcpAddIamPolicyBindingCommand,
  gcpIamMember,
  ociCreatePolicyCommand,
  ociPolicy,
} from '../../../src/aiven';
import { accessors } from './samples';

const text = readFileSync(join(__dirname, '../../../docs/grants.md'), 'utf8');
const examples = (language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)\\n\`\`\`$`, 'gm'))].map(([, body]) => body as string);

const keyId = 'arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab';
const policy = awsKeyPolicy(accessors.aws, awsAccountOfKey(keyId));
const gcpKey = { gcpProject: 'acme', location: 'europe-west1', keyRing: 'aiven', key: 'orders' };
const oci = { tenancyId: 'ocid1.tenancy.oc1..customer', keyId: 'ocid1.key.oc1.iad.vault.key' };
const scope = azureKeyScope({
  ...{ subscriptionId: '11111111-2222-3333-4444-555555555555', resourceGroup: 'keys', vault: 'acme', key: 'orders' },
});

test('its values equal those of the code', () => {
  expect(examples('json').map((example) => JSON.parse(example))).toEqual([
    policy,
    gcpIamMember(accessors.gcp),
    gcpIamMember(accessors.gcp, { keyKind: 'asymmetric' }),
    ociPolicy(accessors.oci, oci),
    azureRoleAssignment({ principalId: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee', scope }),
  ]);
});

test('its commands equal those of the code', () => {
  const commands = [
    awsGetKeyPolicyCommand({ keyId }),
    awsPutKeyPolicyCommand({ keyId }, policy),
    gcpAddIamPolicyBindingCommand(accessors.gcp, gcpKey),
    ociCreatePolicyCommand(accessors.oci, oci),
    azureCreateServicePrincipalCommand(accessors.azure),
    azureCreateRoleAssignmentCommand(accessors.azure, { scope }),
  ];
  expect(examples('sh')).toEqual(commands.map((words) => formatShellCommand(words, { multiline: true })));
});

test('it has the same notice about Azure as the output', () => {
  expect(text).toContain(azureConfirmation);
});
