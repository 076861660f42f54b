/**
 * Stub providers in place of those that tests may not download. They keep the configuration in the state and create nothing.
 * One program serves all of them: the name of its file selects the provider.
 */

import { basename } from 'node:path';
import { type Attribute, defineProvider, defineResource, type NestedBlock, serve } from '../../../src/plugin';

const text = { type: 'string', required: true } as const;
const optionalText = { type: 'string', optional: true } as const;

/** A resource that stores its configuration as its state. Computed attributes get the values `computed`. */
function stubResource(
  type: string,
  attributes: { readonly [name: string]: Attribute },
  computed: { readonly [name: string]: string } = {},
) {
  const id = { type: 'string', computed: true, useStateForUnknown: true } as const;
  return defineResource<null>()({
    type,
    schema: { version: 0, attributes: { ...attributes, id } },
    async create() {
      return { id: type, ...computed };
    },
    async read(state) {
      return state;
    },
    async update() {
      return {};
    },
    async delete() {},
  });
}

const providers: {
  readonly [name: string]: {
    source: string;
    settings?: string[];
    blocks?: { [name: string]: NestedBlock };
    resources: ReturnType<typeof stubResource>[];
  };
} = {
  aiven: {
    source: 'aiven/aiven',
    resources: [stubResource('aiven_kafka', { project: text, service_name: text, plan: text, cmk_id: optionalText })],
  },
  aws: {
    source: 'hashicorp/aws',
    settings: ['region'],
    resources: [stubResource('aws_kms_key_policy', { key_id: text, policy: text })],
  },
  azuread: {
    source: 'hashicorp/azuread',
    resources: [
      stubResource(
        'azuread_service_principal',
        {
          client_id: text,
          use_existing: { type: 'bool', optional: true },
          object_id: { type: 'string', computed: true, useStateForUnknown: true },
        },
        { object_id: '0f8fad5b-d9cb-469f-a165-70867728950e' },
      ),
    ],
  },
  azurerm: {
    source: 'hashicorp/azurerm',
    settings: ['subscription_id'],
    blocks: { features: { nesting: 'list', attributes: {} } },
    resources: [
      stubResource('azurerm_role_assignment', {
        scope: text,
        role_definition_name: text,
        principal_id: text,
        principal_type: optionalText,
      }),
    ],
  },
  google: {
    source: 'hashicorp/google',
    settings: ['project'],
    resources: [stubResource('google_kms_crypto_key_iam_member', { crypto_key_id: text, role: text, member: text })],
  },
  null: {
    source: 'hashicorp/null',
    resources: [
      stubResource('null_resource', { triggers: { type: ['map', 'string'], optional: true, requiresReplace: true } }),
    ],
  },
  oci: {
    source: 'oracle/oci',
    settings: ['region'],
    resources: [
      stubResource('oci_identity_policy', {
        compartment_id: text,
        name: text,
        description: text,
        statements: { type: ['list', 'string'], required: true },
      }),
    ],
  },
};

const name = basename(process.argv[1] ?? '').replace(/^terraform-provider-|_v.*$|\.cjs$/g, '');
const provider = providers[name];
if (provider === undefined) throw new Error(`No stub provider is named "${name}".`);
const { source, settings = [], blocks, resources } = provider;

serve(
  defineProvider({
    name,
    schema: { version: 0, attributes: Object.fromEntries(settings.map((setting) => [setting, optionalText])), blocks },
    configure: () => null,
    resources,
    dataSources: [],
  }),
  { address: `registry.terraform.io/${source}`, version: '99.0.0' },
);
