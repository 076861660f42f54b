/** The state on disk: survives the emulator, is whole at any time, and is refused when it is not ours. */

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Emulator } from '../../../src/emulator';
import { ask, gcpKey } from '../../support/emulator/api-caller';
import { temporaryFolder } from '../../support/temporary';

test('everything is there again after a restart, moves under way included', async () => {
  const stateFile = join(temporaryFolder(), 'state.json');
  const first = new Emulator({ projects: ['p'], stateFile, serviceDelay: 60_000 });
  await first.start();
  const { body } = await ask(first, 'POST', 'p/secrets/cmks', { provider: 'gcp', resource: gcpKey('a') });
  const service = { service_name: 'orders', service_type: 'pg', plan: 'startup-4', cmk_id: body.cmk.id };
  await ask(first, 'POST', 'p/service', service);
  await first.stop();

  const second = new Emulator({ stateFile, projects: ['p', 'added'] });
  await second.start();
  expect((await ask(second, 'GET', `p/secrets/cmks/${body.cmk.id}`)).body).toEqual(body);
  expect((await ask(second, 'GET', 'p/service/orders')).body.service.state).toBe('REBUILDING');
  second.advance(60_000);
  expect((await ask(second, 'GET', 'p/service/orders')).body.service.state).toBe('RUNNING');
  expect((await ask(second, 'GET', 'added/service')).status).toBe(200);
  await second.stop();

  // The time that was moved ahead stays moved.
  const third = new Emulator({ stateFile });
  expect(third.call('ServiceGet', 'p', { serviceName: 'orders' }).service.state).toBe('RUNNING');
});

test('a write is on disk before its answer, and nothing lies beside the file', async () => {
  const folder = temporaryFolder();
  const stateFile = join(folder, 'state.json');
  const emulator = new Emulator({ projects: ['p'], stateFile });
  await emulator.start();
  for (const name of ['a', 'b', 'c']) {
    const { body } = await ask(emulator, 'POST', 'p/secrets/cmks', { provider: 'gcp', resource: gcpKey(name) });
    expect(readFileSync(stateFile, 'utf8')).toContain(body.cmk.id);
  }
  await emulator.stop();
  expect(readdirSync(folder)).toEqual(['state.json']);
});

test('what is no state is refused by name, and left as it is', () => {
  const stateFile = join(temporaryFolder(), 'state.json');
  for (const text of ['{', '[]', '{"version":99,"projects":[]}']) {
    writeFileSync(stateFile, text);
    expect(() => new Emulator({ stateFile })).toThrow(stateFile);
    expect(readFileSync(stateFile, 'utf8')).toBe(text);
  }
});

test('a place that cannot be written to is known at start', async () => {
  const stateFile = join(temporaryFolder(), 'missing', 'state.json');
  const emulator = new Emulator({ stateFile });
  await expect(emulator.start()).rejects.toThrow(`cannot write the state file '${stateFile}'`);
});

test('a second emulator on the same file is refused, and one that was killed is followed', async () => {
  const stateFile = join(temporaryFolder(), 'state.json');
  const first = new Emulator({ stateFile });
  await first.start();
  const second = new Emulator({ stateFile });
  await expect(second.start()).rejects.toThrow(
    `the state file '${stateFile}' belongs to another emulator (process ${process.pid}); stop that, or name another file`,
  );
  await first.stop();
  await second.start();
  await second.stop();

  // A process that is over cannot have the file.
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  writeFileSync(`${stateFile}.lock`, `${pid}\n`);
  await second.start();
  await second.stop();
  expect(readdirSync(dirname(stateFile))).toEqual(['state.json']);
});

test('what an emulator of a container has left is taken over by the next, which has the same number', async () => {
  const stateFile = join(temporaryFolder(), 'state.json');
  writeFileSync(`${stateFile}.lock`, `${process.pid}\n`);
  const emulator = new Emulator({ stateFile });
  await emulator.start();
  await emulator.stop();
  expect(readdirSync(dirname(stateFile))).toEqual(['state.json']);
});

test('an emulator that is not started does not overwrite the file of one that runs', async () => {
  const stateFile = join(temporaryFolder(), 'state.json');
  const running = new Emulator({ stateFile });
  const other = new Emulator({ stateFile });
  await running.start();
  try {
    const before = readFileSync(stateFile, 'utf8');
    expect(() => other.advance(1000)).toThrow(`the state file '${stateFile}' belongs to another emulator`);
    expect(readFileSync(stateFile, 'utf8')).toBe(before);
  } finally {
    await running.stop();
  }
  other.advance(1000);
  expect(readdirSync(dirname(stateFile))).toEqual(['state.json']);
});

test('a lock that is just being written belongs to somebody', async () => {
  const stateFile = join(temporaryFolder(), 'state.json');
  writeFileSync(`${stateFile}.lock`, '');
  await expect(new Emulator({ stateFile }).start()).rejects.toThrow(
    `the state file '${stateFile}' belongs to another emulator; stop that, or name another file`,
  );
});
