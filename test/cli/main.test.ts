/** The bundled CLI as a process: signals, pipes, and the modules that it loads. */

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
      if (text.includes('AIVEN_TOKEN')) done(text);
    });
    child.on('exit', () => done(text));
  });
  return { child, printed, ended };
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'the emulator serves requests until %s and exits with code 0',
  async (signal) => {
    const { child, printed, ended } = started('emulator');
    const [, url = ''] = /AIVEN_WEB_URL=(\S+)/.exec(await printed) ?? [];
    const response = await fetch(`${url}/v1/project/demo/secrets/cmks`, { headers: { authorization: 'Bearer x' } });
    expect(response.status).toBe(200);
    child.kill(signal);
    expect(await ended).toBe(0);
  },
);

test('exits with the code of the command', () => {
  const good = spawnSync(process.execPath, [cliFile, '--version'], { encoding: 'utf8' });
  expect([good.status, good.stdout, good.stderr]).toEqual([0, `${version}\n`, '']);
  const wrong = spawnSync(process.execPath, [cliFile, 'nonsense'], { encoding: 'utf8' });
  expect([wrong.status, wrong.stdout]).toEqual([2, '']);
  expect(wrong.stderr).toContain('unknown command "nonsense"');
});

test('--help loads neither a server nor an HTTP client', () => {
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

test('exits with code 0 if the reader of the pipe closes it', async () => {
  const { child, ended } = started('--help');
  child.stdout?.destroy();
  expect(await ended).toBe(0);
});

(existsSync('/dev/full') ? describe : describe.skip)('with a full disk', () => {
  const full = openSync(existsSync('/dev/full') ? '/dev/full' : '/dev/null', 'w');

  afterAll(() => closeSync(full));

  test('prints one error', () => {
    const { status, stderr } = spawnSync(process.execPath, [cliFile, '--help'], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([1, 'error: Cannot write to stdout: no space left on device.\n']);
  });

  test('fails even if stderr is full too', () => {
    expect(spawnSync(process.execPath, [cliFile, '--help'], { stdio: ['ignore', full, full] }).status).toBe(1);
  });
});
