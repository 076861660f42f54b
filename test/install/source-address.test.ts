import { absoluteSource, isSameSource } from '../../src/install';

test.each([
  ['null', 'registry.terraform.io/hashicorp/null'],
  ['aiven/aiven', 'registry.terraform.io/aiven/aiven'],
  ['Aiven/aiven', 'registry.terraform.io/aiven/aiven'],
  ['npm.invalid/aiven-byok/aiven', 'npm.invalid/aiven-byok/aiven'],
])('the full address of %s is %s', (source, full) => {
  expect(absoluteSource(source)).toBe(full);
});

test('the two public registries have the same providers', () => {
  expect(isSameSource('null', 'registry.opentofu.org/hashicorp/null')).toBe(true);
  expect(isSameSource('aiven/aiven', 'registry.terraform.io/aiven/aiven')).toBe(true);
  expect(isSameSource('aiven/aiven', 'npm.invalid/aiven-byok/aiven')).toBe(false);
});
