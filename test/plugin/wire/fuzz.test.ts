import { fuzz } from '../../support/faults/fuzz';
import { fuzzHttp2 } from '../../support/faults/fuzz-http2';

test('every parser accepts a damaged input or rejects it with a status', () => {
  const seed = Date.now() % 2 ** 31;
  console.log(`100000 inputs from seed ${seed}: npm run fuzz -- --runs 100000 --seed ${seed}`);
  const { accepted, rejected, problems } = fuzz(seed, 100_000);
  expect(problems.slice(0, 5)).toEqual([]);
  for (const target of ['frame', 'protobuf', 'msgpack', 'json']) {
    expect(accepted[target]).toBeGreaterThan(100);
    expect(rejected[target]).toBeGreaterThan(100);
  }
});

test('the HTTP/2 server answers 1000 requests with random headers, and outlives 300 damaged connections', async () => {
  const seed = Date.now() % 2 ** 31;
  console.log(`HTTP/2 from seed ${seed}`);
  expect(await fuzzHttp2(seed, 1_000, 300)).toEqual({ answered: 1_000, connections: 300 });
});
