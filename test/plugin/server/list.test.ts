/** A list over the real server, taken by an independent gRPC client. */

import { encodeValue } from '../../../src/plugin/wire/msgpack';
import { bundleFixture, endLaunched, LaunchedPlugin } from './launched-plugin';

let plugin: ReturnType<typeof bundleFixture>;
beforeAll(() => (plugin = bundleFixture('listed-plugin')));
afterAll(() => plugin.remove());
afterEach(endLaunched);

const request = (prefix: string, countTo: number, limit = 0) => ({
  typeName: 'listed_thing',
  limit,
  config: {
    msgpack: encodeValue(['object', { prefix: 'string', count_to: 'number' }], { prefix, count_to: countTo }),
  },
});

async function connect() {
  const launched = new LaunchedPlugin(plugin.file);
  const client = await launched.connect();
  await client.provider('ConfigureProvider', { config: { msgpack: encodeValue(['object', {}], {}) } });
  return { launched, client };
}

test('objects arrive in order, up to the limit, and the call ends well', async () => {
  const { client } = await connect();
  const names = [];
  for await (const { displayName } of client.events('ListResource', request('a', 50_000, 300))) names.push(displayName);
  expect(names).toEqual(Array.from({ length: 300 }, (_, index) => `Thing a${index + 1}`));
  client.close();
});

test('a client that cancels the call ends the search', async () => {
  const { launched, client } = await connect();
  const events = client.events('ListResource', request('a', 5_000_000));
  events.on('error', () => {});
  for await (const { displayName } of events) {
    if (displayName === 'Thing a10') break;
  }
  events.cancel();
  const [, found] = await launched.written('stderr', /ended after (\d+)/);
  expect(Number(found)).toBeLessThan(5_000_000);
  client.close();
});
