import { cmkAccessorDataSources } from '../../../src/provider/accessors/cmk-accessor-data-sources';

/** Attribute names, types and modes of the official provider, 4.61.0. */
const official: Record<string, string[]> = {
  aiven_cmk_accessor_aws: ['principal'],
  aiven_cmk_accessor_azure: ['app_id'],
  aiven_cmk_accessor_gcp: ['access_group'],
  aiven_cmk_accessor_oci: ['access_group', 'access_tenant'],
};
const beyond: Record<string, string[]> = { aiven_cmk_accessor_aws: ['role_arn'] };

test('the schemas match the official provider, and AWS also has role_arn', () => {
  const schemas = cmkAccessorDataSources.map(({ type, schema }) => [type, schema] as const);
  expect(schemas.map(([type]) => type)).toEqual(Object.keys(official));
  for (const [type, { version, attributes, blocks }] of schemas) {
    const computed = ['id', ...(official[type] ?? []), ...(beyond[type] ?? [])];
    expect(version).toBe(0);
    expect(Object.keys(attributes).sort()).toEqual(['project', ...computed].sort());
    expect(attributes.project).toMatchObject({ type: 'string', required: true });
    for (const name of computed) expect(attributes[name]).toMatchObject({ type: 'string', computed: true });
    expect(Object.keys(blocks ?? {})).toEqual(['timeouts']);
    expect(blocks?.timeouts?.nesting).toBe('single');
    expect(Object.keys(blocks?.timeouts?.attributes ?? {})).toEqual(['read']);
  }
});
