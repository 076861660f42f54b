/** Each command as a process in a pipe: stdout, stderr and exit code. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Emulator } from '../../src/emulator';
import { temporaryFolder } from '../support/temporary';
import { Published } from './published';
import { awsKey, gcpKey, oneId, otherId, project, seed, token } from './scene';

let emulator: Emulator;

const cli = new Published();

beforeEach(async () => {
  emulator = new Emulator({ seed });
  await emulator.start();
});

afterEach(() => emulator.stop());
afterAll(() => cli.stop());

const env = () => ({
  AIVEN_WEB_URL: emulator.url,
  AIVEN_TOKEN: token,
  AIVEN_PROJECT: project,
  HOME: temporaryFolder(),
});

const resource = `${gcpKey}-2`;

test.each<[string, number, RegExp, RegExp]>([
  ['cmks list', 0, /^ID .*\n=.*\n1b671a64.*\n8c9d0e1f.*\n$/, /^$/],
  [`cmks get --cmk-id ${oneId} -v --json`, 0, /"service_associations": \[\n/, /^$/],
  [
    `cmks create --provider gcp --resource ${resource} --json`,
    0,
    /^\[\n {4}\{\n.*"resource": "projects.*orders-2",\n/s,
    /^$/,
  ],
  [`cmks create --provider aws --resource ${gcpKey}`, 2, /^$/, /^error: .* is a key reference of Google Cloud KMS/],
  [`cmks update --cmk-id ${oneId} --default-cmk FALSE`, 0, / {2}false {8}current/, /^$/],
  [
    `cmks delete --cmk-id ${otherId} --yes`,
    0,
    new RegExp(awsKey),
    /^Deleted\.\nIf a service ever used the key, keep the KMS key enabled until \d{4}-\d\d-\d\d: .*\n$/,
  ],
  [`cmks delete --cmk-id ${oneId} --yes`, 1, /^$/, /^error: .* is still used by "orders" \(active\)\.\n.*\n$/],
  [
    `cmks delete --cmk-id ${otherId}`,
    2,
    /^$/,
    /will be deleted:\n.*\nerror: .* there is no terminal to ask on\.\nPass --yes/,
  ],
  ['cmks accessors', 0, /"role_arn"/, /^$/],
  ['services list --aiven-managed', 0, /^SERVICE_NAME .*\n=.*\nplain .*-\n$/, /^$/],
  ['services get orders', 0, /orders .* active\n$/, /^$/],
  [`services set-key plain --cmk-id ${otherId} --quiet`, 0, /plain .* active\n$/, /^$/],
  ['services wait orders plain', 0, /orders .*\nplain .*\n$/, /^$/],
  ['services get nobody', 1, /^$/, /^error: .* has no service "nobody"\.\n.*\n$/],
  [`rotate --from ${oneId} --to ${otherId} --dry-run`, 0, /move 1 service in 1 wave of 5: orders\n/, /^$/],
  [`rotate --from ${oneId} --to ${otherId} --yes --delete-old`, 0, /orders +moved/, /Deleted key "1b671a64/],
  ['report', 0, /^acme-prod: 1 of 2 services are protected by a current key/, /^$/],
  [
    'report --fail-on unprotected --format csv',
    3,
    /^project,service_name/,
    /^warning: --fail-on unprotected: found 1: "acme-prod\/plain"\.\n$/,
  ],
  ['report --format html', 0, /^<!doctype html>\n.*<\/html>\n$/s, /^$/],
  ['grants --provider aws', 0, /^\{\n {2}"Sid"/, /^Statement to add to the key policy:\n/],
  ['check', 0, /^ok {7}token {6}from AIVEN_TOKEN\nok {7}api/, /^$/],
  ['provider install --print', 0, /required_providers/, /^$/],
  ['nonsense', 2, /^$/, /^error: unknown command "nonsense"/],
  ['cmks', 2, /^$/, /^Usage: aiven-byok cmks/],
  ['help cmks list', 0, /^Usage: aiven-byok cmks list/, /^$/],
])('%s', async (line, code, out, err) => {
  const ended = await cli.start(line.split(' '), env()).ended;
  expect(ended.out).toMatch(out);
  expect(ended.err).toMatch(err);
  expect(ended.code).toBe(code);
  expect(ended.out + ended.err).not.toMatch(new RegExp(`${token}|\\x1b`));
});

test('reads a token from a pipe', async () => {
  const running = cli.start(['cmks', 'list', '--token-file', '-'], { ...env(), AIVEN_TOKEN: '' });
  running.child.stdin?.end(`${token}\n`);
  expect((await running.ended).code).toBe(0);
});

test('reads the output of another command that a shell passes as a file', async () => {
  const state = '{"version": 4, "resources": []}';
  const ended = await cli.startInShell(`adopt --format hcl --dry-run --state <(echo '${state}')`, env()).ended;
  expect(ended).toMatchObject({ code: 0, out: expect.stringContaining('resource "aiven_cmk"') });
});

test('writes a report to a file', async () => {
  const file = join(temporaryFolder(), 'report.html');
  const ended = await cli.start(['report', '--format', 'html', '-o', file], env()).ended;
  expect(ended).toEqual({ code: 0, out: '', err: `Wrote ${file}\n` });
  expect(readFileSync(file, 'utf8')).toContain('</html>');
});

test('writes a report to /dev/stdout, as to a pipe', async () => {
  const ended = await cli.startInShell('report -o /dev/stdout | cat', env()).ended;
  expect(ended).toMatchObject({ code: 0, out: expect.stringContaining('acme-prod: '), err: 'Wrote /dev/stdout\n' });
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('on %s during a rotation, exits with code %d, and prints what was moved', async (signal, code) => {
  emulator.settings.serviceDelay = 3_600_000;
  const running = cli.start(['rotate', '--from', oneId, '--to', otherId, '--yes'], env());
  // The first request for the service shows that the wait has started.
  const looked = new Promise<void>((resolve) => {
    emulator.settings.onRequest = ({ operation }) => operation === 'ServiceGet' && resolve();
  });
  await looked;
  running.child.kill(signal);
  const ended = await running.ended;
  expect(ended.code).toBe(code);
  expect(ended.out).toMatch(/orders +in progress/);
  expect(ended.err).toMatch(/Interrupted\. Run the same command again to continue\.\n$/);
});
