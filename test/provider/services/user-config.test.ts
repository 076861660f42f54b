import { ExactNumber } from '../../../src/client';
import { Decimal, Dynamic, unknown, type Value } from '../../../src/plugin';
import { equalJson, fromJson, type Json, mergeJson, toJson } from '../../../src/provider/services/json-value';
import {
  changedUserConfig,
  checkNoSecrets,
  checkUserConfig,
  importedUserConfig,
  initialUserConfig,
  isInEffect,
  refreshUserConfig,
  sameValue,
} from '../../../src/provider/services/user-config';

const config = (value: Value) => new Dynamic('dynamic', value);

test.each([
  [{ admin_password: 'x' }, 'admin_password'],
  [{ smtp_server: { host: 'h', password: unknown } }, 'smtp_server.password'],
  [{ auth_google: { client_secret: 'x' } }, 'auth_google.client_secret'],
  [{ providers: [{ name: 'a' }, { aws: { secret_key: 'x' } }] }, 'providers[1].aws.secret_key'],
  [{ vault: { token: 'x' } }, 'vault.token'],
  [{ env: { secrets: { a: 'x' } } }, 'env.secrets'],
  [{ azure_migration: { key: 'x' } }, 'azure_migration.key'],
  [{ jwt: new Dynamic(['object', { signing_key: 'string' }], { signing_key: 'x' }) }, 'jwt.signing_key'],
] as [Value, string][])('a secret is named by its path: %j', (value, path) => {
  const problem = checkNoSecrets(config(value));
  expect(problem).toContain(`"${path}" is a secret`);
  expect(problem).toContain('secret_user_config');
});

test.each([
  { ip_filter: ['10.0.0.0/8'], pg: { password_encryption: 'scram-sha-256' } },
  { admin_password: null },
  { tags: { key: 'a' }, oauth_token_endpoint: 'https://x.example' },
] as Value[])('what is no secret may be shown: %j', (value) => {
  expect(checkNoSecrets(config(value))).toBeUndefined();
  expect(checkUserConfig(config(value))).toBeUndefined();
});

test('settings must be an object', () => {
  for (const value of ['text', 5, ['a'], null]) expect(checkUserConfig(config(value))).toContain('Expected an object');
});

test('values convert to JSON and back, with every digit', () => {
  const value = { a: [1, new Decimal('0.12345678901234567890123'), 2n ** 63n - 1n], b: { c: null, d: config('x') } };
  const json = { a: [1, new ExactNumber('0.12345678901234567890123'), 2n ** 63n - 1n], b: { c: null, d: 'x' } };
  expect(toJson(config(value))).toEqual(json);
  expect(fromJson({ ...json, e: new ExactNumber('9223372036854775807') })).toEqual(
    new Dynamic(
      [
        'object',
        { a: ['tuple', ['number', 'number', 'number']], b: ['object', { c: 'dynamic', d: 'string' }], e: 'number' },
      ],
      { ...value, b: { c: null, d: 'x' }, e: 2n ** 63n - 1n },
    ),
  );
  expect(() => toJson(unknown)).toThrow('unknown value');
});

test.each([
  [8, '8'],
  [true, 'true'],
  [0.5, '0.5'],
  [new ExactNumber('9223372036854775807'), '9223372036854775807'],
  [new ExactNumber('1.50'), 1.5],
  [2n ** 64n, new ExactNumber('18446744073709551616')],
  [{ a: 1, b: null }, { a: '1' }],
  [
    { a: 1, b: [{ c: 'x', d: null }] },
    { b: [{ c: 'x' }], a: 1 },
  ],
  [{ a: { b: null } }, {}],
] as [Json, Json][])('%j and %j are equal in meaning', (one, other) => {
  expect(equalJson(one, other)).toBe(true);
  expect(equalJson(other, one)).toBe(true);
});

