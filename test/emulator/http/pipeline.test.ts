/** Requests that a client sends before it reads a response. */

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Emulator } from '../../../src/emulator';
import { ask } from '../../support/emulator/api-caller';

let emulator: Emulator;
let socket: Socket;

beforeEach(async () => {
  emulator = new Emulator();
  const { hostname, port } = new URL(await emulator.start());
  socket = connect(Number(port), hostname);
  await once(socket, 'connect');
});

afterEach(async () => {
  socket.destroy();
  await emulator.stop();
});

const line = (path: string) => `GET /v1/project/${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer x\r\n\r\n`;

test('are answered in their order', async () => {
  const names = ['a', 'b', 'c', 'd'];
  socket.write(names.map((name) => line(name)).join(''));
  let text = '';
  for await (const chunk of socket) {
    text += chunk;
    if (text.split('HTTP/1.1 404').length > names.length) break;
  }
  expect(emulator.requests.map(({ path }) => path)).toEqual(names.map((name) => `/v1/project/${name}`));
});

test('wait while the client reads nothing, so that one response is in memory at a time', async () => {
  const user_config = { text: 'x'.repeat(20_000_000) };
  emulator.call(
    'ServiceCreate',
    'my-project',
    {},
    {
      ...{ service_name: 'orders', service_type: 'pg', plan: 'startup-4', cloud: 'google-europe-west1' },
      user_config,
    },
  );
  socket.pause();
  socket.write(line('my-project/service').repeat(20));
  while (emulator.requests.length === 0) await ask(emulator, 'GET', 'other/service');
  await ask(emulator, 'GET', 'other/service');
  expect(emulator.requests.filter(({ project }) => project === 'my-project')).toHaveLength(1);
});

test('close the connection when thousands wait', async () => {
  emulator.fail({ fault: 'stall' });
  const closed = new Promise((resolve) => {
    socket.on('error', resolve);
    socket.on('close', resolve);
  });
  for (let index = 0; index < 3; index++) socket.write(line('my-project/service').repeat(1_000));
  await closed;
  expect(emulator.requests).toHaveLength(1);
});
