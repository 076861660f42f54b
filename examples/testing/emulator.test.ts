import { AivenClient } from 'aiven-byok/client';
import { Emulator } from 'aiven-byok/emulator';

const service = { service_name: 'orders', service_type: 'pg', plan: 'startup-4' };
const emulator = new Emulator({ seed: { projects: [{ name: 'acme-prod', services: [service] }] } });
beforeAll(() => emulator.start());
afterAll(() => emulator.stop());

test('reads the services although the API fails once', async () => {
  const client = new AivenClient({ url: emulator.url, token: 'any' });
  const fault = emulator.fail({ operation: 'ServiceList', fault: 503 });
  expect(await client.services.list('acme-prod')).toMatchObject([{ serviceName: 'orders', cmkId: null }]);
  expect(fault.hits).toBe(1);
  await client.close();
});
