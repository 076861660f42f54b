import { nodeVersionOf, withoutNodeOptions } from '../../src/install/node-binary';

const literal = '\0NODE_OPTIONS\0';
const inSnapshot = `\x0c\0\0${literal}`;

test('finds the version behind other text that looks similar', () => {
  const binary = Buffer.from('x/node-vX/node-v20.20.2-headers https://example.test/v22.1.0/node-v22.1.0.tar.gz\0');
  expect(nodeVersionOf(binary)).toBe('22.1.0');
  expect(nodeVersionOf(Buffer.from('not Node'))).toBeUndefined();
});

test('renames the variable of the options, and leaves the startup snapshot and the original alone', () => {
  const binary = Buffer.from(`start${inSnapshot}middle${literal}end`, 'latin1');
  const changed = withoutNodeOptions(binary, 'node').toString('latin1');
  expect(changed).toBe(`start${inSnapshot}middle\0BYOK_OPTIONS\0end`);
  expect(binary.toString('latin1')).toContain(`middle${literal}`);
});

test('does not change a binary that has a setting for it', () => {
  const binary = Buffer.from(`execArgvExtension ${literal}`);
  expect(withoutNodeOptions(binary, 'node')).toBe(binary);
});

test.each([
  ['does not have the name', 'nothing'],
  ['has the name twice', literal + literal],
])('refuses a binary that %s', (_, text) => {
  expect(() => withoutNodeOptions(Buffer.from(text), '/opt/node')).toThrow(
    '"/opt/node" cannot be made to ignore NODE_OPTIONS; choose another Node.js version with --node',
  );
});
