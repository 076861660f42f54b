/** The official provider's part of a state, and its replacement. */

import { officialPart, parseState, type TerraformState, withOurProvider } from '../../../src/cli/replace';
import { ourTypes } from '../../../src/cli/replace/official-state';
import { provider } from '../../../src/provider/provider';

const official = 'registry.terraform.io/aiven/aiven';
const resource = (type: string, of: string, mode = 'managed', instances = 1) => ({
  mode,
  type,
  provider: of,
  instances: Array.from({ length: instances }, () => ({})),
});
const state: TerraformState = {
  version: 4,
  serial: 7,
  resources: [
    resource('aiven_cmk', `provider["${official}"]`, 'managed', 2),
    resource('aiven_pg', `module.db.provider["${official}"].eu`),
    resource('aiven_cmk_accessor_aws', 'provider["registry.opentofu.org/aiven/aiven"]', 'data'),
    resource('aiven_kafka_topic', `provider["${official}"]`),
    resource('aiven_project', `provider["${official}"]`, 'data'),
    resource('aiven_cmk', 'provider["npm.invalid/aiven-byok/aiven"]'),
    resource('aiven_cmk', 'provider["example.com/aiven/aiven"]'),
    resource('aws_kms_key', 'provider["registry.terraform.io/hashicorp/aws"]'),
  ],
};

test('supports exactly the types of the provider', () => {
  const types = (list: readonly { readonly type: string }[] = []) => list.map(({ type }) => type).sort();
  expect([...(ourTypes.managed ?? [])].sort()).toEqual(types(provider.resources));
  expect([...(ourTypes.data ?? [])].sort()).toEqual(types(provider.dataSources));
});

test('separates supported types from those that only the official provider has, and ignores other providers', () => {
  const { addresses, ours, others } = officialPart(state);
  expect(addresses).toEqual([official, 'registry.opentofu.org/aiven/aiven']);
  expect([...ours]).toEqual([
    ['aiven_cmk', 2],
    ['aiven_pg', 1],
    ['data.aiven_cmk_accessor_aws', 1],
  ]);
  expect([...others]).toEqual([
    ['aiven_kafka_topic', 1],
    ['data.aiven_project', 1],
  ]);
});

test('keeps modules and aliases, and leaves unsupported types with the official provider', () => {
  const { serial, resources } = parseState(withOurProvider(JSON.stringify(state)));
  expect(serial).toBe(8);
  expect(resources.map((one) => one.provider)).toEqual([
    'provider["npm.invalid/aiven-byok/aiven"]',
    'module.db.provider["npm.invalid/aiven-byok/aiven"].eu',
    'provider["npm.invalid/aiven-byok/aiven"]',
    ...state.resources.slice(3).map((one) => one.provider),
  ]);
});

test('preserves numbers beyond the precision of JavaScript, and strings that look like numbers', () => {
  const attributes = '{"bytes":9223372036854775807,"ratio":-1.50e-7,"text":"say \\"12\\",34","version":"16"}';
  const text = `{"version":4,"serial":7,"resources":[{"mode":"managed","type":"aiven_kafka","provider":"provider[\\"${official}\\"]","instances":[{"attributes":${attributes}}]}]}`;
  expect(withOurProvider(text).replace(/\n\s*|(?<=":) /g, '')).toBe(
    text.replace(official, 'npm.invalid/aiven-byok/aiven').replace('"serial":7', '"serial":8'),
  );
});

test.each(['{', 'null', '{"version":4}'])('rejects %s', (text) => {
  expect(() => parseState(text)).toThrow('"terraform state pull" did not print a state.');
});

test('rejects another state format', () => {
  expect(() => parseState('{"version":3}')).toThrow('Expected a state of format 4, got format 3.');
});
