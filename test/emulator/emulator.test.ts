/** The emulator as a server: start, stop, log, reset, calls from outside. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { ApiError, Emulator } from '../../src/emulator';
import { ask, gcpKey } from '../support/emulator/api-caller';
import { temporaryFolder } from '../support/temporary';

let emulator: Emulator;

beforeEach(() => {
  emulator = new Emulator({ projects: ['acme-prod'] });
});

afterEach(() => emulator.stop());

describe('start and stop', () => {
  test('listens on a free port of the loopback, and only while it is started', async () => {
    const url = await emulator.start();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(emulator.url).toBe(url);
    expect((await ask(emulator, 'GET', 'acme-prod/secrets/cmks')).status).toBe(200);
    await emulator.stop();
    await expect(fetch(url)).rejects.toThrow();
    expect(() => emulator.url).toThrow('the emulator is not started');
  });

  test('starting twice is an error that says so, also while the first start is under way', async () => {
    const first = emulator.start();
    await expect(emulator.start()).rejects.toThrow('the emulator is already started; stop it first');
    await first;
    await expect(emulator.start()).rejects.toThrow('the emulator is already started; stop it first');
  });

  test('a port that is taken is an error, and the emulator can be started elsewhere afterwards', async () => {
    await emulator.start();
    const other = new Emulator();
    await expect(other.start(Number(new URL(emulator.url).port))).rejects.toThrow('EADDRINUSE');
    await other.start();
    await other.stop();
  });

  test('stops at once although connections are kept alive and requests are unanswered', async () => {
    await emulator.start();
    const agent = new http.Agent({ keepAlive: true });
    await new Promise<void>((resolve) => {
      const headers = { authorization: 'Bearer x' };
      http.get(`${emulator.url}/v1/project/acme-prod/service`, { agent, headers }, (response) => {
        response.resume().on('end', resolve);
      });
    });
    emulator.fail({ fault: 'stall' });
    emulator.fail({ fault: { kind: 'slow', ms: 3_600_000 }, operation: 'ServiceList' });
    const stalled = ask(emulator, 'GET', 'acme-prod/secrets/cmks').catch((error) => error.name);
    const slow = ask(emulator, 'GET', 'acme-prod/service').catch((error) => error.name);
    while (emulator.requests.length < 3) {
      await new Promise(setImmediate);
    }
    await emulator.stop();
    expect(await stalled).toBe('TypeError');
    expect(await slow).toBe('TypeError');
    agent.destroy();
  });

  test('keeps what it holds over a stop and a start', async () => {
    await emulator.start();
    await ask(emulator, 'POST', 'acme-prod/secrets/cmks', { provider: 'gcp', resource: gcpKey('a') });
    await emulator.stop();
    await emulator.start();
    expect((await ask(emulator, 'GET', 'acme-prod/secrets/cmks')).body.cmks).toHaveLength(1);
  });

  test('a connection that sends no HTTP does no harm', async () => {
    await emulator.start();
    const { port } = new URL(emulator.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('\x16\x03\x01 hello\r\n\r\n'));
      socket.on('close', () => resolve()).on('error', () => {});
      socket.resume();
    });
    expect((await ask(emulator, 'GET', 'acme-prod/secrets/cmks')).status).toBe(200);
  });

  test('serves https with a certificate that it is given', async () => {
    const folder = temporaryFolder();
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    execFileSync('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
    const tls = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
    const secure = new Emulator({ tls });
    const url = await secure.start();
    expect(url).toMatch(/^https:/);
    const options = { ca: tls.cert, headers: { authorization: 'Bearer x' } };
    const status = await new Promise((resolve, reject) => {
      https
        .get(`${url}/v1/project/demo/service`, options, (response) => resolve(response.resume().statusCode))
        .on('error', reject);
    });
    await secure.stop();
    expect(status).toBe(200);
  });
});

describe('the request log', () => {
  test('tells operation, path, project, key, service, body and status of each request in order', async () => {
    await emulator.start();
    const { body } = await ask(emulator, 'POST', 'acme-prod/secrets/cmks', { provider: 'gcp', resource: gcpKey('a') });
    await ask(emulator, 'GET', `acme-prod/secrets/cmks/${body.cmk.id}?limit=999`);
    await ask(emulator, 'GET', 'acme-prod/service/orders');
    await ask(emulator, 'GET', 'acme-prod/nothing/here');
    expect(emulator.requests).toMatchObject([
      { operation: 'CMKCreate', method: 'POST', project: 'acme-prod', status: 201, body: { resource: gcpKey('a') } },
      { operation: 'CMKGet', cmkId: body.cmk.id, query: 'limit=999', status: 200, body: undefined },
      { operation: 'ServiceGet', serviceName: 'orders', path: '/v1/project/acme-prod/service/orders', status: 404 },
      { operation: null, method: 'GET', project: '', status: 404 },
    ]);
  });

  test('holds headers, but no token', async () => {
    await emulator.start();
    await ask(emulator, 'GET', 'acme-prod/service', undefined, {
      'user-agent': 'x/1',
      authorization: 'Bearer hush-hush',
    });
    expect(emulator.requests[0]?.headers).toMatchObject({ 'user-agent': 'x/1', authorization: 'Bearer' });
    expect(JSON.stringify(emulator.requests)).not.toContain('hush');
  });

  test('keeps as many requests as it is told to', async () => {
    emulator.settings.requestLogLimit = 2;
    await emulator.start();
    for (const name of ['a', 'b', 'c']) {
      await ask(emulator, 'GET', `acme-prod/service/${name}`);
    }
    expect(emulator.requests.map(({ serviceName }) => serviceName)).toEqual(['b', 'c']);
  });
});

test('latency delays every answer, and what is asked takes effect only then', async () => {
  emulator.settings.latency = 30;
  await emulator.start();
  const before = performance.now();
  const pending = ask(emulator, 'POST', 'acme-prod/secrets/cmks', { provider: 'gcp', resource: gcpKey('a') });
  while (emulator.requests.length === 0) {
    await new Promise(setImmediate);
  }
  expect(emulator.store.project('acme-prod').cmks.size).toBe(0);
  expect((await pending).status).toBe(201);
  // A timer never fires before its time; nothing is said about how late it may be.
  expect(performance.now() - before).toBeGreaterThanOrEqual(29);
});

test('reset goes back to the seed and forgets requests, faults and time', async () => {
  await emulator.start();
  emulator.advance(1000 * 3600 * 24 * 365);
  emulator.fail({ fault: 503, times: Number.POSITIVE_INFINITY });
  emulator.call('CMKCreate', 'acme-prod', {}, { provider: 'gcp', resource: gcpKey('a') });
  await ask(emulator, 'GET', 'acme-prod/service');
  emulator.reset();
  expect(emulator.requests).toEqual([]);
  expect((await ask(emulator, 'GET', 'acme-prod/secrets/cmks')).body).toEqual({ cmks: [] });
  expect(emulator.now - Date.now()).toBeLessThan(60_000);
});

describe('call', () => {
  test('does what another client would have done, and leaves no trace in the log', async () => {
    const { cmk } = emulator.call('CMKCreate', 'acme-prod', {}, { provider: 'gcp', resource: gcpKey('a') });
    const service = { service_name: 'orders', service_type: 'pg', plan: 'startup-4', cmk_id: cmk.id };
    emulator.call('ServiceCreate', 'acme-prod', {}, service);
    expect(emulator.store.service('acme-prod', 'orders').cmk_id).toBe(cmk.id);
    expect(emulator.requests).toEqual([]);
  });

  test('throws what the API would answer', () => {
    const call = () => emulator.call('ServiceGet', 'acme-prod', { serviceName: 'orders' });
    expect(call).toThrow(ApiError);
    expect(call).toThrow('Service does not exist');
  });
});

test('the store says by name what it does not have', () => {
  const { store } = emulator;
  expect(() => store.project('x')).toThrow("the emulator has no project 'x'; it has acme-prod");
  expect(() => store.cmk('acme-prod', 'y')).toThrow("the emulator has no CMK 'y' in project 'acme-prod'");
  expect(() => store.service('acme-prod', 'z')).toThrow("the emulator has no service 'z' in project 'acme-prod'");
});
