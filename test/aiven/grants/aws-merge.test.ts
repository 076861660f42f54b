import fc from 'fast-check';
import {
  type AwsPolicy,
  type AwsPolicyStatement,
  awsKeyPolicy,
  awsKeyPolicyHolds,
  awsKeyPolicyStatement,
  awsRootStatement,
  formatAwsPolicy,
  mergeAwsKeyPolicy,
} from '../../../src/aiven/grants';
import { grammarProblems } from './iam-grammar';
import { accessors, repeatable, seed } from './samples';

const account = { accountId: '111122223333' };
const aiven = awsKeyPolicyStatement(accessors.aws);
const otherRole = 'arn:aws:iam::123456789012:role/aiven-cmk-other';

/** As KMS makes it for a key that is created without one. */
const kmsDefault: AwsPolicy = {
  Version: '2012-10-17',
  Id: 'key-default-1',
  Statement: [{ ...awsRootStatement(account), Sid: 'Enable IAM User Permissions' }],
};

describe('merging into a key policy', () => {
  test('adds the statement at the end and keeps the rest, Version and Id too', () => {
    const merged = mergeAwsKeyPolicy(kmsDefault, [aiven]);
    expect(merged).toEqual({ ...kmsDefault, Statement: [...kmsDefault.Statement, aiven] });
    expect(grammarProblems(formatAwsPolicy(merged))).toEqual([]);
  });

  test('leaves out a Version that was left out, as it would change what the other statements mean', () => {
    expect(mergeAwsKeyPolicy({ Statement: [] }, [aiven])).toEqual({ Statement: [aiven] });
  });

  test('takes the text that the AWS command prints', () => {
    const expected = { ...kmsDefault, Statement: [...kmsDefault.Statement, aiven] };
    expect(mergeAwsKeyPolicy(JSON.stringify(kmsDefault, null, 2), [aiven])).toEqual(expected);
  });

  test('changes nothing the second time', () => {
    const once = mergeAwsKeyPolicy(kmsDefault, [aiven]);
    expect(mergeAwsKeyPolicy(once, [aiven])).toEqual(once);
    expect(mergeAwsKeyPolicy(formatAwsPolicy(once), [aiven])).toEqual(once);
  });

  test('does not double the root statement that is there under another Sid', () => {
    const whole = awsKeyPolicy(accessors.aws, account).Statement;
    expect(mergeAwsKeyPolicy(kmsDefault, whole).Statement).toEqual([...kmsDefault.Statement, aiven]);
  });

  const sameMeaning: [string, Partial<AwsPolicyStatement>][] = [
    ['another Sid', { Sid: 'aiven' }],
    ['no Sid', { Sid: undefined }],
    ['actions in another order and case', { Action: ['KMS:decrypt', 'kms:Encrypt'] }],
    ['lists instead of single values', { Principal: { AWS: [accessors.aws.roleArn] }, Resource: ['*'] }],
    ['more actions', { Action: ['kms:Encrypt', 'kms:DescribeKey', 'kms:Decrypt'] }],
    ['another role beside it', { Principal: { AWS: [otherRole, accessors.aws.roleArn] } }],
    ['an empty condition', { Condition: {} }],
  ];
  test.each(sameMeaning)('adds nothing where the statement is there with %s', (_, change) => {
    const existing = { ...kmsDefault, Statement: [{ ...aiven, ...change }] };
    expect(awsKeyPolicyHolds(existing, aiven)).toBe(true);
    expect(mergeAwsKeyPolicy(existing, [aiven])).toEqual(existing);
  });

  test('knows a condition again, however its keys and values are written', () => {
    const Condition = { StringEquals: { 'kms:ViaService': ['a', 'b'] }, Bool: { 'kms:GrantIsForAWSResource': true } };
    const rewritten = { Bool: { 'kms:grantIsForAwsResource': 'true' }, StringEquals: { 'KMS:viaservice': ['b', 'a'] } };
    const existing = { Statement: [{ ...aiven, Condition }] };
    expect(mergeAwsKeyPolicy(existing, [{ ...aiven, Condition: rewritten }])).toEqual(existing);
    const other = { ...aiven, Condition: { StringLike: Condition.StringEquals, Bool: Condition.Bool } };
    expect(mergeAwsKeyPolicy(existing, [other]).Statement).toHaveLength(2);
  });

  test('knows an account by its number and by its root', () => {
    const existing = { Statement: [{ ...awsRootStatement(account), Sid: 'x', Principal: { AWS: '111122223333' } }] };
    expect(mergeAwsKeyPolicy(existing, [awsRootStatement(account)])).toEqual(existing);
  });

  test('a second project on the key gets its role into the same statement, and the first one keeps its own', () => {
    const first = mergeAwsKeyPolicy(kmsDefault, [aiven]);
    const both = mergeAwsKeyPolicy(first, [awsKeyPolicyStatement({ roleArn: otherRole })]);
    expect(both.Statement.slice(1)).toEqual([{ ...aiven, Principal: { AWS: [accessors.aws.roleArn, otherRole] } }]);
    expect(mergeAwsKeyPolicy(both, [aiven])).toEqual(both);
  });

  test('an older statement of the same Sid with fewer actions gets the missing one', () => {
    const existing = { Statement: [{ ...aiven, Action: 'kms:Decrypt' }] };
    const expected = [{ ...aiven, Action: ['kms:Decrypt', 'kms:Encrypt'] }];
    expect(mergeAwsKeyPolicy(existing, [aiven]).Statement).toEqual(expected);
  });

  const furtherAway: [string, Partial<AwsPolicyStatement>][] = [
    ['forbids', { Effect: 'Deny' }],
    ['has a condition', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }],
    ['is about another resource', { Resource: 'arn:aws:kms:us-east-1:111122223333:key/x' }],
    ['gives another role other actions', { Principal: { AWS: otherRole }, Action: 'kms:Sign' }],
    ['names who it is not about', { Principal: undefined, NotPrincipal: { AWS: accessors.aws.roleArn } }],
  ];
  test.each(furtherAway)('keeps a statement of the same Sid that %s, and adds ours under a free Sid', (_, change) => {
    const present = { ...aiven, ...change };
    const merged = mergeAwsKeyPolicy({ Statement: [present] }, [aiven]);
    expect(merged.Statement).toEqual([present, { ...aiven, Sid: `${aiven.Sid} (2)` }]);
    expect(mergeAwsKeyPolicy(merged, [aiven])).toEqual(merged);
  });

  test('finds the next free Sid', () => {
    const taken = [aiven.Sid, `${aiven.Sid} (2)`].map((Sid): AwsPolicyStatement => ({ ...aiven, Sid, Effect: 'Deny' }));
    const merged = mergeAwsKeyPolicy({ Statement: taken }, [aiven]);
    expect(merged.Statement[2]?.Sid).toBe(`${aiven.Sid} (3)`);
  });

  test('does not take a wider statement for ours, so that narrowing it later takes nothing from Aiven', () => {
    const wide = { ...aiven, Sid: 'wide', Action: 'kms:*' };
    expect(mergeAwsKeyPolicy({ Statement: [wide] }, [aiven]).Statement).toEqual([wide, aiven]);
  });
});

