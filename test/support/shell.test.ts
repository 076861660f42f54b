/** Quoting for POSIX shells, checked with a real one. */

import { execFileSync } from 'node:child_process';
import { quoteForShell } from '../../src/support/shell';

test('leaves text alone that no shell changes', () => {
  const arn = 'arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab';
  expect(quoteForShell(arn)).toBe(arn);
  expect(quoteForShell('--member=group:access.example@aiven.io')).toBe('--member=group:access.example@aiven.io');
});

test('quotes only the value of an option', () => {
  expect(quoteForShell('--role=Key Vault')).toBe("--role='Key Vault'");
  expect(quoteForShell('--a b=c')).toBe("'--a b=c'");
});

test('quotes the empty text', () => {
  expect(quoteForShell('')).toBe("''");
});

test.each(['~', '=ls', '{a,b}', '!!'])('quotes %s, which some shells expand', (text) => {
  expect(quoteForShell(text)).toBe(`'${text}'`);
});

test('rejects a NUL character', () => {
  expect(() => quoteForShell('a\0b')).toThrow(
    '"a\\u0000b" contains a NUL character, which a command\'s argument cannot contain.',
  );
});

test.each(['plain', 'a b', "it's", '$(id)', '`id`', '"x"', '\n', '', '--x=$HOME', "--x='"])(
  'sh passes %j to a program unchanged',
  (text) => {
    expect(execFileSync('sh', ['-c', `printf %s ${quoteForShell(text)}`], { encoding: 'utf8' })).toBe(text);
  },
);
