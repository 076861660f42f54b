/**
 * A stand-in for `hashicorp/null`, as far as this example needs it: `null_resource` with `triggers`. Tests may download no
 * provider, so this one stands in `terraform.d` there. It is a provider by the same plugin server as ours.
 */

import { randomInt } from 'node:crypto';
import { defineProvider, defineResource, type Schema, serve } from 'aiven-byok/plugin';

const schema = {
  version: 0,
  attributes: {
    id: { type: 'string', computed: true, useStateForUnknown: true },
    triggers: { type: ['map', 'string'], optional: true, requiresReplace: true },
  },
} as const satisfies Schema;

const nullResource = defineResource<null>()({
  type: 'null_resource',
  schema,
  async create() {
    return { id: String(randomInt(2 ** 47)) };
  },
  async read(state) {
    return state;
  },
  async delete() {},
});

const provider = defineProvider({
  name: 'null',
  schema: { version: 0, attributes: {} },
  configure: () => null,
  resources: [nullResource],
  dataSources: [],
});

serve(provider, { address: 'registry.terraform.io/hashicorp/null', version: '3.2.4' });
