import fc from 'fast-check';
import {
  type AwsPolicy,
  awsAccountOfKey,
  awsGetKeyPolicyCommand,
  awsKeyPolicy,
  awsKeyPolicyStatement,
  awsPutKeyPolicyCommand,
  checkAwsKeyPolicy,
  formatAwsPolicy,
  formatShellCommand,
  mergeAwsKeyPolicy,
} from '../../../src/aiven';
import { awsPartitionOf } from '../../../src/aiven/grants/aws';
import { grammarProblems } from './iam-grammar';
import {
  accessors,
  dozensOf,
  hostileName,
  hostilePrincipal,
  repeatable,
  seed,
  specificationPolicy,
  specificationStatement,
} from './samples';
import { wordsOf } from './shell-round-trip';

const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab';

describe('the key policy for Aiven', () => {
  test("the statement equals the BYOK guide's", () => {
    const statement = awsKeyPolicyStatement({ principal: '<aiven-role-arn>' });
    expect(statement).toEqual(JSON.parse(specificationStatement));
  });

  test("the policy equals the BYOK guide's, with the account's root statement", () => {
    const policy = awsKeyPolicy({ principal: '<aiven-role-arn>' }, { accountId: '<your-account-id>' });
    expect(policy).toEqual(JSON.parse(specificationPolicy));
    expect(JSON.parse(formatAwsPolicy(policy, 2))).toEqual(JSON.parse(specificationPolicy));
  });

  test('allows data keys and describing the key on request', () => {
    const wide = ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'];
    expect(awsKeyPolicyStatement(accessors.aws, { actions: 'wide' }).Action).toEqual(wide);
    const policy = awsKeyPolicy(accessors.aws, { accountId: '111122223333' }, { actions: 'wide' });
    expect(policy.Statement[1]?.Action).toEqual(wide);
  });

  test.each(['*', '', ' ', 'arn:aws:iam::123456789012:role/*'])('is never for everyone or nobody: "%s"', (roleArn) => {
    expect(() => awsKeyPolicyStatement({ principal: roleArn })).toThrow(
      'does not name one principal; expected the accessor that Aiven shows for the project.',
    );
  });

  test.each(['aws', 'aws-us-gov', 'aws-cn'])('is a valid IAM policy in the partition %s', (partition) => {
    const policy = awsKeyPolicy(accessors.aws, { accountId: '111122223333', partition });
    expect(grammarProblems(formatAwsPolicy(policy))).toEqual([]);
    expect(policy.Statement[0]?.Principal).toEqual({ AWS: `arn:${partition}:iam::111122223333:root` });
  });

  test("takes the partition from Aiven's role by default", () => {
    const roleArn = 'arn:aws-us-gov:iam::999999999999:role/aiven-cmk-anchor';
    const root = awsKeyPolicy({ principal: roleArn }, { accountId: '111122223333' }).Statement[0];
    expect(root?.Principal).toEqual({ AWS: 'arn:aws-us-gov:iam::111122223333:root' });
    expect(awsPartitionOf('no arn')).toBeUndefined();
  });

  test('takes account, partition and region from the ARN of the key', () => {
    const govKey = 'arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    expect(awsAccountOfKey(govKey)).toEqual({
      accountId: '111122223333',
      partition: 'aws-us-gov',
      region: 'us-gov-west-1',
    });
    expect(() => awsAccountOfKey('ocid1.key.oc1.iad.abc.def')).toThrow('not the ARN of an AWS KMS key');
    expect(() => awsAccountOfKey('nonsense')).toThrow('"nonsense"');
  });

  test(`is a valid IAM policy for hostile strings ${repeatable}`, () => {
    fc.assert(
      fc.property(hostilePrincipal, hostileName, (roleArn, accountId) => {
        const text = formatAwsPolicy(awsKeyPolicy({ principal: roleArn }, { accountId }));
        expect(grammarProblems(text)).toEqual([]);
        expect((JSON.parse(text) as AwsPolicy).Statement[1]?.Principal).toEqual({ AWS: roleArn });
      }),
      { seed },
    );
  });
});

