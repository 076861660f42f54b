/** The examples in docs/grants.md, in their order, equal the output of the code. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  awsAccountOfKey,
  awsContradiction,
  awsGetKeyPolicyCommand,
  awsKeyPolicy,
  awsPutKeyPolicyCommand,
  azureCreateHsmRoleAssignmentCommand,
  azureCreateRoleAssignmentCommand,
  azureCreateServicePrincipalCommand,
  azureKeyScope,
  azureRoleAssignment,
  azureRoleNote,
  formatShellCommand,
  gcpAddIamPolicyBindingCommand,
  gcpContradiction,
  gcpCreateKeyCommand,
  gcpIamMember,
  ociContradiction,
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
    gcpIamMember(accessors.gcp, { role: 'roles/cloudkms.cryptoOperator' }),
    ociPolicy(accessors.oci, oci),
    azureRoleAssignment({ principalId: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee', scope }),
  ]);
});

test('its commands equal those of the code', () => {
  const commands = [
    awsGetKeyPolicyCommand({ keyId }),
    awsPutKeyPolicyCommand({ keyId }, policy),
    gcpCreateKeyCommand(gcpKey),
    gcpAddIamPolicyBindingCommand(accessors.gcp, gcpKey),
    ociCreatePolicyCommand(accessors.oci, oci),
    azureCreateServicePrincipalCommand(accessors.azure),
    azureCreateRoleAssignmentCommand(accessors.azure, { scope }),
    azureCreateHsmRoleAssignmentCommand(accessors.azure, { hsm: 'acme-hsm', key: 'orders' }),
  ];
  // test/docs.test.ts runs the commands of this package.
  const ofClouds = examples('sh').filter((example) => !example.startsWith('npx '));
  expect(ofClouds).toEqual(commands.map((words) => formatShellCommand(words, { multiline: true })));
});

test.each([
  ['AWS', awsContradiction],
  ['Azure', azureRoleNote],
  ['Google Cloud', gcpContradiction],
  ['OCI', ociContradiction],
])('it has the same notice about %s as the output', (_, notice) => {
  expect(text).toContain(notice);
});