test.each([
  [8, '08'],
  ['8', '8.0'],
  [true, 1],
  [null, false],
  ['', null],
  [[], null],
  [['a'], { 0: 'a' }],
  [new ExactNumber('9223372036854775807'), new ExactNumber('9223372036854775806')],
  [new ExactNumber('0.12345678901234567891'), new ExactNumber('0.12345678901234567892')],
] as [Json, Json][])('%j and %j are different', (one, other) => {
  expect(equalJson(one, other)).toBe(false);
  expect(equalJson(other, one)).toBe(false);
});

test('a new service gets no nulls, and empty lists and objects as written', () => {
  expect(initialUserConfig({ a: null, b: { c: null }, d: { e: 1, f: null }, g: [], h: {} })).toEqual({
    d: { e: 1 },
    g: [],
    h: {},
  });
  expect(initialUserConfig({ a: [{ network: '10.0.0.0/8', description: null }, null] })).toEqual({
    a: [{ network: '10.0.0.0/8' }, null],
  });
  expect(initialUserConfig({ a: null })).toBeUndefined();
  expect(initialUserConfig({})).toEqual({});
});

test('an update sends changed entries, and null only where there was a value', () => {
  const before = { a: 1, b: { c: 1, d: 2 }, e: null, g: 'x' };
  expect(changedUserConfig({ a: null, e: null, f: null, g: 'x' }, before)).toEqual({ a: null });
  expect(changedUserConfig({ b: { c: null, d: 2, x: null } }, before)).toEqual({ b: { c: null, d: 2 } });
  expect(changedUserConfig({ b: { d: 2 } }, before)).toBeUndefined();
  expect(changedUserConfig({ a: 2 }, undefined)).toEqual({ a: 2 });
});

test('after an import a null stands for any value, later only for none', () => {
  const current = { a: 1, b: { c: 'x' } };
  expect(isInEffect({ a: null, b: { c: null } }, current, { imported: true })).toBe(true);
  expect(isInEffect({ a: null }, current, { imported: false })).toBe(false);
  expect(isInEffect({ a: '1', z: null }, current, { imported: false })).toBe(true);
  expect(isInEffect({ a: 2 }, current, { imported: true })).toBe(false);
});

test('an import leaves out secrets and nulls at any depth', () => {
  const actual = {
    admin_password: 'x',
    n: null,
    other: '<redacted>',
    list: [{ secret_key: 'x', name: 'a' }],
    azure_migration: { key: 'x' },
    a: 1,
  };
  expect(toJson(importedUserConfig({ userConfig: actual }))).toEqual({
    list: [{ name: 'a' }],
    azure_migration: {},
    a: 1,
  });
});

test('secrets are merged over the settings: objects by key, lists as a whole', () => {
  const open = { a: { b: 1, c: [1, 2] }, d: 1 };
  expect(mergeJson(open, { a: { c: [3], e: 's' } })).toEqual({ a: { b: 1, c: [3], e: 's' }, d: 1 });
  expect(mergeJson(undefined, { a: 1 })).toEqual({ a: 1 });
  expect(mergeJson({ a: 1 }, undefined)).toEqual({ a: 1 });
});

test('a refresh updates only configured keys, and a key set to its default has no drift', () => {
  const stored = config({ a: { b: 1 }, c: null });
  expect(refreshUserConfig(stored, { a: { b: 1, x: 2 }, c: 'default', y: 3 })).toBe(stored);
  expect(toJson(refreshUserConfig(stored, { a: { b: 2, x: 2 }, c: 'default' }))).toEqual({ a: { b: 2 }, c: null });
  expect(toJson(refreshUserConfig(stored, {}))).toEqual({ a: null, c: null });
  expect(refreshUserConfig(stored, undefined)).toBe(stored);
  expect(refreshUserConfig(null, { a: 1 })).toBeNull();
});

test('compares values by content', () => {
  expect(sameValue({ a: [config('x'), unknown] }, { a: [config('x'), unknown] })).toBe(true);
  expect(sameValue({ a: null }, {})).toBe(false);
  expect(sameValue(unknown, null)).toBe(false);
  expect(sameValue(new Decimal('0.1'), new Decimal('0.2'))).toBe(false);
  expect(sameValue(['a'], ['a', 'b'])).toBe(false);
});
