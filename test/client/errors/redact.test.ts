import { createRedactor, plainCause } from '../../../src/client/errors/redact';

const redact = createRedactor(['s3cr3t/token+1']);

test.each([
  ['the token', 'token s3cr3t/token+1 refused', 'token [redacted] refused'],
  ['the token in a URL', '?t=s3cr3t%2Ftoken%2B1&x=1', '?t=[redacted]&x=1'],
  ['the token in base64', `x ${Buffer.from('s3cr3t/token+1').toString('base64')}`, 'x [redacted]'],
  [
    'another credential in a header',
    'got "Authorization: Bearer abcdef123456"',
    'got "Authorization: Bearer [redacted]"',
  ],
  ['user and password in a URI', 'postgres://avnadmin:hunter22@host:1/db', 'postgres://[redacted]@host:1/db'],
  ['a password in JSON', '{"password": "hunter22", "port": 1}', '{"password": "[redacted]", "port": 1}'],
  ['a URI in JSON', '{"service_uri":"redis://x"}', '{"service_uri":"[redacted]"}'],
  ['an access key in JSON', '{"s3_access_key_id": "AKIA"}', '{"s3_access_key_id": "[redacted]"}'],
])('%s is taken out', (_name, text, clean) => {
  expect(redact(text)).toBe(clean);
});

test('keeps ordinary words', () => {
  const text = 'CMK cannot be deleted because it is still associated with one or more services';
  expect(redact(text)).toBe(text);
  expect(createRedactor(['a'])(text)).toBe(text);
});

test('a cause keeps only the name, code and message of a foreign error', () => {
  const foreign = Object.assign(new TypeError('header s3cr3t/token+1'), { code: 'X', data: 's3cr3t/token+1' });
  const cause = plainCause(foreign, redact);
  expect(Object.entries(cause)).toEqual([
    ['name', 'TypeError'],
    ['code', 'X'],
  ]);
  expect(cause.stack).toBe('TypeError: header [redacted]');
});
