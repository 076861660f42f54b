import { parseAwsPolicy } from '../../../src/aiven/grants';
import { specificationPolicy, specificationStatement } from './samples';

const statement = JSON.parse(specificationStatement);

test("reads the specification's policy as it is", () => {
  expect(parseAwsPolicy(specificationPolicy)).toEqual(JSON.parse(specificationPolicy));
});

test('reads what the AWS command prints as JSON, with the policy as text inside', () => {
  const printed = JSON.stringify({ Policy: specificationPolicy, PolicyName: 'default' });
  expect(parseAwsPolicy(printed)).toEqual(JSON.parse(specificationPolicy));
});

test('a single statement becomes a list of one', () => {
  expect(parseAwsPolicy(JSON.stringify({ Statement: statement }))).toEqual({ Statement: [statement] });
});

test('keeps elements that it does not know', () => {
  const text = JSON.stringify({ Id: 'x', Statement: [{ ...statement, Condition: { Bool: { a: true } }, Later: 1 }] });
  expect(parseAwsPolicy(text)).toEqual(JSON.parse(text));
});

test.each([
  [
    'no policy at all',
    'is not JSON; expected a key policy as aws kms get-key-policy prints it.',
    `\${TfToken[TOKEN.1]}`,
  ],
  ['a list', '"[]" is not a key policy; expected a JSON object with the element Statement.', '[]'],
  ['null', '"null" is not a key policy', 'null'],
  ['no statements', 'with the element Statement', '{"Version":"2012-10-17"}'],
  ['a statement that is text', 'Statement 1 of the key policy is not an object; got "\\"x\\"".', '{"Statement":["x"]}'],
  ['an effect that is none', 'has no Effect that is "Allow" or "Deny"', '{"Statement":[{"Effect":"allow"}]}'],
  ['a Sid that is none', 'has a Sid', '{"Statement":[{"Effect":"Allow","Sid":1}]}'],
  ['an action that is none', 'has the element Action, which is', '{"Statement":[{"Effect":"Allow","Action":[1]}]}'],
  [
    'a principal that is none',
    'has the element Principal, which is',
    '{"Statement":[{"Effect":"Allow","Principal":{"AWS":null}}]}',
  ],
  [
    'a principal that is text',
    'has the element Principal, which is',
    '{"Statement":[{"Effect":"Allow","Principal":"arn:x"}]}',
  ],
  ['a condition that is none', 'has a Condition', '{"Statement":[{"Effect":"Allow","Condition":{"Bool":null}}]}'],
])('refuses %s with one sentence', (_, message, text) => {
  expect(() => parseAwsPolicy(text)).toThrow(message);
});
