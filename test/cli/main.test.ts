/** The command as a process of its own: as it is published, its signals, its pipes, what it loads. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../src/version';
import { cliFile } from './published';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aiven-byok-cli-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function started(...argv: string[]): { child: ChildProcess; printed: Promise<string>; ended: Promise<number | null> } {
  const child = spawn(process.execPath, [cliFile, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((done) => child.on('exit', done));
  const printed = new Promise<string>((done) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      if (text.includes('AIVEN_TOKEN')) {
        done(text);
      }
    });
    child.on('exit', () => done(text));
  });
  return { child, printed, ended };
}

test.each(['SIGINT', 'SIGTERM'] as const)('the emulator answers until %s and ends with 0', async (signal) => {
  const { child, printed, ended } = started('emulator');
  const [, url = ''] = /AIVEN_WEB_URL=(\S+)/.exec(await printed) ?? [];
  const response = await fetch(`${url}/v1/project/demo/secrets/cmks`, { headers: { authorization: 'Bearer x' } });
  expect(response.status).toBe(200);
  child.kill(signal);
  expect(await ended).toBe(0);
});

test('exit codes and streams are those of the run', () => {
  const good = spawnSync(process.execPath, [cliFile, '--version'], { encoding: 'utf8' });
  expect([good.status, good.stdout, good.stderr]).toEqual([0, `${version}\n`, '']);
  const wrong = spawnSync(process.execPath, [cliFile, 'nonsense'], { encoding: 'utf8' });
  expect([wrong.status, wrong.stdout]).toEqual([2, '']);
  expect(wrong.stderr).toContain("unknown command 'nonsense'");
});

test('help loads no server and no HTTP client', () => {
  const watch = join(folder, 'watch.cjs');
  const script = `
    process.on('exit', () => console.error(JSON.stringify(process.moduleLoadList)));`;
  writeFileSync(watch, script);
  const { stderr } = spawnSync(process.execPath, ['-r', watch, cliFile, '--help'], { encoding: 'utf8' });
  const modules = JSON.parse(stderr.trim().split('\n').at(-1) ?? '[]') as string[];
  expect(modules.length).toBeGreaterThan(10);
  for (const name of ['http', 'https', 'tls', 'crypto', 'readline']) {
    expect(modules).not.toContain(`NativeModule ${name}`);
  }
});

test('a reader that goes away early is no failure', async () => {
  const { child, ended } = started('--help');
  child.stdout?.destroy();
  expect(await ended).toBe(0);
});

(existsSync('/dev/full') ? describe : describe.skip)('a disk that is full', () => {
  const full = openSync(existsSync('/dev/full') ? '/dev/full' : '/dev/null', 'w');

  afterAll(() => closeSync(full));

  test('is told in one sentence', () => {
    const { status, stderr } = spawnSync(process.execPath, [cliFile, '--help'], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([1, 'error: The output cannot be written: no space left on device.\n']);
  });

  test('fails the command where nobody can be told', () => {
    expect(spawnSync(process.execPath, [cliFile, '--help'], { stdio: ['ignore', full, full] }).status).toBe(1);
  });
});
