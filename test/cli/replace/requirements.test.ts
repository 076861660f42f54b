/** What `terraform providers` says, and which configurations may go on from there. */

import { parseRequirements, requireOurProvider } from '../../../src/cli/replace/requirements';

const ours = 'npm.internal/aiven-byok/aiven';
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

test('the tree is read with its modules; what only the state requires is left out', () => {
  expect(parseRequirements(tree)).toEqual([
    { provider: ours, module: '' },
    { provider: ours, module: 'module.keys' },
    { provider: official, module: 'module.keys.module.old' },
    { provider: 'registry.terraform.io/hashicorp/aws', module: 'module.cloud' },
  ]);
});

test('the official provider is refused where it stands, but for a partial replacement', () => {
  const requirements = parseRequirements(tree);
  expect(() => requireOurProvider(requirements, false)).toThrow(`module.keys.module.old still requires ${official}.`);
  expect(() => requireOurProvider(requirements, true)).not.toThrow();
});

test('ours in a module is enough', () => {
  expect(() => requireOurProvider([{ provider: ours, module: 'module.m' }], false)).not.toThrow();
});

test('a module without required_providers is refused, partial or not', () => {
  const implied = { provider: 'registry.terraform.io/hashicorp/aiven', module: 'module.m' };
  expect(() => requireOurProvider([{ provider: ours, module: '' }, implied], true)).toThrow('module.m still requires');
});

test('a configuration without ours is refused', () => {
  expect(() => requireOurProvider([{ provider: official, module: '' }], true)).toThrow(`does not require ${ours}.`);
});
