import { checkCdktfCli, checkNode, requireNode } from '../../src/support/node-version';

test.each(['12.22.12', '18.20.8', '20.0.0', '20.18.0', '20.2.9'])('Node %s is too old', (version) => {
  expect(checkNode(version)).toBe(`aiven-byok needs Node.js 20.18.1 or later, but this is ${version}.`);
  expect(() => requireNode(version)).toThrow(version);
});

test.each(['20.18.1', '20.20.2', '22.0.0', '25.0.0-nightly20251101', '100.0.0'])('Node %s is accepted', (version) => {
  expect(checkNode(version)).toBeUndefined();
});

test('the CDKTF CLI starts on Node 20 and 22, and not on later versions', () => {
  expect(['20.18.1', '22.23.5'].map((version) => checkCdktfCli(version))).toEqual([undefined, undefined]);
  for (const version of ['23.11.1', '24.0.0', '26.12.1']) {
    expect(checkCdktfCli(version)).toBe(
      `cdktf-cli 0.21 has no prebuilt pty.node for Node.js ${version}. Run it with Node.js 20 or 22.`,
    );
  }
});
