/** Start, stop, request log, reset and direct calls. */

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
  test('listens on a free loopback port while it is started', async () => {
    const url = await emulator.start();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(emulator.url).toBe(url);
    expect((await ask(emulator, 'GET', 'acme-prod/secrets/cmks')).status).toBe(200);
    await emulator.stop();
    await expect(fetch(url)).rejects.toThrow();
    expect(() => emulator.url).toThrow('The emulator is not started');
  });

  test('rejects a second start, also while the first one is in progress', async () => {
    const first = emulator.start();
    await expect(emulator.start()).rejects.toThrow('The emulator is already started; stop it first');
    await first;
    await expect(emulator.start()).rejects.toThrow('The emulator is already started; stop it first');
  });

  test('fails on a port that is in use, and can be started on another port afterwards', async () => {
    await emulator.start();
    const other = new Emulator();
    await expect(other.start(Number(new URL(emulator.url).port))).rejects.toThrow('EADDRINUSE');
    await other.start();
    await other.stop();
  });

  test('stops immediately despite idle connections and pending requests', async () => {
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
    while (emulator.requests.length < 3) await new Promise(setImmediate);
    await emulator.stop();
    expect(await stalled).toBe('TypeError');
    expect(await slow).toBe('TypeError');
    agent.destroy();
  });

  test('keeps its state across a stop and a start', async () => {
    await emulator.start();
    await ask(emulator, 'POST', 'acme-prod/secrets/cmks', { provider: 'gcp', resource: gcpKey('a') });
    await emulator.stop();
    await emulator.start();
    expect((await ask(emulator, 'GET', 'acme-prod/secrets/cmks')).body.cmks).toHaveLength(1);
  });

  test('survives a connection that does not speak HTTP', async () => {
    await emulator.start();
    const { port } = new URL(emulator.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('\x16\x03\x01 hello\r\n\r\n'));
      socket.on('close', () => resolve()).on('error', () => {});
      socket.resume();
    });
    expect((await ask(emulator, 'GET', 'acme-prod/secrets/cmks')).status).toBe(200);
  });

  test('serves HTTPS with the given certificate', async () => {
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
  test('records operation, path, project, key, service, body and status of each request in order', async () => {
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

  test('records headers without the token', async () => {
    await emulator.start();
    await ask(emulator, 'GET', 'acme-prod/service', undefined, {
      'user-agent': 'x/1',
      authorization: 'Bearer hush-hush',
    });
    expect(emulator.requests[0]?.headers).toMatchObject({ 'user-agent': 'x/1', authorization: 'Bearer' });
    expect(JSON.stringify(emulator.requests)).not.toContain('hush');
  });

  test('keeps at most requestLogLimit requests', async () => {
    emulator.settings.requestLogLimit = 2;
    await emulator.start();
    for (const name of ['a', 'b', 'c']) await ask(emulator, 'GET', `acme-prod/service/${name}`);
    expect(emulator.requests.map(({ serviceName }) => serviceName)).toEqual(['b', 'c']);
  });
});

test('a request takes effect and gets its response after the latency', async () => {
  emulator.settings.latency = 30;
  await emulator.start();
  const before = performance.now();
  const pending = ask(emulator, 'POST', 'acme-prod/secrets/cmks', { provider: 'gcp', resource: gcpKey('a') });
  while (emulator.requests.length === 0) await new Promise(setImmediate);
  expect(emulator.store.project('acme-prod').cmks.size).toBe(0);
  expect((await pending).status).toBe(201);
  // A timer may be late but never early.
  expect(performance.now() - before).toBeGreaterThanOrEqual(29);
});

test('reset restores the seed and clears requests, faults and time', async () => {
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
  test('executes an operation without logging it', async () => {
    const { cmk } = emulator.call('CMKCreate', 'acme-prod', {}, { provider: 'gcp', resource: gcpKey('a') });
    const service = { service_name: 'orders', service_type: 'pg', plan: 'startup-4', cmk_id: cmk.id };
    emulator.call('ServiceCreate', 'acme-prod', {}, service);
    expect(emulator.store.service('acme-prod', 'orders').cmk_id).toBe(cmk.id);
    expect(emulator.requests).toEqual([]);
  });

  test('throws the error that the API would return', () => {
    const call = () => emulator.call('ServiceGet', 'acme-prod', { serviceName: 'orders' });
    expect(call).toThrow(ApiError);
    expect(call).toThrow('Service does not exist');
  });
});

test('the store names what it cannot find', () => {
  const { store } = emulator;
  expect(() => store.project('x')).toThrow('The emulator has no project "x"; it has "acme-prod"');
  expect(() => store.cmk('acme-prod', 'y')).toThrow('The emulator has no key "y" in project "acme-prod"');
  expect(() => store.service('acme-prod', 'z')).toThrow('The emulator has no service "z" in project "acme-prod"');
});
