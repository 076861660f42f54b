/** Mistakes in schemas, found before Terraform meets them. */

import { type Attribute, defineProvider, defineResource, type Schema } from '../../../src/plugin';
import { checkProvider, checkSchema } from '../../../src/plugin/core/schema-check';
import { memoryStore, sampleProvider } from '../../support/terraform/sample-provider';

const withAttribute = (attribute: unknown, name = 'it'): Schema => ({ attributes: { [name]: attribute as Attribute } });
const child = { type: 'string', optional: true } as const;

const mistakes: [string, Schema, string][] = [
  ['a bad name', withAttribute(child, 'Bad-Name'), 'r.Bad-Name has an invalid name: a name consists of'],
  ['a reserved name', withAttribute(child, 'count'), 'r: "count" is reserved by Terraform.'],
  [
    'neither required nor optional nor computed',
    withAttribute({ type: 'string' }),
    'r.it must be required, optional or computed.',
  ],
  [
    'required and computed',
    withAttribute({ type: 'string', required: true, computed: true }),
    'r.it is required, so it cannot be',
  ],
  ['no type', withAttribute({ optional: true }), 'r.it must have either a type or nested attributes.'],
  ['an unknown type', withAttribute({ type: 'text', optional: true }), 'r.it has an invalid type.'],
  ['an unknown inner type', withAttribute({ type: ['list', 'int'], optional: true }), 'r.it has an invalid type.'],
  ['a default on what is not computed', withAttribute({ ...child, default: 'x' }), 'r.it has a default, so it must be'],
  [
    'a default of another type',
    withAttribute({ ...child, computed: true, default: 1 }),
    'r.it has a default of another type.',
  ],
  [
    'a dynamic element',
    withAttribute({ type: ['list', 'dynamic'], optional: true }),
    'r.it is dynamic, which Terraform does not allow in',
  ],
  [
    'a dynamic attribute in a nested list',
    withAttribute({
      optional: true,
      nested: { nesting: 'list', attributes: { a: { type: 'dynamic', optional: true } } },
    }),
    'r.it.a is dynamic, which Terraform does not allow in a collection.',
  ],
  [
    'a computed write-only attribute',
    withAttribute({ ...child, computed: true, writeOnly: true }),
    'r.it is write-only, so it cannot',
  ],
  [
    'a write-only attribute in a set',
    withAttribute({ optional: true, nested: { nesting: 'set', attributes: { a: { ...child, writeOnly: true } } } }),
    'r.it.a is write-only, which Terraform does not allow in a set.',
  ],
  [
    'a write-only object with something to keep',
    withAttribute({ optional: true, writeOnly: true, nested: { nesting: 'single', attributes: { a: child } } }),
    'r.it is write-only, so all of its attributes must be write-only.',
  ],
  [
    'an attribute and a block of one name',
    { attributes: { a: child }, blocks: { a: { nesting: 'list', attributes: {} } } },
    'r.a is both',
  ],
  [
    'limits that contradict',
    { attributes: {}, blocks: { a: { nesting: 'list', attributes: {}, minItems: 2, maxItems: 1 } } },
    'r.a: minItems 2',
  ],
  ['a negative version', { version: -1, attributes: {} }, 'r: version must be a non-negative integer, got -1.'],
];

describe('the check of schemas', () => {
  test.each(mistakes)('finds %s', (_, schema, sentence) => {
    const found = checkSchema('resource', 'r', schema);
    expect(found).toEqual([expect.stringContaining(sentence)]);
  });

  test('finds computed attributes and defaults where only configuration is', () => {
    expect(checkSchema('provider', 'p', withAttribute({ type: 'string', computed: true }))).toEqual([
      'p.it cannot be computed: a provider block only has configuration.',
    ]);
    expect(checkSchema('provider', 'p', withAttribute(child, 'alias'))).toEqual([
      'p: "alias" is reserved by Terraform.',
    ]);
    expect(checkSchema('data source', 'd', withAttribute({ ...child, computed: true, default: 'x' }))).toEqual([
      'd.it has a default, which only resources support.',
    ]);
  });

  test('finds types that are listed twice, named badly, or cannot be changed', () => {
    const resource = (type: string) =>
      defineResource<null>()({
        type,
        schema: { attributes: { a: { type: 'string', optional: true } } },
        create: async () => ({}),
        read: async () => ({}),
        delete: async () => {},
      });
    const provider = defineProvider({
      name: 'demo',
      schema: { attributes: {} },
      configure: () => null,
      resources: [resource('demo_a'), resource('demo_a'), resource('other')],
    });
    expect(checkProvider(provider)).toEqual(
      expect.arrayContaining([
        'Resource demo_a is listed twice.',
        'Resource "other" must start with "demo_".',
        'demo_a.a can change in place, but the resource has no "update".',
      ]),
    );
  });

  test('finds nothing wrong with a sound provider', () => {
    expect(checkProvider(sampleProvider(() => memoryStore()))).toEqual([]);
  });
});
