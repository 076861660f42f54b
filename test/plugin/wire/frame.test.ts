import { encodeFrame, RequestCollector } from '../../../src/plugin/wire/frame';
import { Code, StatusError } from '../../../src/plugin/wire/status';

function statusOf(run: () => unknown): number | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof StatusError ? error.code : Number.NaN;
  }
}

test('a message survives any way of cutting its frame', () => {
  const frame = encodeFrame(Buffer.from('hello'));
  for (let first = 0; first <= frame.length; first++) {
    for (let second = first; second <= frame.length; second++) {
      const collector = new RequestCollector();
      for (const chunk of [frame.subarray(0, first), frame.subarray(first, second), frame.subarray(second)]) {
        collector.add(chunk);
      }
      expect(collector.finish().toString()).toBe('hello');
    }
  }
});

test('an empty message is a message', () => {
  const collector = new RequestCollector();
  collector.add(encodeFrame(Buffer.alloc(0)));
  expect(collector.finish()).toHaveLength(0);
});

test.each([
  ['compressed', Buffer.from([1, 0, 0, 0, 1, 0]), Code.unimplemented],
  ['too long', Buffer.from([0, 0, 0, 0, 11]), Code.resourceExhausted],
  ['followed by more', Buffer.concat([encodeFrame(Buffer.from('a')), Buffer.from([0])]), Code.invalidArgument],
])('a message that is %s is refused as soon as that shows', (_, bytes, code) => {
  expect(statusOf(() => new RequestCollector(10).add(bytes))).toBe(code);
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['half a header', Buffer.from([0, 0])],
  ['half a message', Buffer.from([0, 0, 0, 0, 5, 1, 2])],
])('a request that ends after %s is refused', (_, bytes) => {
  const collector = new RequestCollector();
  collector.add(bytes);
  expect(statusOf(() => collector.finish())).toBe(Code.invalidArgument);
});
