/** `grants`: the statement, role or policy for each cloud, and commands that are safe to paste into a shell. */

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/temporary';
import { awsKey, gcpKey, project, withScene } from '../scene';

const role = 'arn:aws:iam::123456789012:role/aiven-cmk-anchor';
const ociKey = 'ocid1.key.oc1.iad.abcdefghijklm.abuwcljrxyz1234567890';
const tenancy = 'ocid1.tenancy.oc1..customer';
const scope = '/subscriptions/s/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/acme/keys/orders';

const granted = (...argv: string[]) =>
  withScene({}, async (scene) => {
    const { code, out } = await scene.run('grants', '--json', ...argv);
    expect(code).toBe(0);
    expect(scene.operations).toEqual(['CMKAccessorsList']);
    return JSON.parse(out);
  });

test('AWS: prints the statement; with --resource the whole policy and the commands', async () => {
  const bare = await granted('--cloud', 'aws');
  expect(bare).toMatchObject({ accessor: { role_arn: role }, grant: { Principal: { AWS: role } }, commands: [] });
  const whole = await granted('--cloud', 'aws', '--resource', awsKey);
  expect(whole.grant.Statement).toHaveLength(2);
  expect(whole.commands).toEqual([
    expect.stringMatching(/^aws kms get-key-policy /),
    expect.stringMatching(/^aws kms put-key-policy .*--region=us-east-1/),
  ]);
});

test('AWS: keeps the existing statements of the policy', async () => {
  const file = join(temporaryFolder(), 'policy.json');
  const own = { Sid: 'mine', Effect: 'Allow', Principal: '*', Action: 'kms:DescribeKey', Resource: '*' };
  writeFileSync(file, JSON.stringify({ Version: '2012-10-17', Statement: [own] }));
  const { grant, commands } = await granted('--cloud', 'aws', '--resource', awsKey, '--policy', file);
  expect(grant.Statement).toEqual([own, expect.objectContaining({ Principal: { AWS: role } })]);
  expect(commands).toHaveLength(1);
});

test.each([
  ['symmetric', 'roles/cloudkms.cryptoKeyEncrypterDecrypter'],
  ['asymmetric', 'roles/cloudkms.cryptoOperator'],
])('Google Cloud: prints the role for a %s key', async (kind, expected) => {
  const { grant, commands } = await granted('--cloud', 'gcp', '--resource', gcpKey, '--key-kind', kind);
  expect(grant.role).toBe(expected);
  expect(commands[0]).toContain(`--role=${expected}`);
});

test('OCI: prints three statements for the key; with --tenancy the command', async () => {
  const { grant, commands } = await granted('--cloud', 'oci', '--resource', ociKey, '--tenancy', tenancy);
  expect(grant).toHaveLength(3);
  expect(grant[2]).toContain(ociKey);
  expect(commands[0]).toContain(`--compartment-id=${tenancy}`);
});

test('Azure: prints the service principal and the role, and that Aiven does not confirm them', async () => {
  const { grant, commands, notes } = await granted('--cloud', 'azure', '--scope', scope, '--principal-id', 'p');
  expect(grant.roleAssignment).toMatchObject({ scope, principalId: 'p' });
  expect(commands).toHaveLength(2);
  expect(notes[0]).toContain('does not confirm it');
});

test.each<[string, string[], string[][]]>([
  [
    'aws',
    ['--resource', awsKey],
    [
      ['kms', 'get-key-policy'],
      ['kms', 'put-key-policy'],
    ],
  ],
  ['azure', [], [['ad', 'sp', 'create']]],
  [
    'azure',
    ['--scope', scope],
    [
      ['ad', 'sp', 'create'],
      ['role', 'assignment', 'create'],
    ],
  ],
  ['gcp', ['--resource', gcpKey], [['kms', 'keys', 'add-iam-policy-binding', 'orders', '--location=europe-west1']]],
  ['oci', ['--resource', ociKey, '--tenancy', tenancy], [['iam', 'policy', 'create']]],
])('%s %j prints a script of the commands with the grant in comments', (cloud, argv, expected) =>
  withScene({}, async (scene) => {
    const json = JSON.parse((await scene.run('grants', '--cloud', cloud, ...argv, '--json')).out);
    const { out, err } = await scene.run('grants', '--cloud', cloud, ...argv);
    expect(err).toBe('');
    const comments =
      out
        .split('\n\n')[0]
        ?.split('\n')
        .map((line) => line.replace(/^# /, '')) ?? [];
    const end = comments.findIndex((line) => /^[}\]]$/.test(line));
    expect(comments[0]).toMatch(/:$/);
    expect(JSON.parse(comments.slice(1, end + 1).join('\n'))).toEqual(json.grant);
    expect(comments.slice(end + 1)).toEqual(json.notes);
    // A shell runs nothing but the commands.
    const shown = `shown() { printf '<%s>' "$@"; echo; }; aws() { shown "$@"; }; az() { shown "$@"; }; gcloud() { shown "$@"; }; oci() { shown "$@"; }`;
    const ran = execFileSync('sh', ['-euc', `${shown}\n${out}`], { encoding: 'utf8' }).match(/^<[a-z]+>.*$/gm) ?? [];
    expect(ran.map((line) => line.slice(1).split('><'))).toEqual(
      expected.map((words) => expect.arrayContaining(words)),
    );
  }),
);

test('without commands, prints only the grant on stdout and notes on stderr', () =>
  withScene({}, async (scene) => {
    const { out, err } = await scene.run('grants', '--cloud', 'gcp');
    expect(JSON.parse(out)).toHaveProperty('member');
    expect(err).toBe('Member and role for the IAM policy of the key:\nPass --resource to get the command.\n');
  }));

test.each([
  [['--cloud', 'aws', '--resource', gcpKey], 'not of AWS KMS (aws)'],
  [['--cloud', 'gcp', '--tenancy', tenancy], '--tenancy is only for --cloud oci, not for gcp.'],
  [['--cloud', 'aws', '--principal-id', 'x'], '--principal-id is only for --cloud azure, not for aws.'],
  [['--cloud', 'oci', '--tenancy', ociKey], 'is not the OCID of a tenancy'],
  [['--cloud', 'aws', '--policy', '/nowhere'], '--policy requires --resource.'],
])('%j is rejected before any request', (argv, message) =>
  withScene({}, async (scene) => {
    const { code, err } = await scene.run('grants', ...argv);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(scene.operations).toEqual([]);
  }),
);

test('lists the clouds that Aiven offers if the requested one is not among them', () =>
  withScene({ seed: { projects: [{ name: project, accessors: { aws: { role_arn: role } } }] } }, async (scene) => {
    const { code, err } = await scene.run('grants', '--cloud', 'gcp');
    expect(code).toBe(1);
    expect(err).toContain('an accessor for "gcp"; it offers "aws"');
  }));

test('rejects a key in an AWS partition that Aiven’s role is not in', () =>
  withScene({}, async (scene) => {
    const key = awsKey.replace('arn:aws:', 'arn:aws-us-gov:').replace('us-east-1', 'us-gov-west-1');
    const { code, err } = await scene.run('grants', '--cloud', 'aws', '--resource', key);
    expect(code).toBe(1);
    expect(err).toContain('partition');
  }));
