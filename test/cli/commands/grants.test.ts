/** `grants`: the statement, role or policy for each cloud, and commands that are safe to paste into a shell. */

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/temporary';
import { awsKey, gcpKey, project, withScene } from '../scene';

const role = 'arn:aws:iam::999999999999:role/aiven-cmk-anchor';
const ociKey = 'ocid1.key.oc1.iad.abcdefghijklm.abuwcljrxyz1234567890';
const tenancy = 'ocid1.tenancy.oc1..customer';
const scope =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/acme/keys/orders';
const principalId = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const hsmKey = 'https://acme-hsm.managedhsm.azure.net/keys/orders';

const granted = (...argv: string[]) =>
  withScene({}, async (scene) => {
    const { code, out } = await scene.run('grants', '--json', ...argv);
    expect(code).toBe(0);
    expect(scene.operations).toEqual(['CMKAccessorsList']);
    return JSON.parse(out);
  });

test('AWS: prints the statement; with --resource the commands that merge it into the current policy', async () => {
  const bare = await granted('--provider', 'aws');
  expect(bare).toMatchObject({ accessor: { role_arn: role }, grant: { Principal: { AWS: role } }, commands: [] });
  const merge = await granted('--provider', 'aws', '--resource', awsKey, '--actions', 'wide');
  expect(merge.grant.Action).toContain('kms:GenerateDataKey');
  const file = 'key-policy-mrk-1234abcd12ab34cd56ef1234567890ab.json';
  expect(merge.commands).toEqual([
    `aws kms get-key-policy --key-id=${awsKey} --region=us-east-1 --policy-name=default --output=text > ${file}`,
    `aiven-byok grants --provider=aws --resource=${awsKey} --policy=${file} --actions=wide --project=${project}`,
  ]);
});

test('AWS: prints a command that replaces the whole policy only with --policy or --new-key', async () => {
  for (const argv of [[], ['--resource', awsKey], ['--resource', awsKey, '--actions', 'wide']]) {
    expect(JSON.stringify((await granted('--provider', 'aws', ...argv)).commands)).not.toContain('put-key-policy');
  }
  const whole = await granted('--provider', 'aws', '--resource', awsKey, '--new-key');
  expect(whole.grant.Statement).toHaveLength(2);
  expect(whole.commands).toEqual([expect.stringMatching(/^aws kms put-key-policy .*--region=us-east-1/)]);
  expect(whole.notes.join(' ')).toContain('only for a key that needs no other statements');
});

test('AWS: keeps the existing statements of the policy', async () => {
  const file = join(temporaryFolder(), 'policy.json');
  const own = { Sid: 'mine', Effect: 'Allow', Principal: '*', Action: 'kms:DescribeKey', Resource: '*' };
  writeFileSync(file, JSON.stringify({ Version: '2012-10-17', Statement: [own] }));
  const { grant, commands } = await granted('--provider', 'aws', '--resource', awsKey, '--policy', file);
  expect(grant.Statement).toEqual([own, expect.objectContaining({ Principal: { AWS: role } })]);
  expect(commands).toHaveLength(1);
});

test('AWS: names the policy file that it cannot use, and reads one that an editor of Windows has saved', async () => {
  const file = join(temporaryFolder(), 'policy.json');
  const run = (content: string | Buffer) =>
    withScene({}, async (scene) => {
      writeFileSync(file, content);
      return scene.run('grants', '--provider', 'aws', '--resource', awsKey, '--policy', file);
    });
  const own = '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"}]}';
  expect(await run(`\ufeff${own}`)).toMatchObject({ code: 0, out: expect.stringContaining('put-key-policy') });
  const refused: [string | Buffer, string][] = [
    [Buffer.from(`\ufeff${own}`, 'utf16le'), `Cannot read the policy file "${file}": it is encoded in UTF-16`],
    ['{}', `Cannot use the policy file "${file}": "{}" is not a key policy`],
    ['{"Statement":[],"Statement":[]}', `"${file}": The key policy has the key "Statement" twice in one object`],
  ];
  for (const [content, message] of refused) {
    expect(await run(content)).toMatchObject({ code: 1, out: '', err: expect.stringContaining(message) });
  }
});

