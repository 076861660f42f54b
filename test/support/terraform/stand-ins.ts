/**
 * Stand-ins for providers that no test may download, as far as stacks of ours refer to them: nothing is created anywhere. One
 * program for all of them; it is the provider whose name its file has.
 */

import { basename } from 'node:path';
import { type Attribute, defineProvider, defineResource, serve } from '../../../src/plugin';

const text = { type: 'string', required: true } as const;
const optionalText = { type: 'string', optional: true } as const;

/** A resource that keeps what it is given. */
function standIn(type: string, attributes: { readonly [name: string]: Attribute }) {
  const id = { type: 'string', computed: true, useStateForUnknown: true } as const;
  return defineResource<null>()({
    type,
    schema: { version: 0, attributes: { ...attributes, id } },
    async create() {
      return { id: type };
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
  readonly [name: string]: { source: string; settings?: string[]; resources: ReturnType<typeof standIn>[] };
} = {
  aiven: {
    source: 'aiven/aiven',
    resources: [standIn('aiven_kafka', { project: text, service_name: text, plan: text, cmk_id: optionalText })],
  },
  aws: {
    source: 'hashicorp/aws',
    settings: ['region'],
    resources: [standIn('aws_kms_key_policy', { key_id: text, policy: text })],
  },
  google: {
    source: 'hashicorp/google',
    settings: ['project'],
    resources: [standIn('google_kms_crypto_key_iam_member', { crypto_key_id: text, role: text, member: text })],
  },
  oci: {
    source: 'oracle/oci',
    settings: ['region'],
    resources: [
      standIn('oci_identity_policy', {
        compartment_id: text,
        name: text,
        description: text,
        statements: { type: ['list', 'string'], required: true },
      }),
    ],
  },
};

const name = basename(process.argv[1] ?? '').replace('terraform-provider-', '');
const standInProvider = providers[name];
if (standInProvider === undefined) throw new Error(`There is no stand-in for the provider "${name}".`);
const { source, settings = [], resources } = standInProvider;

serve(
  defineProvider({
    name,
    schema: { version: 0, attributes: Object.fromEntries(settings.map((setting) => [setting, optionalText])) },
    configure: () => null,
    resources,
    dataSources: [],
  }),
  { address: `registry.terraform.io/${source}`, version: '99.0.0' },
);
