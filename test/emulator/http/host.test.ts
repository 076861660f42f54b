/** Which names in the Host header an emulator accepts. */

import { request } from 'node:http';
import { Emulator } from '../../../src/emulator';
import { isAllowedHost } from '../../../src/emulator/http/host';

test.each(['127.0.0.1:40123', 'localhost', 'LOCALHOST:80', '[::1]:40123', 'api.localhost:1', '10.0.0.1', undefined])(
  'on loopback, accepts %s',
  (host) => expect(isAllowedHost(host, '127.0.0.1')).toBe(true),
);

test.each(['attacker.example', 'attacker.example:40123', 'localhost.attacker.example', '127.0.0.1.nip.io', ''])(
  'on loopback, refuses "%s"; on all addresses, accepts it',
  (host) => {
    expect(['127.0.0.1', 'localhost', '::1'].map((address) => isAllowedHost(host, address))).toEqual([
      false,
      false,
      false,
    ]);
    expect(isAllowedHost(host, '0.0.0.0')).toBe(true);
  },
);

test('a request under a foreign name gets a 421 and changes nothing', async () => {
  const emulator = new Emulator({ projects: ['p'] });
  await emulator.start();
  try {
    const { port } = new URL(emulator.url);
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'attacker.example', authorization: 'Bearer any' };
      const path = '/v1/project/p/service';
      const outgoing = request({ port, method: 'POST', path, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      outgoing.on('error', reject);
      outgoing.end(JSON.stringify({ service_name: 'orders', service_type: 'pg', plan: 'startup-4' }));
    });
    expect(status).toBe(421);
    expect(emulator.store.project('p').services.size).toBe(0);
  } finally {
    await emulator.stop();
  }
});
