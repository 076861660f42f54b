/** That nothing said in the whole test run holds a secret is looked after by a witness; this is about the witness. */

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { AivenError, isNotFound } from '../src/client';
import { errorOf, withClient } from './support/emulator/client';
import { token } from './support/secrets/secrets';
import { hear, heardLog, type Witness } from './support/secrets/witness';

const { witness } = globalThis as unknown as { witness: Witness };
const print = `process.stdout.write('token ${token.slice(0, 8)}'); process.stdout.write('${token.slice(8)}')`;
const password = 'AVNS_0123456789abcdef';

test.each<[string, () => unknown]>([
  ['the message of an error that nobody throws', () => new Error(`token ${token}`)],
  ['the cause of an error', () => new Error('failed', { cause: `token ${token}` })],
  ['a field of an error that it got later', () => Object.assign(new Error('failed'), { body: { token } })],
  ['an error of the client', () => new AivenError({ kind: 'network', message: 'failed', apiMessage: token })],
  ['a stack that was put in place of its own', () => Object.assign(new Error('failed'), { stack: `Error: ${token}` })],
  ['the password of a service', () => new Error(`postgres://avnadmin:${password}@host`)],
  ['a token in base64', () => new Error(`Basic ${Buffer.from(token).toString('base64')}`)],
  ['a field of a log line', () => heardLog.debug('request', { header: token })],
  ['what a process writes, piece by piece', () => once(spawn(process.execPath, ['-e', print]), 'close')],
  ['what a process writes to stderr', () => once(spawn('sh', ['-c', `echo ${token} >&2`]), 'close')],
  ['what a process writes that is waited for', () => spawnSync(process.execPath, ['-e', print])],
  ['what a process writes that must not fail', () => execFileSync(process.execPath, ['-e', print])],
  ['a command that only looks as if it were allowed', () => hear('output', `AIVEN_TOKEN=${token}`)],
])('a secret is heard in %s, and not repeated', async (_, say) => {
  await say();
  const leaks = witness.takeLeaks().join('\n');
  expect(leaks).toContain('<SECRET>');
  for (const secret of [token, password]) expect(leaks).not.toContain(secret);
});

test.each<[string, () => unknown]>([
  ['an error without one', () => new Error('token [redacted]')],
  ['the line that the emulator prints to be copied', () => hear('output', `export AIVEN_TOKEN=${token}\n`)],
  ['the JSON of a state', () => once(spawn('echo', ['show', '-json', password]), 'close')],
  ['a state that is pulled', () => once(spawn('echo', ['state', 'pull', password]), 'close')],
])('none is heard in %s', async (_, say) => {
  await say();
  expect(witness.takeLeaks()).toEqual([]);
});

test('what the client throws and logs is heard: here a project that is named like a password', async () => {
  await withClient({}, async ({ client }) => {
    expect(isNotFound(await errorOf(client.cmks.list(password)))).toBe(true);
    const leaks = witness.takeLeaks().join('\n');
    for (const where of ['an error: The Aiven API answered', 'a log line: Aiven API request']) {
      expect(leaks).toContain(where);
    }
  });
});
