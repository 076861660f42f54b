/** The evaluator of key policies: each rule of IAM, and agreement with a second evaluator that tries every possible request. */

import fc from 'fast-check';
import type { AwsPolicy } from '../../../src/aiven';
import { evaluateAwsPolicy } from '../../../src/aiven/preflight/aws/evaluate';
import { awsCaller } from '../../../src/aiven/preflight/aws/request';
import { matchesArn, matchesWildcard } from '../../../src/aiven/preflight/aws/wildcard';
import { repeatable, seed } from '../grants/samples';
import { arnLike, isAllowed, type ModelStatement, type World, wild } from './iam-model';

const account = '123456789012';
const roleArn = `arn:aws:iam::${account}:role/service/aiven-cmk-anchor`;
const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab';
const session = (name: string) => `arn:aws:sts::${account}:assumed-role/aiven-cmk-anchor/${name}`;

type Statement = ModelStatement & { Effect: 'Allow' | 'Deny' };
const allow: Statement = { Effect: 'Allow', Principal: { AWS: roleArn }, Action: 'kms:Encrypt', Resource: '*' };
const deny: Statement = { Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*' };

function accessOf(statements: readonly Statement[], version: string | undefined = '2012-10-17'): string {
  const policy = { Version: version, Statement: statements } as AwsPolicy;
  return evaluateAwsPolicy(policy, { caller: awsCaller(roleArn), action: 'kms:Encrypt', keyArn }).access;
}

const given = (change: Partial<Statement>) => accessOf([{ ...allow, ...change } as Statement]);
const without = (name: 'Principal' | 'Action' | 'Resource', change: Partial<Statement>) => {
  const { [name]: _, ...rest } = allow;
  return accessOf([{ ...rest, ...change } as Statement]);
};

describe('effect', () => {
  test('without a statement, access is denied', () => expect(accessOf([])).toBe('denied'));
  test('an Allow allows', () => expect(accessOf([allow])).toBe('allowed'));
  test('a Deny wins, in any order', () => {
    expect(accessOf([allow, deny])).toBe('denied');
    expect(accessOf([deny, allow])).toBe('denied');
  });
  test('a Deny that may apply makes the result unknown', () => {
    const condition = { StringEquals: { 'aws:PrincipalTag/team': 'red' } };
    expect(accessOf([allow, { ...deny, Condition: condition }])).toBe('unknown');
    expect(accessOf([{ ...deny, Condition: condition }])).toBe('denied');
  });
});

describe('principal', () => {
  test.each<[unknown, string]>([
    ['*', 'allowed'],
    [{ AWS: '*' }, 'allowed'],
    [{ AWS: account }, 'allowed'],
    [{ AWS: `arn:aws:iam::${account}:root` }, 'allowed'],
    [{ AWS: roleArn }, 'allowed'],
    [{ AWS: ['arn:aws:iam::111122223333:root', roleArn] }, 'allowed'],
    [{ AWS: 'arn:aws:iam::111122223333:root' }, 'denied'],
    [{ AWS: `arn:aws-cn:iam::${account}:root` }, 'denied'],
    [{ AWS: `arn:aws:iam::${account}:user/aiven` }, 'denied'],
    [{ AWS: `arn:aws:iam::${account}:role/aiven-cmk-anchor` }, 'denied'],
    [{ AWS: session('any') }, 'unknown'],
    [{ AWS: session('any').replace('anchor', 'other') }, 'denied'],
    [{ AWS: 'AROAEXAMPLEROLEID' }, 'unknown'],
    [{ AWS: 'AIDAEXAMPLEUSERID' }, 'denied'],
    [{ AWS: `arn:aws:iam::${account}:role/aiven-*` }, 'unknown'],
    [{ AWS: roleArn.toUpperCase() }, 'unknown'],
    [{ Service: 'rds.amazonaws.com' }, 'denied'],
    [{ Federated: 'cognito-identity.amazonaws.com' }, 'denied'],
    [{ CanonicalUser: '79a59df900b949e5' }, 'unknown'],
    [{}, 'denied'],
  ])('%j: %s', (Principal, expected) => expect(given({ Principal })).toBe(expected));

  test('a statement without a principal cannot be judged', () => expect(without('Principal', {})).toBe('unknown'));

  test.each<[unknown, string]>([
    ['*', 'allowed'],
    [{ AWS: 'arn:aws:iam::111122223333:root' }, 'denied'],
    [{ AWS: ['arn:aws:iam::111122223333:role/admin'] }, 'denied'],
    [{ AWS: roleArn }, 'unknown'],
    [{ AWS: [roleArn, `arn:aws:iam::${account}:root`] }, 'unknown'],
    [{ AWS: account }, 'unknown'],
    [{ Service: 'rds.amazonaws.com' }, 'denied'],
  ])('a Deny for everyone but %j: %s', (NotPrincipal, expected) => {
    const { Principal: _, ...rest } = deny;
    expect(accessOf([allow, { ...rest, NotPrincipal } as Statement])).toBe(expected);
  });

  test('an Allow for everyone but someone is not supported, and cannot be judged', () => {
    expect(without('Principal', { NotPrincipal: { AWS: '111122223333' } })).toBe('unknown');
  });
});

describe('action', () => {
  test.each<[string | string[], string]>([
    ['kms:Encrypt', 'allowed'],
    ['KMS:encrypt', 'allowed'],
    ['kms:*', 'allowed'],
    ['*', 'allowed'],
    ['kms:En*t', 'allowed'],
    ['kms:?ncrypt', 'allowed'],
    [['kms:Decrypt', 'kms:Encrypt'], 'allowed'],
    ['kms:Decrypt', 'denied'],
    ['kms:Encrypt?', 'denied'],
    ['kms:ReEncrypt*', 'denied'],
    ['s3:*', 'denied'],
  ])('%j: %s', (Action, expected) => expect(given({ Action })).toBe(expected));

  test('NotAction is everything else', () => {
    expect(without('Action', { NotAction: 'kms:Schedule*' })).toBe('allowed');
    expect(without('Action', { NotAction: ['kms:Decrypt', 'kms:ENCRYPT'] })).toBe('denied');
  });
  test('a statement with both or neither cannot be judged', () => {
    expect(given({ NotAction: 'kms:Sign' })).toBe('unknown');
    expect(without('Action', {})).toBe('unknown');
  });
});

describe('resource', () => {
  test.each<[string, string]>([
    ['*', 'allowed'],
    [keyArn, 'allowed'],
    ['arn:aws:kms:us-east-1:111122223333:key/*', 'allowed'],
    ['arn:aws:kms:*:*:key/mrk-*', 'allowed'],
    ['arn:aws:kms:*', 'allowed'],
    ['arn:aws:kms:us-east-1:111122223333:key/other', 'denied'],
    ['arn:aws:kms:us-west-2:111122223333:key/*', 'denied'],
    ['arn:*:key/mrk-*', 'denied'],
    ['arn:aws:kms:us-east-1:111122223333:alias/*', 'denied'],
    ['key/*', 'unknown'],
    [`arn:aws:kms:us-east-1:111122223333:key/\${aws:PrincipalTag/key}`, 'unknown'],
  ])('%s: %s', (Resource, expected) => expect(given({ Resource })).toBe(expected));

  test('NotResource is every other key', () => {
    expect(without('Resource', { NotResource: '*' })).toBe('denied');
    expect(without('Resource', { NotResource: 'arn:aws:kms:us-west-2:111122223333:key/*' })).toBe('allowed');
  });
  test('a key whose ARN is not known has only the resource *', () => {
    const request = { caller: awsCaller(roleArn), action: 'kms:Encrypt', keyArn: undefined };
    const access = (Resource: string) =>
      evaluateAwsPolicy({ Statement: [{ ...allow, Resource }] } as AwsPolicy, request).access;
    expect([access('*'), access(keyArn)]).toEqual(['allowed', 'unknown']);
  });
  test('variables are plain text in the version that is the default', () => {
    const Resource = `arn:aws:kms:us-east-1:111122223333:key/\${aws:PrincipalTag/key}`;
    expect(accessOf([{ ...allow, Resource }], '2008-10-17')).toBe('denied');
    expect(accessOf([{ ...allow, Resource }], undefined)).not.toBe('allowed');
  });
});

describe('condition of an Allow', () => {
  test.each<[string, string, string | boolean | string[], string]>([
    ['StringEquals', 'kms:CallerAccount', account, 'allowed'],
    ['StringEquals', 'KMS:calleraccount', [account, '1'], 'allowed'],
    ['StringEquals', 'kms:CallerAccount', '111122223333', 'denied'],
    ['StringNotEquals', 'kms:CallerAccount', '111122223333', 'allowed'],
    ['StringNotEquals', 'kms:CallerAccount', account, 'denied'],
    ['StringLike', 'kms:CallerAccount', '1234*', 'allowed'],
    ['ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${account}:role/*`, 'allowed'],
    ['ArnEquals', 'aws:PrincipalArn', `arn:aws:iam::*:role/service/*`, 'allowed'],
    ['ArnNotLike', 'aws:PrincipalArn', `arn:aws:iam::${account}:role/*`, 'denied'],
    ['Bool', 'aws:SecureTransport', true, 'allowed'],
    ['Bool', 'aws:SecureTransport', 'FALSE', 'denied'],
    ['StringEquals', 'kms:ViaService', 'rds.us-east-1.amazonaws.com', 'denied'],
    ['StringEqualsIfExists', 'kms:ViaService', 'rds.us-east-1.amazonaws.com', 'allowed'],
    ['StringNotEquals', 'kms:ViaService', 'rds.us-east-1.amazonaws.com', 'allowed'],
    ['Null', 'kms:ViaService', 'true', 'allowed'],
    ['Null', 'kms:ViaService', false, 'denied'],
    ['IpAddress', 'aws:SourceIp', '203.0.113.0/24', 'denied'],
    ['IpAddress', 'aws:SourceIp', '203.0.113.7', 'denied'],
    ['IpAddress', 'aws:SourceIp', ['10.0.0.0/8', '192.168.0.0/16'], 'denied'],
    ['IpAddress', 'aws:SourceIp', '0.0.0.0/0', 'allowed'],
    ['IpAddress', 'aws:SourceIp', '128.0.0.0/1', 'unknown'],
    ['IpAddress', 'aws:SourceIp', '2001:db8::/32', 'denied'],
    ['NotIpAddress', 'aws:SourceIp', '203.0.113.0/24', 'allowed'],
    ['NotIpAddress', 'aws:SourceIp', '0.0.0.0/0', 'denied'],
    ['StringEquals', 'aws:SourceVpce', 'vpce-1a2b3c4d', 'denied'],
    ['StringLike', 'aws:SourceVpce', 'vpce-*', 'unknown'],
    ['StringNotEquals', 'aws:SourceVpce', 'vpce-1a2b3c4d', 'allowed'],
    ['StringEquals', 'aws:PrincipalOrgID', 'o-customer', 'denied'],
    ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-customer/r-1/ou-1/', 'denied'],
    ['Null', 'aws:PrincipalOrgID', 'false', 'unknown'],
    ['StringEquals', 'kms:EncryptionContext:app', 'orders', 'unknown'],
    ['ForAllValues:StringEquals', 'kms:EncryptionContextKeys', 'app', 'unknown'],
    ['DateLessThan', 'aws:CurrentTime', '2030-01-01T00:00:00Z', 'unknown'],
    ['NumericLessThan', 'aws:MultiFactorAuthAge', '300', 'unknown'],
    ['StringEqual', 'kms:CallerAccount', account, 'unknown'],
    ['StringEquals', 'aws:ResourceTag/team', 'orders', 'unknown'],
    ['StringEquals', 'kms:CallerAccount', `\${aws:PrincipalAccount}`, 'unknown'],
    ['StringEquals', 'kms:CallerAccount', [], 'denied'],
  ])('%s %s %j: %s', (operator, key, value, expected) => {
    expect(given({ Condition: { [operator]: { [key]: value } } })).toBe(expected);
  });

  test('every operator and key must hold', () => {
    const two = { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'kms:CallerAccount': account } };
    expect(given({ Condition: two })).toBe('allowed');
    expect(given({ Condition: { ...two, Null: { 'kms:ViaService': 'false' } } })).toBe('denied');
  });
});

test('a caller that is known only at apply is compared as text', () => {
  const token = `\${data.aiven_cmk_accessor_aws.aiven.principal}`;
  const caller = awsCaller(token);
  const access = (statements: unknown[]) =>
    evaluateAwsPolicy({ Statement: statements } as unknown as AwsPolicy, { caller, action: 'kms:Encrypt', keyArn })
      .access;
  const own = { ...allow, Principal: { AWS: token } };
  const root = 'arn:aws:iam::111122223333:root';
  expect(access([own])).toBe('allowed');
  expect(access([own, deny])).toBe('denied');
  expect(access([{ ...allow, Principal: { AWS: root } }])).toBe('unknown');
  expect(access([own, { ...deny, Principal: { AWS: root } }])).toBe('unknown');
  expect(access([{ ...own, Condition: { StringEquals: { 'kms:CallerAccount': '111122223333' } } }])).toBe('unknown');
});

test(`wildcards match as in the second implementation ${repeatable}`, () => {
  const piece = fc.array(fc.constantFrom('a', 'b', '*', '?', '**'), { maxLength: 8 }).map((parts) => parts.join(''));
  const text = fc.array(fc.constantFrom('a', 'b'), { maxLength: 8 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(piece, text, (pattern, value) => {
      expect(matchesWildcard(pattern, value)).toBe(wild(pattern, value));
    }),
    { seed, numRuns: 2000 },
  );
});

test(`patterns of ARNs match as in the second implementation ${repeatable}`, () => {
  const parts = (...texts: string[]) =>
    fc.array(fc.constantFrom(...texts), { minLength: 1, maxLength: 7 }).map((list) => list.join(':'));
  const pattern = parts('arn', 'aws', '*', 'a*', '?', '', 'key/*');
  fc.assert(
    fc.property(pattern, parts('arn', 'aws', 'a', '', 'key/1'), (one, arn) => {
      expect(matchesArn(one, arn)).toBe(arnLike(one, arn));
    }),
    { seed, numRuns: 2000 },
  );
  expect(matchesArn('arn:aws:kms:*', 'arn:aws:kms:us-east-1:1:key/x')).toBe(true);
  expect(matchesArn('arn:aws:*:key/x', 'arn:aws:kms:us-east-1:1:key/x')).toBe(false);
  expect(matchesArn('arn:*:*', 'arn')).toBe(false);
});

test('a pattern of many wildcards is matched in reasonable time', () => {
  expect(matchesWildcard('*a'.repeat(2000), 'a'.repeat(1999))).toBe(false);
});

describe('agreement with the second evaluator', () => {
  const oneOrMore = (values: readonly string[]) => {
    const one = fc.constantFrom(...values);
    return fc.oneof(one, fc.uniqueArray(one, { minLength: 1, maxLength: 3 }));
  };
  const names = oneOrMore([
    ...['*', account, `arn:aws:iam::${account}:root`, roleArn, session('aiven'), 'AROAAIVEN'],
    ...['111122223333', 'arn:aws:iam::111122223333:root', `arn:aws:iam::${account}:role/other`],
    ...[`arn:aws:iam::${account}:user/someone`, session('x').replace('anchor', 'other')],
  ]);
  const principal = fc.oneof(
    { weight: 1, arbitrary: fc.constant('*' as unknown) },
    { weight: 8, arbitrary: fc.record({ AWS: names }) },
    { weight: 1, arbitrary: fc.constant({ Service: 'rds.amazonaws.com' }) },
  );
  const actions = oneOrMore([
    ...['kms:Encrypt', 'kms:Decrypt', 'KMS:ENCRYPT', 'kms:*', '*', 'kms:En*', 'kms:?ncrypt', 'kms:Re*', 'kms:*crypt'],
    's3:*',
  ]);
  const resources = oneOrMore([
    ...['*', keyArn, 'arn:aws:kms:us-east-1:111122223333:key/*', 'arn:aws:kms:*:111122223333:key/mrk-*'],
    ...['arn:aws:kms:us-west-2:111122223333:key/*', 'arn:aws:kms:us-east-1:111122223333:key/other', 'arn:aws:kms:*'],
  ]);
  /** Condition keys, and the values that a request of Aiven may have. The first group is the same in every request. */
  const universe: Readonly<Record<string, readonly (string | undefined)[]>> = {
    'kms:calleraccount': [account],
    'aws:principalarn': [roleArn],
    'aws:securetransport': ['true'],
    'kms:viaservice': [undefined],
    'aws:sourceip': ['198.51.100.7', '3.3.3.3'],
    'aws:sourcevpce': [undefined, 'vpce-aiven', 'o-aiven', 'zzz'],
    'aws:principalorgid': [undefined, 'vpce-aiven', 'o-aiven', 'zzz'],
    'aws:principaltag/team': [undefined, 'red', 'blue', 'green'],
    'kms:encryptioncontext:app': [undefined, 'red', 'blue', 'green'],
  };
  const text = ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'];
  const like = ['StringLike', 'StringNotLike'];
  const set = ['', '', '', 'ForAllValues:', 'ForAnyValue:'];
  const one = (keys: string[], operators: string[], values: string[]) =>
    fc.tuple(fc.constantFrom(...keys), fc.constantFrom(...set), fc.constantFrom(...operators), oneOrMore(values));
  const keyed = fc.oneof(
    one(['kms:CallerAccount'], [...text, ...like], [account, '111122223333', '1234*', '*']),
    one(
      ['aws:PrincipalArn'],
      ['ArnLike', 'ArnEquals', 'ArnNotLike', 'ArnNotEquals'],
      [...[roleArn, 'arn:aws:iam::*:role/*', `arn:aws:iam::${account}:user/*`, 'arn:*:role/service/*']],
    ),
    one(['aws:SecureTransport'], ['Bool'], ['true', 'false', 'True']),
    one(['kms:ViaService'], text, ['rds.us-east-1.amazonaws.com']),
    one(
      ['aws:SourceIp'],
      ['IpAddress', 'NotIpAddress'],
      [...['203.0.113.0/24', '10.0.0.0/8', '0.0.0.0/0', '128.0.0.0/1', '192.0.2.1', '2001:db8::/32']],
    ),
    one(['aws:SourceVpce', 'aws:PrincipalOrgID'], text, ['vpce-customer', 'o-customer']),
    one(['aws:SourceVpce', 'aws:PrincipalOrgID'], like, ['vpce-*', 'o-*', '*', 'o-customer']),
    one(['aws:PrincipalTag/team', 'kms:EncryptionContext:app'], [...text, ...like], ['red', 'blue']),
  );
  const condition = fc
    .tuple(keyed, fc.constantFrom('', '', 'IfExists'))
    .map(([[key, prefix, operator, values], suffix]) => ({ [`${prefix}${operator}${suffix}`]: { [key]: values } }));
  const nullCheck = fc
    .tuple(
      fc.constantFrom('kms:ViaService', 'aws:SourceVpce', 'aws:PrincipalTag/team'),
      fc.constantFrom('true', 'false'),
    )
    .map(([key, value]) => ({ Null: { [key]: value } }));
  const conditions = fc
    .array(fc.oneof({ weight: 6, arbitrary: condition }, { weight: 1, arbitrary: nullCheck }), { maxLength: 2 })
    .map((all) => Object.assign({}, ...all) as ModelStatement['Condition']);
  const either = <T>(name: string, values: fc.Arbitrary<T>) =>
    fc.tuple(fc.constantFrom(name, name, name, `Not${name}`), values).map(([element, value]) => ({ [element]: value }));
  const statement = fc
    .tuple(
      fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
      either('Principal', principal),
      either('Action', actions),
      either('Resource', resources),
      fc.option(conditions, { nil: undefined }),
    )
    .map(
      ([Effect, who, what, where, Condition]) =>
        ({ Effect, ...who, ...what, ...where, ...(Condition && { Condition }) }) as unknown as Statement,
    );
  const policies = fc.array(statement, { minLength: 1, maxLength: 3 });

  /** Every request of Aiven that could be, as far as the policy can tell them apart. */
  function worlds(statements: readonly Statement[]): World[] {
    const all = JSON.stringify(statements);
    let found: World[] = [
      {
        ...{ account, roleArn, roleId: 'AROAAIVEN', session: 'aiven', action: 'kms:Encrypt', resource: keyArn },
        ...{ context: new Map(), lenient: false },
      },
    ];
    const spread = (variants: (world: World) => World[]) => {
      found = found.flatMap(variants);
    };
    for (const [key, values] of Object.entries(universe)) {
      if (!all.toLowerCase().includes(`"${key}"`)) continue;
      spread((world) =>
        values.map((value) => ({
          ...world,
          context: value === undefined ? world.context : new Map([...world.context, [key, value]]),
        })),
      );
    }
    if (all.includes(session('aiven'))) spread((world) => [world, { ...world, session: 'other' }]);
    if (all.includes('AROAAIVEN')) spread((world) => [world, { ...world, roleId: 'AROAOTHER' }]);
    if (all.includes('NotPrincipal')) spread((world) => [world, { ...world, lenient: true }]);
    return found;
  }

  /** Whether no unknown occurs twice, so that both outcomes are possible whenever the evaluator says "unknown". */
  function isReadOnce(statements: readonly Statement[]): boolean {
    const all = JSON.stringify(statements).toLowerCase();
    const unknowns = Object.keys(universe).filter((key) => (universe[key]?.length ?? 0) > 1);
    const count = (word: string) => all.split(word).length - 1;
    const repeated = [...unknowns, 'assumed-role', 'aroaaiven'].some((word) => count(word) > 1);
    const oddities = statements.some(
      ({ Effect, NotPrincipal, Condition }) =>
        (Effect === 'Allow' && NotPrincipal !== undefined) || /ForAnyValue:\w+IfExists/.test(JSON.stringify(Condition)),
    );
    return !repeated && !oddities && count('notprincipal') <= 1;
  }

  const runs = Number(process.env.FC_RUNS ?? 2000);

  test(`on ${runs} random policies ${repeatable}`, () => {
    const seen = { allowed: 0, denied: 0, unknown: 0, exact: 0 };
    fc.assert(
      fc.property(policies, (statements) => {
        const access = accessOf(statements);
        const outcomes = new Set<boolean>();
        for (const world of worlds(statements)) {
          outcomes.add(isAllowed(statements, world));
          if (outcomes.size > 1) break;
        }
        const truth = outcomes.size > 1 ? 'unknown' : outcomes.has(true) ? 'allowed' : 'denied';
        seen[access as keyof typeof seen] += 1;
        const isExact = isReadOnce(statements);
        if (isExact) seen.exact += 1;
        // A matcher for each policy would take longer than the evaluators.
        if (access !== truth && (isExact || access !== 'unknown')) throw new Error(`${access}, but it is ${truth}`);
      }),
      { seed, numRuns: runs },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(runs / 20);
  });
});
