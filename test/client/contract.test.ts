/** How the client reads responses: tolerant where Aiven's sources differ, strict everywhere else (docs/internals/api.md). */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { AivenClient, AivenError } from '../../src/client';
import { project, token } from '../support/emulator/client';
import { recordingLog } from '../support/secrets/leak-detector';

const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
const cmkId = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const cmk = {
  id: cmkId.toUpperCase(),
  resource: 'ocid1.key.oc1.iad.abc',
  default_cmk: false,
  created_at: '2026-05-05T10:55:52.719109Z',
  updated_at: '2026-05-05T10:55:52.719109Z',
};
const service = {
  service_name: 'orders',
  service_type: 'pg',
  plan: 'startup-4',
  cloud_name: 'c',
  state: 'RUNNING',
  cmk_id: null,
};

let responseBody = '';
const server = createServer((_request, response) => response.end(responseBody));
let client: AivenClient;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = new AivenClient({ token, url, env: {}, log: recordingLog, retry: { garbledRetries: 0 }, searchMs: 0 });
});

afterAll(async () => {
  await client.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Calls the client against a server that responds with `body`. */
async function withResponse<T>(body: unknown, call: (client: AivenClient) => Promise<T>): Promise<T> {
  responseBody = JSON.stringify(body);
  return call(client);
}

const getCmk = ({ cmks }: AivenClient) => cmks.get(project, cmkId);
const getService = ({ services }: AivenClient) => services.get(project, 'orders');

describe('accepts', () => {
  test('missing optional fields: a key of the API reference, and a service with the six fields of the BYOK guide', async () => {
    expect(await withResponse({ cmk }, getCmk)).toEqual({
      cmkId,
      cloud: 'oci',
      keyReference: cmk.resource,
      defaultCmk: false,
      status: null,
      createdAt: cmk.created_at,
      updatedAt: cmk.updated_at,
    });
    expect(await withResponse({ service }, getService)).toMatchObject({
      serviceName: 'orders',
      cmkId: null,
      tags: null,
      components: [],
    });
  });

  test('unknown fields, statuses and states', async () => {
    expect(await withResponse({ cmk: { ...cmk, status: 'rotating', x: [1] }, y: {} }, getCmk)).toMatchObject({
      status: 'rotating',
    });
    const managed = { ...service, cmk_id: '00000000-0000-0000-0000-000000000000' };
    expect(await withResponse({ service: managed }, getService)).toMatchObject({ cmkId: null });
    const newer = { ...service, state: 'MIGRATING', cmk_id: '' };
    expect(await withResponse({ service: newer }, getService)).toMatchObject({ state: 'MIGRATING', cmkId: null });
  });

  test('ports as strings, and a response to an update without a plan', async () => {
    const uriParams = { host: 'h', port: '5432', user: 'u', password: 'hunter22' };
    expect(await withResponse({ service: { ...service, service_uri_params: uriParams } }, getService)).toMatchObject({
      host: 'h',
      port: 5432,
    });
    const { plan: _, ...planless } = service;
    const updated = await withResponse({ service: planless }, ({ services }) =>
      services.update(project, 'orders', { cmkId }),
    );
    expect(updated.plan).toBeNull();
  });

  test('both names of the AWS accessor', async () => {
    const principal = 'arn:aws:iam::123456789012:role/a';
    for (const aws of [{ role_arn: principal }, { principal }]) {
      const accessors = await withResponse({ accessors: { aws } }, ({ cmks }) => cmks.accessors(project));
      expect(accessors.aws).toEqual({ principal });
    }
  });
});

test.each<[string, unknown, (client: AivenClient) => Promise<unknown>, RegExp]>([
  [
    'a missing field',
    { cmk: { ...cmk, resource: undefined } },
    getCmk,
    /^Aiven returned 200 for key "[0-9a-f-]+" in project "acme-prod" with an unexpected body: the field "cmk\.resource" should be a string, but is missing\./,
  ],
  [
    'a field of another type',
    { cmk: { ...cmk, default_cmk: 'no' } },
    getCmk,
    /"cmk\.default_cmk" should be true or false, but is a string/,
  ],
  ['an ID that is not a UUID', { cmk: { ...cmk, id: '1' } }, getCmk, /"cmk\.id" should be a UUID/],
  [
    'another key than the requested one',
    { cmk: { ...cmk, id: cmkId.replace('1', '2') } },
    getCmk,
    /"cmk\.id" should be the requested ID/,
  ],
  [
    'a key without a recognizable cloud',
    { cmk: { ...cmk, resource: 'x' } },
    getCmk,
    /"cmk\.provider" should be aws, azure, gcp or oci/,
  ],
  ['null', null, getCmk, /the field "body" should be an object|the response is/],
  ['an array instead of an object', [], getCmk, /the response is|"body" should be an object/],
  [
    'an invalid entry in an array',
    { cmks: [cmk, { ...cmk, created_at: 5 }] },
    ({ cmks }) => cmks.list(project),
    /"cmks\[1\]\.created_at" should be a string, but is a number/,
  ],
  [
    'an entry that is not an object',
    { cmks: [null] },
    ({ cmks }) => cmks.list(project),
    /"cmks\[0\]" should be an object, but is null/,
  ],
  [
    'a service without a plan',
    { service: { ...service, plan: null } },
    getService,
    /"service\.plan" should be a string/,
  ],
  [
    'another service than the requested one',
    { service: { ...service, service_name: 'x' } },
    getService,
    /"service\.service_name" should be the requested name/,
  ],
  [
    'a tag that is not a string',
    { service: { ...service, tags: { a: 1 } } },
    getService,
    /"service\.tags\.a" should be a string/,
  ],
  [
    'an association without a status',
    { service_associations: [{ service_name: 'a' }] },
    ({ cmks }) => cmks.associations(project, cmkId),
    /"service_associations\[0\]\.status"/,
  ],
])('rejects %s with an error that names the request and the field', async (_name, body, call, message) => {
  await expect(withResponse(body, call)).rejects.toMatchObject({
    kind: 'contract',
    message: expect.stringMatching(message),
  });
});

test(`returns a complete result or throws an AivenError for any JSON (FC_SEED=${seed})`, async () => {
  const names = fc.constantFrom(
    ...Object.keys(cmk),
    ...Object.keys(service),
    'cmk',
    'cmks',
    'service',
    'services',
    'accessors',
    'aws',
    'service_associations',
  );
  const near = fc.record({
    cmk: fc.oneof(fc.constant(cmk), fc.dictionary(names, fc.jsonValue({ maxDepth: 2 }))),
    cmks: fc.oneof(fc.jsonValue(), fc.array(fc.constant(cmk))),
    service: fc.oneof(fc.constant(service), fc.dictionary(names, fc.jsonValue({ maxDepth: 2 }))),
    accessors: fc.jsonValue(),
    service_associations: fc.jsonValue(),
  });
  const calls: ((client: AivenClient) => Promise<unknown>)[] = [
    getCmk,
    getService,
    ({ cmks }) => cmks.list(project),
    ({ cmks }) => cmks.accessors(project),
    ({ cmks }) => cmks.associations(project, cmkId),
    ({ cmks }) => cmks.delete(project, cmkId),
  ];
  await fc.assert(
    fc.asyncProperty(fc.oneof(near, fc.jsonValue()), fc.constantFrom(...calls), async (body, call) => {
      try {
        const result = await withResponse(body, call);
        // A contract error must prevent any `undefined` in a result.
        expect(
          JSON.stringify(result ?? null, (_key, value) => (value === undefined ? '!undefined' : value)) ?? '',
        ).not.toContain('!undefined');
      } catch (error) {
        expect(error).toBeInstanceOf(AivenError);
      }
    }),
    { seed, numRuns: 500 },
  );
});