test('AWS: notes that only another account could manage the key', async () => {
  const file = join(temporaryFolder(), 'policy.json');
  const notes = async (account: string) => {
    const Principal = { AWS: `arn:aws:iam::${account}:root` };
    const root = { Sid: 'root', Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*' };
    writeFileSync(file, JSON.stringify({ Version: '2012-10-17', Statement: [root] }));
    return (await granted('--provider', 'aws', '--resource', awsKey, '--policy', file)).notes.join(' ');
  };
  expect(await notes('111122223333')).toContain("No statement allows kms:PutKeyPolicy to the key's account");
  // Aiven's role is in another account than the key, so this does not open the key to all of Aiven.
  const ofOwn = await notes(awsKey.split(':')[4] as string);
  expect(ofOwn).not.toContain('No statement allows');
  expect(ofOwn).not.toContain('every principal');
});

test('AWS: says what else in the current policy shuts Aiven out, or allows too much', async () => {
  const file = join(temporaryFolder(), 'policy.json');
  const guard = { Sid: 'guard', Effect: 'Deny', Principal: '*', Action: 'kms:Decrypt', Resource: '*' };
  const open = { Sid: 'open', Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' };
  writeFileSync(file, JSON.stringify({ Version: '2012-10-17', Statement: [guard, open] }));
  const { notes } = await granted('--provider', 'aws', '--resource', awsKey, '--policy', file);
  expect(notes[0]).toContain('Statement 1 ("guard") denies kms:Decrypt to Aiven\'s role.');
  expect(notes).toContain('Statement 2 ("open") allows every AWS account to use the key.');
});

test.each([
  ['symmetric', 'roles/cloudkms.cryptoKeyEncrypterDecrypter', '--purpose=encryption'],
  ['symmetric', 'roles/cloudkms.cryptoOperator', '--purpose=encryption'],
  ['asymmetric', 'roles/cloudkms.cryptoKeyEncrypterDecrypter', '--default-algorithm=rsa-decrypt-oaep-2048-sha256'],
  ['asymmetric', 'roles/cloudkms.cryptoOperator', '--default-algorithm=rsa-decrypt-oaep-2048-sha256'],
])('Google Cloud: creates a new %s key and grants %s', async (kind, expected, purpose) => {
  const key = ['--new-key', '--key-kind', kind, '--role', expected];
  const { grant, commands, notes } = await granted('--provider', 'gcp', '--resource', gcpKey, ...key);
  expect(grant.role).toBe(expected);
  expect(commands).toEqual([expect.stringContaining(purpose), expect.stringContaining(`--role=${expected}`)]);
  expect(notes[0]).toContain("Aiven's documentation contradicts itself.");
});

test('OCI: prints three statements for the key; with --tenancy the command', async () => {
  const { grant, commands } = await granted('--provider', 'oci', '--resource', ociKey, '--tenancy', tenancy);
  expect(grant).toHaveLength(3);
  expect(grant[2]).toContain(ociKey);
  expect(commands[0]).toContain(`--compartment-id=${tenancy}`);
});

test("OCI: writes the key's OCID in Oracle's quotes on request", async () => {
  const { grant, notes } = await granted('--provider', 'oci', '--resource', ociKey, '--quotes', 'single');
  expect(grant[2]).toContain(`target.key.id = '${ociKey}'`);
  expect(notes[0]).toContain("Oracle's says that single quotes are required");
});

test('Azure: prints the service principal and the documented role, or the smaller one', async () => {
  const { grant, commands } = await granted('--provider', 'azure', '--scope', scope, '--principal-id', principalId);
  expect(grant.roleAssignment).toMatchObject({ scope, principalId, roleDefinitionName: 'Key Vault Crypto User' });
  expect(commands).toHaveLength(2);
  const smaller = 'Key Vault Crypto Service Encryption User';
  const small = await granted('--provider', 'azure', '--scope', scope, '--role', smaller);
  expect(small.commands[1]).toContain(`--role='${smaller}'`);
});

test('Azure: prints the role of managed HSMs for a key in one', async () => {
  const { grant, commands } = await granted('--provider', 'azure', '--resource', hsmKey);
  expect(grant).toMatchObject({ role: 'Managed HSM Crypto User', scope: '/keys/orders' });
  expect(commands[1]).toMatch(/^az keyvault role assignment create --hsm-name=acme-hsm .*--scope=\/keys\/orders$/);
  const documented = hsmKey.replace('managedhsm', 'vault');
  expect((await granted('--provider', 'azure', '--resource', documented, '--managed-hsm')).commands).toEqual(commands);
});

test.each<[string, string[], string[][]]>([
  [
    'aws',
    ['--resource', awsKey],
    [
      ['kms', 'get-key-policy'],
      ['grants', '--provider=aws'],
    ],
  ],
  ['aws', ['--resource', awsKey, '--new-key'], [['kms', 'put-key-policy']]],
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
    const json = JSON.parse((await scene.run('grants', '--provider', cloud, ...argv, '--json')).out);
    const { out, err } = await scene.run('grants', '--provider', cloud, ...argv);
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
    const shown = `shown() { printf '<%s>' "$@"; echo; }; aws() { shown "$@"; }; az() { shown "$@"; }; gcloud() { shown "$@"; }; oci() { shown "$@"; }; byok() { shown "$@"; }`;
    // The script writes the current policy to a file in the folder.
    const cwd = temporaryFolder();
    const ran = execFileSync(
      'sh',
      ['-euc', `${shown}\n${out.replaceAll('aiven-byok', 'byok').replace(/ > (\S+)/, ' | tee $1')}`],
      { encoding: 'utf8', cwd },
    );
    const lines = ran.match(/^<[a-z]+>.*$/gm) ?? [];
    expect(lines.map((line) => line.slice(1).split('><'))).toEqual(
      expected.map((words) => expect.arrayContaining(words)),
    );
  }),
);

test('without commands, prints only the grant on stdout and notes on stderr', () =>
  withScene({}, async (scene) => {
    const { out, err } = await scene.run('grants', '--provider', 'gcp');
    expect(JSON.parse(out)).toHaveProperty('member');
    expect(err).toMatch(/^Member and role for the IAM policy of the key:\n/);
    expect(err).toContain(
      '\nPass --resource to get the command.\nThe KMS must be reachable from the public internet.\n',
    );
  }));

test.each([
  [['--provider', 'aws', '--resource', gcpKey], 'not of AWS KMS (aws)'],
  [['--provider', 'gcp', '--tenancy', tenancy], '--tenancy is only for --provider oci, not for gcp.'],
  [['--provider', 'aws', '--principal-id', 'x'], '--principal-id is only for --provider azure, not for aws.'],
  [['--provider', 'oci', '--tenancy', ociKey], 'is not the OCID of a tenancy'],
  [['--provider', 'aws', '--policy', '/nowhere'], '--policy requires --resource.'],
  [['--provider', 'aws', '--new-key'], '--new-key requires --resource.'],
  [['--provider', 'aws', '--resource', awsKey, '--new-key', '--policy', 'x'], 'Pass either --policy or --new-key'],
  [['--provider', 'azure', '--new-key'], '--new-key is only for --provider aws or gcp, not for azure.'],
  [['--provider', 'azure', '--resource', awsKey], 'not of Azure Key Vault (azure)'],
  [['--provider', 'azure', '--scope', '/subscriptions/s'], '"/subscriptions/s" is not the Resource Manager ID'],
  [
    ['--provider', 'azure', '--scope', scope, '--resource', 'https://other.vault.azure.net/keys/orders'],
    'does not contain the key "orders" of the vault "other"',
  ],
  [['--provider', 'azure', '--resource', hsmKey, '--scope', scope], '--scope is for key vaults'],
  [['--provider', 'azure', '--principal-id', 'p'], '"p" is not the object ID of a service principal'],
  [['--provider', 'azure', '--role', 'Owner'], '"Owner" is not a role for Aiven'],
  [['--provider', 'gcp', '--role', 'roles/owner'], '"roles/owner" is not a role that Aiven names'],
  [['--provider', 'gcp', '--resource', gcpKey, '--key-kind', 'symmetric'], '--key-kind requires --new-key.'],
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
    const { code, err } = await scene.run('grants', '--provider', 'gcp');
    expect(code).toBe(1);
    expect(err).toContain('an accessor for "gcp"; it offers "aws"');
  }));

test.each(['*', 'arn:aws:iam::123456789012:role/*', 'arn:aws:iam::123456789012:root'])(
  'prints no grant for the principal %s',
  (principal) =>
    withScene(
      { seed: { projects: [{ name: project, accessors: { aws: { role_arn: principal } } }] } },
      async (scene) => {
        const { code, out, err } = await scene.run('grants', '--provider', 'aws', '--resource', awsKey, '--new-key');
        expect(code).toBe(1);
        expect(out).toBe('');
        expect(err).toContain(`"${principal}"; expected "arn:aws:iam::<account-id>:role/<name>"`);
      },
    ),
);

test('rejects a key in an AWS partition that Aiven’s role is not in', () =>
  withScene({}, async (scene) => {
    const key = awsKey.replace('arn:aws:', 'arn:aws-us-gov:').replace('us-east-1', 'us-gov-west-1');
    const { code, err } = await scene.run('grants', '--provider', 'aws', '--resource', key);
    expect(code).toBe(1);
    expect(err).toContain('partition');
  }));
