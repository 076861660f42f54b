/** Hostile response bodies: the client neither blocks nor passes on what could deceive a reader. */

import { describeBody, readErrorResponse } from '../../../src/client/call/response-error';

const keep = (text: string) => text;
const many = 3_000_000;

/** CPU time, because the wall clock also measures the load of the machine. In milliseconds. */
function cpuMs(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

test.each([
  ['titles without an end', '<html>'.padEnd(many, '<title')],
  ['one open title', '<html><title>'.padEnd(many, ' ')],
  ['one character', 'x'.repeat(many)],
  ['blanks', ' '.repeat(many)],
  ['blanks in the middle', `x${' '.repeat(many)}x`],
  ['a message of secrets', JSON.stringify({ message: '"token'.repeat(many / 6) })],
  ['escape characters', JSON.stringify({ message: '\u001b;a'.repeat(many / 9) })],
  ['an escape sequence without an end', JSON.stringify({ message: `\u001b${';'.repeat(60_000)}` })],
  ['deep nesting', '['.repeat(many)],
  ['many errors', JSON.stringify({ errors: Array.from({ length: 100_000 }, () => ({ message: 'no' })) })],
])('%s of 3 MB take less than two seconds of CPU', (_, body) => {
  const work = () => {
    readErrorResponse(500, body, keep);
    describeBody(body, keep);
  };
  expect(cpuMs(work)).toBeLessThan(2_000);
});

test('escape sequences and control characters do not reach messages', () => {
  const body = JSON.stringify({
    message: '\u001b[31mred\u001b[0m\u0007 \u001b]8;;http://evil\u0007link \u202etxt.exe\u0000\u009b2J',
    errors: [{ message: '\u001b[2Jcleared' }],
  });
  const { message, errors } = readErrorResponse(400, body, keep);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the test is about
  expect(`${message}${errors[0]?.message}`).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  expect(message).toContain('red');
  expect(describeBody('<html><title>\u001b[2Jgone</title>', keep)).toBe('an HTML page titled "gone"');
});

test('error codes that contain a secret are redacted', () => {
  const body = JSON.stringify({ message: 'no', errors: [{ message: 'no', error_code: 'hunter22' }] });
  const hide = (text: string) => text.replaceAll('hunter22', '[redacted]');
  expect(JSON.stringify(readErrorResponse(400, body, hide))).not.toContain('hunter22');
});

test('describes a page with a title, and one with an empty title', () => {
  expect(describeBody('<html><head><TITLE lang="en"> Bad gateway </TITLE>', keep)).toBe(
    'an HTML page titled "Bad gateway"',
  );
  expect(describeBody('<html><title></title>', keep)).toBe('an HTML page');
});