const principals = ['arn:aws:iam::111122223333:root', '111122223333', accessors.aws.roleArn, otherRole];
const oneOrMore = (values: string[]) =>
  fc.oneof(fc.constantFrom(...values), fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }));
const anyStatement: fc.Arbitrary<AwsPolicyStatement> = fc.record(
  {
    Sid: fc.constantFrom(aiven.Sid as string, 'a', 'b'),
    Effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const),
    Principal: fc.oneof(
      fc.constant('*' as const),
      fc.record({ AWS: oneOrMore(principals) }),
      fc.record({ Service: fc.constant('backup.amazonaws.com'), AWS: oneOrMore(principals) }),
    ),
    Action: oneOrMore(['kms:Encrypt', 'kms:decrypt', 'kms:Decrypt', 'kms:*']),
    Resource: fc.constantFrom('*', ['*']),
    Condition: fc.constantFrom(
      { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      { Bool: { 'kms:grantisforawsresource': true } },
    ),
  },
  { requiredKeys: ['Effect', 'Principal', 'Action', 'Resource'] },
);
const anyPolicy: fc.Arbitrary<AwsPolicy> = fc.record({
  Version: fc.constant('2012-10-17'),
  Statement: fc.uniqueArray(anyStatement, { selector: ({ Sid }) => Sid ?? Symbol('none'), maxLength: 4 }),
});

/** Every single thing that a policy says, written here anew and not with the code under test. */
function said({ Statement }: AwsPolicy): string[] {
  const all = Statement.flatMap(({ Effect, Principal, Action, Condition }) => {
    const who = Principal === '*' ? { AWS: '*' } : (Principal as Record<string, string | string[]>);
    return Object.entries(who).flatMap(([kind, names]) =>
      [names].flat().flatMap((name) =>
        [Action as string | string[]].flat().map((action) => {
          const principal = name.replace(/^(\d{12})$/, 'arn:aws:iam::$1:root');
          return [Effect, kind, principal, action, JSON.stringify(Condition) ?? '']
            .join(' ')
            .toLowerCase()
            .replace('"true"', 'true');
        }),
      ),
    );
  });
  return [...new Set(all)].sort();
}

describe(`any policy and any statements ${repeatable}`, () => {
  const check = (predicate: (existing: AwsPolicy, added: AwsPolicyStatement[]) => void) =>
    fc.assert(fc.property(anyPolicy, fc.array(anyStatement, { minLength: 1, maxLength: 3 }), predicate), {
      seed,
      numRuns: 500,
    });

  test('the merged policy says what both said, no less and no more', () => {
    check((existing, added) => {
      const both = [...new Set([...said(existing), ...said({ Statement: added })])].sort();
      expect(said(mergeAwsKeyPolicy(existing, added))).toEqual(both);
    });
  });

  test('merging again changes nothing', () => {
    check((existing, added) => {
      const once = mergeAwsKeyPolicy(existing, added);
      expect(mergeAwsKeyPolicy(once, added)).toEqual(once);
      expect(mergeAwsKeyPolicy(formatAwsPolicy(once), added)).toEqual(once);
    });
  });

  test('what is there keeps its place, no Sid stands twice, and the policy stays in the grammar', () => {
    check((existing, added) => {
      const before = structuredClone(existing);
      const merged = mergeAwsKeyPolicy(existing, added);
      expect(existing).toEqual(before);
      expect(grammarProblems(formatAwsPolicy(merged))).toEqual([]);
      existing.Statement.forEach(({ Sid, Effect, Condition }, index) => {
        expect(merged.Statement[index]).toMatchObject(Condition ? { Effect, Condition } : { Effect });
        expect(merged.Statement[index]?.Sid).toBe(Sid);
      });
    });
  });
});
