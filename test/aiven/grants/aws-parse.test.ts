import { parseAwsPolicy } from '../../../src/aiven/grants/aws-parse';
import { specificationPolicy, specificationStatement } from './samples';

const statement = JSON.parse(specificationStatement);

test("parses the BYOK guide's policy unchanged", () => {
  expect(parseAwsPolicy(specificationPolicy)).toEqual(JSON.parse(specificationPolicy));
});

test('parses the JSON output of the AWS CLI, which has the policy as a string', () => {
  const printed = JSON.stringify({ Policy: specificationPolicy, PolicyName: 'default' });
  expect(parseAwsPolicy(printed)).toEqual(JSON.parse(specificationPolicy));
});

test('a single statement becomes a list of one', () => {
  expect(parseAwsPolicy(JSON.stringify({ Statement: statement }))).toEqual({ Statement: [statement] });
});

test('keeps unknown elements', () => {
  const text = JSON.stringify({ Id: 'x', Statement: [{ ...statement, Condition: { Bool: { a: true } }, Later: 1 }] });
  expect(parseAwsPolicy(text)).toEqual(JSON.parse(text));
});

test.each([
  [
    'no policy at all',
    'is not JSON; expected a key policy as "aws kms get-key-policy" prints it.',
    `\${TfToken[TOKEN.1]}`,
  ],
  ['a list', '"[]" is not a key policy; expected a JSON object with the element "Statement".', '[]'],
  ['null', '"null" is not a key policy', 'null'],
  ['no statements', 'with the element "Statement"', '{"Version":"2012-10-17"}'],
  ['a statement that is text', 'Statement 1 of the key policy is not an object; got "\\"x\\"".', '{"Statement":["x"]}'],
  ['an invalid effect', 'has an invalid Effect (expected "Allow" or "Deny")', '{"Statement":[{"Effect":"allow"}]}'],
  ['an invalid Sid', 'has an invalid Sid', '{"Statement":[{"Effect":"Allow","Sid":1}]}'],
  ['an invalid action', 'has an invalid Action (expected one', '{"Statement":[{"Effect":"Allow","Action":[1]}]}'],
  [
    'a principal that is null',
    'has an invalid Principal (expected "*"',
    '{"Statement":[{"Effect":"Allow","Principal":{"AWS":null}}]}',
  ],
  [
    'a principal that is text',
    'has an invalid Principal (expected "*"',
    '{"Statement":[{"Effect":"Allow","Principal":"arn:x"}]}',
  ],
  [
    'an effect that is there twice',
    'The key policy has the key "Effect" twice in one object; keep one of them.',
    '{"Statement":[{"Effect":"Deny","Effect":"Allow"}]}',
  ],
  [
    'such an effect in the output of the AWS CLI',
    'has the key "Effect" twice in one object',
    JSON.stringify({ Policy: '{"Statement":[{"Effect":"Deny","Effect":"Allow"}]}' }),
  ],
  ['an invalid condition', 'has an invalid Condition', '{"Statement":[{"Effect":"Allow","Condition":{"Bool":null}}]}'],
])('rejects %s', (_, message, text) => {
  expect(() => parseAwsPolicy(text)).toThrow(message);
});
