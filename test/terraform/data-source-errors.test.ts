/** Errors of the data sources for missing, ambiguous and invalid input, and those that they share with resources. */

import { cmkHcl, keys, withAiven } from '../support/emulator/aiven';
import { created, ids, seed } from '../support/emulator/encrypted-project';

/** A data source block. */
const block = (type: string, name: string, ...lines: string[]) =>
  `data "${type}" "${name}" {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;

test('a missing or ambiguous object is an error that lists what exists', async () => {
  const prod = 'project = "acme-prod"';
  const files = [
    block('aiven_cmk', 'id', prod, `cmk_id = "${ids.missing}"`),
    block('aiven_cmk', 'resource', prod, `resource = "${keys.azure}"`),
    block('aiven_cmk', 'several', prod, `resource = "${keys.aws}"`),
    block('aiven_cmk', 'default', 'project = "plain"', 'default_cmk = true'),
    block('aiven_cmk_service_associations', 'missing', prod, `cmk_id = "${ids.missing}"`),
    block('aiven_service_encryption', 'missing', prod, 'service_name = "nothing"'),
    block('aiven_service_encryption', 'none', 'project = "plain"', 'service_name = "nothing"'),
    block('aiven_cmk_accessor_azure', 'missing', 'project = "plain"'),
    block('aiven_cmk_accessor_aws', 'wildcard', 'project = "wild"'),
  ].join('');
  const [acme] = seed.projects;
  const twin = { id: ids.twin, provider: 'aws', resource: keys.aws, ...created(4) } as const;
  const gcp = { access_group: 'aiven@example.com' };
  const emulator = {
    seed: {
      projects: [
        { ...acme, cmks: [...acme.cmks, twin] },
        { name: 'plain', accessors: { gcp } },
        { name: 'wild', accessors: { aws: { role_arn: '*' } } },
      ],
    },
  };
  await withAiven({ files, emulator }, async (tf, { requests }) => {
    const { text, code } = await tf.plan([], { mayFail: true });
    expect(code).toBe(1);
    const all = `Existing keys: ${ids.orders} (gcp, current): ${keys.gcp} ${ids.billing} (aws, current, default): ${keys.aws} ${ids.retired} (oci, old): ${keys.oci}`;
    for (const sentence of [
      `Failed to find key: project "acme-prod" has no key with the ID "${ids.missing}"`,
      `Failed to find key: project "acme-prod" has no key with the resource "${keys.azure}"`,
      all,
      `Failed to select key: project "acme-prod" has more than one key with the resource "${keys.aws}"`,
      `2 keys match. Set cmk_id to one of them: ${ids.billing} (aws, current, default): ${keys.aws} ${ids.twin}`,
      'Failed to find key: project "plain" has no key that is its default',
      'The project has no keys.',
      'Failed to find service: project "acme-prod" has no service "nothing"',
      'Existing services: cache events shop',
      'The project has no services.',
      'Failed to read CMK accessor: project "plain" has none for "azure"',
      'it offers "gcp".',
      `The aws accessor's principal is "*"; expected "arn:aws:iam::<account-id>:role/<name>".`,
    ]) {
      expect(text).toContain(sentence);
    }
    expect(text.split('Error: ')).toHaveLength(10);
    // One list per project, and one that confirms the 404 of the associations.
    expect(requests.filter(({ operation }) => operation === 'CMKList')).toHaveLength(3);
  });
});

const types = [
  ['aiven_cmk', 'default_cmk = true'],
  ['aiven_cmks'],
  ['aiven_cmk_accessor_aws'],
  ['aiven_cmk_accessor_azure'],
  ['aiven_cmk_accessor_gcp'],
  ['aiven_cmk_accessor_oci'],
  ['aiven_cmk_accessors'],
  ['aiven_cmk_service_associations'],
] as const;

test('every data source reports a missing project, and a project without BYOK', async () => {
  const over = (name: string) =>
    types.map(([type, ...more]) => block(type, name, `project = "${name}"`, ...more)).join('');
  const files = [
    over('nowhere'),
    over('plain'),
    block('aiven_service_encryption', 'nowhere', 'project = "nowhere"'),
    block('aiven_service_encryption', 'plain', 'project = "plain"'),
    block('aiven_cmk', 'id', 'project = "nowhere"', `cmk_id = "${ids.orders}"`),
  ].join('');
  await withAiven({ files, emulator: { projects: [{ name: 'plain', byok: false }] } }, async (tf) => {
    const { text } = await tf.plan([], { mayFail: true });
    expect(text.split('Failed to find Aiven project "nowhere"')).toHaveLength(types.length + 3);
    // Services exist without BYOK; all of them use Aiven-managed keys.
    expect(text.split('Failed to use BYOK: it is not enabled for Aiven project "plain"')).toHaveLength(
      types.length + 1,
    );
    expect(text.split('Error: ')).toHaveLength(2 * types.length + 3);
  });
});

test('resources report a project without BYOK as an error, and a missing project as a warning', async () => {
  const files = `${cmkHcl({ project: 'plain' })}
resource "aiven_cmk_service_association" "shop" {
  project      = "nowhere"
  service_name = "shop"
  cmk_id       = "${ids.orders}"
}`;
  await withAiven({ files, emulator: { projects: [{ name: 'plain', byok: false }] } }, async (tf) => {
    const { text } = await tf.plan([], { mayFail: true });
    expect(text).toContain('Failed to use BYOK: it is not enabled for Aiven project "plain"');
    expect(text).toContain('Warning: Project "nowhere" does not exist');
    expect(text).toContain('project = "nowhere"');
  });
});

test('invalid input is rejected before any request, with the value and the allowed form', async () => {
  const prod = 'project = "acme-prod"';
  const files = [
    block('aiven_cmk', 'none', prod),
    block('aiven_cmk', 'two', prod, `cmk_id = "${ids.orders}"`, 'default_cmk = true'),
    block('aiven_cmk', 'no_default', prod, 'default_cmk = false'),
    block('aiven_cmk', 'composed', prod, `cmk_id = "acme-prod/${ids.orders}"`),
    block('aiven_cmk', 'empty', prod, 'resource = ""'),
    block('aiven_cmks', 'cloud', prod, 'cmk_provider = "ibm"'),
    block('aiven_cmks', 'status', prod, 'status = "new"'),
    block('aiven_cmk_accessors', 'project', 'project = "acme prod"'),
    block('aiven_service_encryption', 'service', prod, 'service_name = "My Service"'),
  ].join('');
  await withAiven({ files }, async (tf, emulator) => {
    const { text } = await tf.plan([], { mayFail: true });
    for (const sentence of [
      'exactly one of cmk_id, resource and default_cmk = true; got none.',
      'got cmk_id and default_cmk.',
      'default_cmk = false selects no key; set it to true',
      'use the attribute .cmk_id instead of .id.',
      'resource is empty',
      '"ibm" is not a cloud whose KMS Aiven supports; expected one of "aws", "azure", "gcp", "oci".',
      '"new" is not a key status; expected one of "current", "old", "deleted".',
      '"acme prod" is not a valid Aiven project name',
      '"My Service" is not a valid Aiven service name',
    ]) {
      expect(text).toContain(sentence);
    }
    expect(emulator.requests).toEqual([]);
  });
});
