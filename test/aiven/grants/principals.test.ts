import {
  checkAwsAccountId,
  checkAwsPrincipal,
  checkGcpGroup,
  checkOciAccessTenant,
  checkOciGroup,
} from '../../../src/aiven';

type Check = (text: string) => string | undefined;

const cases: [Check, string, string[], RegExp][] = [
  [
    checkAwsPrincipal,
    'arn:aws:iam::999999999999:role/aiven-cmk-anchor',
    ['*', '', '123456789012', 'arn:aws:iam::123456789012:user/x', 'arn:aws:iam::*:role/x'],
    /^".*" is not the ARN of an IAM role; expected "arn:/,
  ],
  [checkAwsAccountId, '123456789012', ['*', '12345678901', '1234567890123', 'arn'], /expected 12 digits\.$/],
  [checkGcpGroup, 'access.example@aiven.io', ['*', 'allUsers', 'group:a@b.c', '@aiven.io'], /is not the email address/],
  [checkOciGroup, 'ocid1.group.oc1..abc', ['*', 'ocid1.tenancy.oc1..abc', 'ocid1.group'], /not the OCID of a group/],
  [checkOciAccessTenant, 'ocid1.tenancy.oc1..abc', ['*', 'ocid1.group.oc1..abc'], /not the OCID of a tenancy/],
];

test.each(cases)('%p accepts one principal, never everyone', (check, valid, invalid, sentence) => {
  expect(check(valid)).toBeUndefined();
  for (const text of invalid) expect(check(text)).toMatch(sentence);
});
