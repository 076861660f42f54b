/** The output of `terraform providers`, and which configurations are accepted. */

import { parseRequirements, requireOurProvider } from '../../../src/cli/replace/requirements';

const ours = 'npm.invalid/aiven-byok/aiven';
const official = 'registry.terraform.io/aiven/aiven';
const tree = `
Providers required by configuration:
.
├── provider[${ours}] ~> 0.1
├── module.keys
│   ├── provider[${ours}]
│   └── module.old
│       └── provider[${official}] >= 4.0.0
└── module.cloud
    └── provider[registry.terraform.io/hashicorp/aws]

Providers required by state:

    provider[registry.opentofu.org/aiven/aiven]
`;

test('parses the tree of modules without the requirements of the state', () => {
  expect(parseRequirements(tree)).toEqual([
    { provider: ours, module: '' },
    { provider: ours, module: 'module.keys' },
    { provider: official, module: 'module.keys.module.old' },
    { provider: 'registry.terraform.io/hashicorp/aws', module: 'module.cloud' },
  ]);
});

test('rejects the official provider in any module, except for a partial replacement', () => {
  const requirements = parseRequirements(tree);
  expect(() => requireOurProvider(requirements, false)).toThrow(
    `"module.keys.module.old" still requires "${official}".`,
  );
  expect(() => requireOurProvider(requirements, true)).not.toThrow();
});

test('accepts a configuration that requires our provider only in a module', () => {
  expect(() => requireOurProvider([{ provider: ours, module: 'module.m' }], false)).not.toThrow();
});

test('rejects a module without required_providers, even for a partial replacement', () => {
  const implied = { provider: 'registry.terraform.io/hashicorp/aiven', module: 'module.m' };
  expect(() => requireOurProvider([{ provider: ours, module: '' }, implied], true)).toThrow(
    '"module.m" still requires',
  );
});

test('rejects a configuration without our provider', () => {
  expect(() => requireOurProvider([{ provider: official, module: '' }], true)).toThrow(`does not require "${ours}".`);
});
