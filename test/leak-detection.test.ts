/** The leak detector that watches every test (test/support/secrets/leak-detector.ts). */

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { AivenError, isNotFound } from '../src/client';
import { errorOf, withClient } from './support/emulator/client';
import { type LeakDetector, recordingLog, recordOutput } from './support/secrets/leak-detector';
import { token } from './support/secrets/secrets';

const { leakDetector } = globalThis as unknown as { leakDetector: LeakDetector };
const print = `process.stdout.write('token ${token.slice(0, 8)}'); process.stdout.write('${token.slice(8)}')`;
const password = 'AVNS_0123456789abcdef';

test.each<[string, () => unknown]>([
  ['the message of an error that is never thrown', () => new Error(`token ${token}`)],
  ['the cause of an error', () => new Error('failed', { cause: `token ${token}` })],
  ['a field added to an error later', () => Object.assign(new Error('failed'), { body: { token } })],
  ['an error of the client', () => new AivenError({ kind: 'network', summary: 'failed', apiMessage: token })],
  ['a replaced stack', () => Object.assign(new Error('failed'), { stack: `Error: ${token}` })],
  ['the password of a service', () => new Error(`postgres://avnadmin:${password}@host`)],
  ['a token in base64', () => new Error(`Basic ${Buffer.from(token).toString('base64')}`)],
  ['a field of a log line', () => recordingLog.debug('request', { header: token })],
  ['stdout of a child process, split across writes', () => once(spawn(process.execPath, ['-e', print]), 'close')],
  ['stderr of a child process', () => once(spawn('sh', ['-c', `echo ${token} >&2`]), 'close')],
  ['output of spawnSync', () => spawnSync(process.execPath, ['-e', print])],
  ['output of execFileSync', () => execFileSync(process.execPath, ['-e', print])],
  ['a line that only resembles an allowed one', () => recordOutput('output', `AIVEN_TOKEN=${token}`)],
])('finds a secret in %s, and does not repeat it', async (_, output) => {
  await output();
  const leaks = leakDetector.takeLeaks().join('\n');
  expect(leaks).toContain('<SECRET>');
  for (const secret of [token, password]) expect(leaks).not.toContain(secret);
});

test.each<[string, () => unknown]>([
  ['an error without a secret', () => new Error('token [redacted]')],
  ['the export line that the emulator prints', () => recordOutput('output', `export AIVEN_TOKEN=${token}\n`)],
  ['the output of terraform show -json', () => once(spawn('echo', ['show', '-json', password]), 'close')],
  ['the output of terraform state pull', () => once(spawn('echo', ['state', 'pull', password]), 'close')],
])('finds none in %s', async (_, output) => {
  await output();
  expect(leakDetector.takeLeaks()).toEqual([]);
});

test('records the errors and log lines of the client, here for a project named like a password', async () => {
  await withClient({}, async ({ client }) => {
    expect(isNotFound(await errorOf(client.cmks.list(password)))).toBe(true);
    const leaks = leakDetector.takeLeaks().join('\n');
    for (const source of ['an error: Aiven returned', 'a log line: Aiven API request']) expect(leaks).toContain(source);
  });
});
