import { fuzz } from '../../support/faults/fuzz';

test('every parser accepts a damaged input or rejects it with a status', () => {
  const seed = Date.now() % 2 ** 31;
  console.log(`10000 inputs from seed ${seed}: npm run fuzz -- --runs 10000 --seed ${seed}`);
  const { accepted, rejected, problems } = fuzz(seed, 10_000);
  expect(problems.slice(0, 5)).toEqual([]);
  for (const target of ['frame', 'protobuf', 'msgpack', 'json']) {
    expect(accepted[target]).toBeGreaterThan(100);
    expect(rejected[target]).toBeGreaterThan(100);
  }
});
