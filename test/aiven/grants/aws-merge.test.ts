import fc from 'fast-check';
import {
  type AwsPolicy,
  type AwsPolicyStatement,
  awsKeyPolicy,
  awsKeyPolicyStatement,
  formatAwsPolicy,
  mergeAwsKeyPolicy,
} from '../../../src/aiven';
import { awsRootStatement } from '../../../src/aiven/grants/aws';
import { grammarProblems } from './iam-grammar';
import { accessors, repeatable, seed } from './samples';

const account = { accountId: '111122223333' };
const aiven = awsKeyPolicyStatement(accessors.aws);
const otherRole = 'arn:aws:iam::999999999999:role/aiven-cmk-other';

/** The policy that KMS gives to a key created without one. */
const kmsDefault: AwsPolicy = {
  Version: '2012-10-17',
  Id: 'key-default-1',
  Statement: [{ ...awsRootStatement(account), Sid: 'Enable IAM User Permissions' }],
};

describe('merging into a key policy', () => {
  test('appends the statement and keeps everything else, including Version and Id', () => {
    const merged = mergeAwsKeyPolicy(kmsDefault, [aiven]);
    expect(merged).toEqual({ ...kmsDefault, Statement: [...kmsDefault.Statement, aiven] });
    expect(grammarProblems(formatAwsPolicy(merged))).toEqual([]);
  });

  test('adds no Version, which would change the meaning of the other statements', () => {
    expect(mergeAwsKeyPolicy({ Statement: [] }, [aiven])).toEqual({ Statement: [aiven] });
  });

  test('accepts the text that the AWS CLI prints', () => {
    const expected = { ...kmsDefault, Statement: [...kmsDefault.Statement, aiven] };
    expect(mergeAwsKeyPolicy(JSON.stringify(kmsDefault, null, 2), [aiven])).toEqual(expected);
  });

  test('is idempotent', () => {
    const once = mergeAwsKeyPolicy(kmsDefault, [aiven]);
    expect(mergeAwsKeyPolicy(once, [aiven])).toEqual(once);
    expect(mergeAwsKeyPolicy(formatAwsPolicy(once), [aiven])).toEqual(once);
  });

  test('does not repeat the root statement if the policy has it under another Sid', () => {
    const whole = awsKeyPolicy(accessors.aws, account).Statement;
    expect(mergeAwsKeyPolicy(kmsDefault, whole).Statement).toEqual([...kmsDefault.Statement, aiven]);
  });

  const sameMeaning: [string, Partial<AwsPolicyStatement>][] = [
    ['another Sid', { Sid: 'aiven' }],
    ['no Sid', { Sid: undefined }],
    ['actions in another order and case', { Action: ['KMS:decrypt', 'kms:Encrypt'] }],
    ['lists instead of single values', { Principal: { AWS: [accessors.aws.principal] }, Resource: ['*'] }],
    ['more actions', { Action: ['kms:Encrypt', 'kms:DescribeKey', 'kms:Decrypt'] }],
    ['another role in addition', { Principal: { AWS: [otherRole, accessors.aws.principal] } }],
    ['an empty condition', { Condition: {} }],
  ];
  test.each(sameMeaning)('adds nothing if the policy has the statement with %s', (_, change) => {
    const existing = { ...kmsDefault, Statement: [{ ...aiven, ...change }] };
    expect(mergeAwsKeyPolicy(existing, [aiven])).toEqual(existing);
  });

  test('recognizes a condition in any notation of its keys and values', () => {
    const Condition = { StringEquals: { 'kms:ViaService': ['a', 'b'] }, Bool: { 'kms:GrantIsForAWSResource': true } };
    const rewritten = { Bool: { 'kms:grantIsForAwsResource': 'true' }, StringEquals: { 'KMS:viaservice': ['b', 'a'] } };
    const existing = { Statement: [{ ...aiven, Condition }] };
    expect(mergeAwsKeyPolicy(existing, [{ ...aiven, Condition: rewritten }])).toEqual(existing);
    const other = { ...aiven, Condition: { StringLike: Condition.StringEquals, Bool: Condition.Bool } };
    expect(mergeAwsKeyPolicy(existing, [other]).Statement).toHaveLength(2);
  });

  test('treats an account ID and the ARN of its root as equal', () => {
    const existing = { Statement: [{ ...awsRootStatement(account), Sid: 'x', Principal: { AWS: '111122223333' } }] };
    expect(mergeAwsKeyPolicy(existing, [awsRootStatement(account)])).toEqual(existing);
  });

  test('adds the role of a second project to the statement and keeps the first role', () => {
    const first = mergeAwsKeyPolicy(kmsDefault, [aiven]);
    const both = mergeAwsKeyPolicy(first, [awsKeyPolicyStatement({ principal: otherRole })]);
    expect(both.Statement.slice(1)).toEqual([{ ...aiven, Principal: { AWS: [accessors.aws.principal, otherRole] } }]);
    expect(mergeAwsKeyPolicy(both, [aiven])).toEqual(both);
  });

  test('adds a missing action to a statement with the same Sid', () => {
    const existing = { Statement: [{ ...aiven, Action: 'kms:Decrypt' }] };
    const expected = [{ ...aiven, Action: ['kms:Decrypt', 'kms:Encrypt'] }];
    expect(mergeAwsKeyPolicy(existing, [aiven]).Statement).toEqual(expected);
  });

  const differing: [string, Partial<AwsPolicyStatement>][] = [
    ['denies', { Effect: 'Deny' }],
    ['has a condition', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }],
    ['has another resource', { Resource: 'arn:aws:kms:us-east-1:111122223333:key/x' }],
    ['allows other actions to another role', { Principal: { AWS: otherRole }, Action: 'kms:Sign' }],
    ['has a NotPrincipal', { Principal: undefined, NotPrincipal: { AWS: accessors.aws.principal } }],
  ];
  test.each(differing)('keeps a statement with the same Sid that %s, and adds ours under a free Sid', (_, change) => {
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

  test('adds ours next to a wider one, so that narrowing the wider one later does not lock Aiven out', () => {
    const wide = { ...aiven, Sid: 'wide', Action: 'kms:*' };
    expect(mergeAwsKeyPolicy({ Statement: [wide] }, [aiven]).Statement).toEqual([wide, aiven]);
  });
});

const principals = ['arn:aws:iam::111122223333:root', '111122223333', accessors.aws.principal, otherRole];
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

/** Every single permission of a policy, computed independently of the code under test. */
function permissionsOf({ Statement }: AwsPolicy): string[] {
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

  test('the merged policy grants and denies exactly what both did', () => {
    check((existing, added) => {
      const both = [...new Set([...permissionsOf(existing), ...permissionsOf({ Statement: added })])].sort();
      expect(permissionsOf(mergeAwsKeyPolicy(existing, added))).toEqual(both);
    });
  });

  test('merging is idempotent', () => {
    check((existing, added) => {
      const once = mergeAwsKeyPolicy(existing, added);
      expect(mergeAwsKeyPolicy(once, added)).toEqual(once);
      expect(mergeAwsKeyPolicy(formatAwsPolicy(once), added)).toEqual(once);
    });
  });

  test('existing statements keep their place, Sids stay unique, and the policy stays valid', () => {
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
