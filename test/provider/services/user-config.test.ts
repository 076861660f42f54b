import { Decimal, Dynamic, unknown, type Value } from '../../../src/plugin';
import {
  checkNoSecrets,
  checkUserConfig,
  equalJson,
  fromJson,
  mergeJson,
  refreshUserConfig,
  sameValue,
  toJson,
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

test('values convert to JSON and back', () => {
  const value = { a: [1, new Decimal('0.5'), 7n], b: { c: null, d: config('x') } };
  expect(toJson(config(value))).toEqual({ a: [1, 0.5, 7], b: { c: null, d: 'x' } });
  expect(fromJson({ a: ['x', 1, true, null] })).toEqual(
    new Dynamic(['object', { a: ['tuple', ['string', 'number', 'bool', 'dynamic']] }], { a: ['x', 1, true, null] }),
  );
  expect(() => toJson(unknown)).toThrow('unknown value');
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
  expect(equalJson({ a: 1, b: undefined as never }, { a: 1 })).toBe(true);
  expect(equalJson(['a'], { 0: 'a' })).toBe(false);
  expect(equalJson({ pg_version: 16 }, { pg_version: '16' })).toBe(true);
  expect(equalJson('16', 17)).toBe(false);
});
