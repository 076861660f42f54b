/** Tags of a service: set at create, then replaced as a whole by their own operation. */

import { Emulator } from '../../../src/emulator';
import { ask } from '../../support/emulator/api-caller';

let emulator: Emulator;

beforeEach(async () => {
  emulator = new Emulator({ projects: ['p'] });
  await emulator.start();
  const body = { service_name: 'orders', service_type: 'pg', plan: 'startup-4', tags: { team: 'a', tier: '1' } };
  await ask(emulator, 'POST', 'p/service', body);
});

afterEach(() => emulator.stop());

test('the PUT replaces all tags, and both reads return them', async () => {
  expect((await ask(emulator, 'GET', 'p/service/orders/tags')).body).toEqual({ tags: { team: 'a', tier: '1' } });
  expect(await ask(emulator, 'PUT', 'p/service/orders/tags', { tags: { team: 'b' } })).toMatchObject({
    status: 200,
    body: {},
  });
  expect((await ask(emulator, 'GET', 'p/service/orders/tags')).body).toEqual({ tags: { team: 'b' } });
  expect((await ask(emulator, 'GET', 'p/service/orders')).body.service.tags).toEqual({ team: 'b' });
});

test.each([{}, { tags: { team: 1 } }, { tags: {}, more: true }])('the body %j is refused', async (body) => {
  expect((await ask(emulator, 'PUT', 'p/service/orders/tags', body)).status).toBe(400);
});

test.each(['tags', 'static_ips', 'copy_tags', 'service_integrations'])(
  'ServiceUpdate refuses %s, which only ServiceCreate declares',
  async (name) => {
    const { status, body } = await ask(emulator, 'PUT', 'p/service/orders', { [name]: {} });
    expect([status, body.message]).toEqual([400, expect.stringContaining(`Unexpected field(s): ${name};`)]);
  },
);
