import { keepKmsKey } from '../../../src/aiven';

test('a KMS key must stay enabled for 30 days after its last use', () => {
  expect(keepKmsKey(Date.parse('2026-12-05T10:00:00Z'))).toContain('until 2027-01-04: ');
});
