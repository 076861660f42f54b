/** Every operation of our client against the emulator: what each sends and receives is what Aiven declares. */

import { AivenClient, type OperationId } from '../../src/client';
import { methods } from '../../src/client/call/operations';
import { Emulator, type EmulatorOptions } from '../../src/emulator';
import { recordingProxy } from '../support/emulator/recording-proxy';
import { type Exchange, operationOf, requestProblems, responseProblems } from './contract';

const project = 'acme-prod';
const gcpKey = (name: string) => `projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/${name}`;
const vpc = '1b671a64-40d5-491e-99b0-da01ff1f3341';

/** A session that uses every operation, every field, and several errors. */
async function useEverything({ projects, cmks, services, staticIps }: AivenClient): Promise<void> {
  const refused = (call: Promise<unknown>) => expect(call).rejects.toThrow();
  await projects.list();
  await cmks.accessors(project);
  const key = await cmks.create(project, { cloud: 'gcp', keyReference: gcpKey('a'), defaultCmk: true });
  const other = await cmks.create(project, { cloud: 'gcp', keyReference: gcpKey('b') });
  await cmks.list(project);
  await cmks.get(project, key.cmkId);
  await cmks.update(project, key.cmkId, { defaultCmk: false });
  await cmks.verifyAccess(project, key.cmkId);
  await services.create(project, {
    serviceName: 'orders',
    serviceType: 'pg',
    plan: 'startup-4',
    cloudName: 'google-europe-west1',
    cmkId: key.cmkId,
    projectVpcId: vpc,
    userConfig: { pg_version: '16', pg: { work_mem: 4 } },
    terminationProtection: true,
    maintenance: { dow: 'monday', time: '04:00:00' },
    diskSpaceMb: 102_400,
    techEmails: ['ops@acme.example'],
    staticIps: ['ip-1'],
    tags: { team: 'orders' },
  });
  await services.create(project, {
    serviceName: 'plain',
    serviceType: 'kafka',
    plan: 'business-4',
    cmkId: null,
  });
  await services.get(project, 'orders', { includeSecrets: true });
  await services.list(project, { includeSecrets: false });
  await services.update(project, 'orders', {
    plan: 'startup-8',
    cloudName: 'google-europe-west3',
    cmkId: other.cmkId,
    projectVpcId: null,
    userConfig: { pg_version: '17' },
    terminationProtection: false,
    maintenance: { dow: 'sunday' },
    diskSpaceMb: 204_800,
    techEmails: [],
  });
  await services.update(project, 'plain', { powered: false });
  await services.replaceTags(project, 'orders', {});
  await staticIps.list(project);
  await staticIps.associate(project, 'ip-2', 'orders');
  await staticIps.dissociate(project, 'ip-1');
  await cmks.associations(project, other.cmkId);
  await refused(cmks.get(project, vpc));
  await refused(cmks.delete(project, other.cmkId));
  await refused(services.update(project, 'orders', { cmkId: vpc }));
  await services.delete(project, 'orders');
  await cmks.delete(project, key.cmkId);
}

async function record(options: EmulatorOptions): Promise<Exchange[]> {
  const staticIps = ['ip-1', 'ip-2'].map((id) => ({ static_ip_address_id: id }));
  const emulator = new Emulator({ seed: { projects: [{ name: project, static_ips: staticIps }] }, ...options });
  await emulator.start();
  const proxy = await recordingProxy(emulator.url);
  const client = new AivenClient({ token: 'any', url: proxy.url, env: {} });
  try {
    await useEverything(client);
    return proxy.exchanges;
  } finally {
    await client.close();
    await proxy.close();
    await emulator.stop();
  }
}

test.each<EmulatorOptions>([{}, { shape: 'openapi' }, { createStatus: 200, movingCmkId: 'active' }])(
  'with %j, every request and response has the declared fields only',
  async (options) => {
    const exchanges = await record(options);
    const problems = exchanges.map((exchange) => {
      const found = [...requestProblems(exchange), ...responseProblems(exchange)];
      return found.length === 0 ? [] : [`${exchange.method} ${exchange.path}: ${found.join('; ')}`];
    });
    expect(problems.flat()).toEqual([]);
    const used = new Set(exchanges.map(({ method, path }) => operationOf(method, path)));
    expect((Object.keys(methods) as OperationId[]).filter((operation) => !used.has(operation))).toEqual([]);
  },
);

const exchange = { method: 'PUT', path: `/v1/project/${project}/service/orders`, query: '', status: 200 };

test.each([
  ['an undeclared field', { tags: {} }, /must NOT have additional properties "tags"/],
  ['a field of another type', { disk_space_mb: '80GiB' }, /\/disk_space_mb must be integer/],
  ['a null that is not allowed', { cmk_id: null }, /\/cmk_id must be string/],
])('a request with %s fails', (_, requestBody, problem) => {
  expect(requestProblems({ ...exchange, requestBody, responseBody: undefined }).join()).toMatch(problem);
});

test('a response with an undeclared field, or without a required one, fails', () => {
  const responseBody = { service: { static_ips: [] } };
  const problems = responseProblems({ ...exchange, requestBody: {}, responseBody });
  expect(problems).toContain('/service must NOT have additional properties "static_ips"');
  expect(problems).toContain("/service must have required property 'group_list'");
});