describe('checkAwsKeyPolicy', () => {
  const policyOf = (Sid: string): AwsPolicy => mergeAwsKeyPolicy({ Statement: [] }, [{ Sid, Effect: 'Deny' }]);
  test('reports a policy that is too long, in bytes', () => {
    expect(checkAwsKeyPolicy(policyOf('x'.repeat(32_000)))).toBeUndefined();
    expect(checkAwsKeyPolicy(policyOf('x'.repeat(33_000)))).toMatch(
      /^The key policy has 330\d\d bytes; KMS accepts at most 32768\.$/,
    );
  });

  test('reports unsupported characters', () => {
    expect(checkAwsKeyPolicy(policyOf('Schlüssel für Aiven'))).toBeUndefined();
    expect(checkAwsKeyPolicy(policyOf('key 🔑'))).toContain('contains the character "🔑"');
  });
});

describe('the commands', () => {
  const policy = awsKeyPolicy(accessors.aws, awsAccountOfKey(keyArn));

  test('set the policy of the key, in the region of its ARN', () => {
    expect(awsPutKeyPolicyCommand({ keyId: keyArn }, policy)).toEqual([
      ...['aws', 'kms', 'put-key-policy', `--key-id=${keyArn}`, '--region=us-east-1', '--policy-name=default'],
      `--policy=${formatAwsPolicy(policy)}`,
    ]);
  });

  test('print the current policy, for merging', () => {
    expect(awsGetKeyPolicyCommand({ keyId: 'mrk-1' })).toEqual([
      ...['aws', 'kms', 'get-key-policy', '--key-id=mrk-1', '--policy-name=default', '--output=text'],
    ]);
    expect(awsGetKeyPolicyCommand({ keyId: 'mrk-1', region: 'eu-north-1' })).toContain('--region=eu-north-1');
  });

  test(`pass hostile names unchanged through the shell and the policy ${repeatable}`, () => {
    const name = hostileName;
    fc.assert(
      fc.property(dozensOf(fc.record({ keyId: name, principal: hostilePrincipal, accountId: name })), (cases) => {
        const commands = cases.map((hostile) => awsPutKeyPolicyCommand(hostile, awsKeyPolicy(hostile, hostile)));
        const received = wordsOf(commands.map((words) => formatShellCommand(words)));
        expect(received).toEqual(commands);
        received.forEach((words, index) => {
          const hostile = cases[index] as (typeof cases)[number];
          expect(words[3]).toBe(`--key-id=${hostile.keyId}`);
          const policy = JSON.parse(words.at(-1)?.slice('--policy='.length) ?? '');
          expect(policy).toEqual(awsKeyPolicy(hostile, hostile));
        });
      }),
      { seed, numRuns: 6 },
    );
  });

  test.each(['file:///etc/passwd', 'fileb://x', 'http://127.0.0.1/', 'https://example.org/'])(
    'reject a key named %s, which the AWS CLI would read as a file or URL',
    (keyId) => {
      expect(() => awsPutKeyPolicyCommand({ keyId }, policy)).toThrow(`"${keyId}" cannot be passed to --key-id`);
      expect(() => awsGetKeyPolicyCommand({ keyId })).toThrow('the command reads a file');
    },
  );
});

describe('the grammar checker of these tests', () => {
  const good = formatAwsPolicy(awsKeyPolicy(accessors.aws, { accountId: '111122223333' }));
  const broken: [string, (policy: { Statement: unknown[] }) => unknown][] = [
    ['another version', (policy) => ({ ...policy, Version: '2012-10-18' })],
    ['an unknown element', (policy) => ({ ...policy, Owner: 'me' })],
    ['no statement', (policy) => ({ ...policy, Statement: [] })],
    ['a Sid twice', ({ Statement: [root] }) => ({ Statement: [root, root] })],
    ['an effect in lower case', () => ({ Statement: [{ ...JSON.parse(specificationStatement), Effect: 'allow' }] })],
    ['no principal', () => ({ Statement: [{ ...JSON.parse(specificationStatement), Principal: {} }] })],
    [
      'an action without a service',
      () => ({ Statement: [{ ...JSON.parse(specificationStatement), Action: 'Encrypt' }] }),
    ],
    ['action and not-action', () => ({ Statement: [{ ...JSON.parse(specificationStatement), NotAction: '*' }] })],
  ];
  test.each(broken)('finds %s', (_, change) => {
    expect(grammarProblems(good)).toEqual([]);
    expect(grammarProblems(JSON.stringify(change(JSON.parse(good))))).not.toEqual([]);
  });
});
