import { keepKmsKey } from '../../../src/aiven';

const now = Date.parse('2026-12-05T10:00:00Z');

test('a KMS key must stay enabled for 30 days after its last use', () => {
  expect(keepKmsKey(now, true)).toMatch(/^Keep the KMS key enabled until 2027-01-04: /);
});

test('the advice is conditional for a key that may never have been used', () => {
  expect(keepKmsKey(now, false)).toMatch(
    /^If a service ever used the key, keep the KMS key enabled until 2027-01-04: /,
  );
});
