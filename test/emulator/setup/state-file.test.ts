/** The state file: restores the state after a restart, and is never incomplete. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Emulator } from '../../../src/emulator';
import { ask, gcpKey } from '../../support/emulator/api-caller';
import { temporaryFolder } from '../../support/temporary';

test('a restart restores everything, including moves in progress', async () => {
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

  // The clock is still ahead.
  const third = new Emulator({ stateFile });
  expect(third.call('ServiceGet', 'p', { serviceName: 'orders' }).service.state).toBe('RUNNING');
});

test('a write is in the file before its response, and no temporary file remains', async () => {
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

test('rejects a file that is not a state file, and leaves it unchanged', () => {
  const stateFile = join(temporaryFolder(), 'state.json');
  for (const text of ['{', '[]', '{"version":99,"projects":[]}']) {
    writeFileSync(stateFile, text);
    expect(() => new Emulator({ stateFile })).toThrow(stateFile);
    expect(readFileSync(stateFile, 'utf8')).toBe(text);
  }
});

test('reports at start that the file cannot be written', async () => {
  const stateFile = join(temporaryFolder(), 'missing', 'state.json');
  const emulator = new Emulator({ stateFile });
  await expect(emulator.start()).rejects.toThrow(`Cannot write the state file "${stateFile}"`);
});

test('two emulators on one file do not see each other, and the last write replaces the file', async () => {
  const stateFile = join(temporaryFolder(), 'state.json');
  const create = (emulator: Emulator, name: string) =>
    emulator.call('CMKCreate', 'p', {}, { provider: 'gcp', resource: gcpKey(name) }).cmk.id;
  const [first, second] = [new Emulator({ projects: ['p'], stateFile }), new Emulator({ projects: ['p'], stateFile })];
  create(first, 'first');
  const id = create(second, 'second');
  expect(new Emulator({ stateFile }).call('CMKList', 'p').cmks.map((cmk) => cmk.id)).toEqual([id]);
});
