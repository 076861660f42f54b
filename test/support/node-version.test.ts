import { checkNode, requireNode } from '../../src/support/node-version';

test.each(['12.22.12', '18.20.8', '20.0.0', '20.18.0', '20.2.9'])('Node %s is too old', (version) => {
  expect(checkNode(version)).toBe(`aiven-byok needs Node.js 20.18.1 or later, but this is ${version}.`);
  expect(() => requireNode(version)).toThrow(version);
});

test.each(['20.18.1', '20.20.2', '22.0.0', '25.0.0-nightly20251101', '100.0.0'])('Node %s is accepted', (version) => {
  expect(checkNode(version)).toBeUndefined();
});
