/** `moved` blocks from the official provider, with both providers in one configuration. */

import { resolve } from 'node:path';
import { keys, withAiven } from '../support/emulator/aiven';
import { registry } from '../support/terraform/binary';
import { stored, takeUpdates } from '../support/terraform/service-hcl';

const cmkId = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const seed = {
  projects: [
    {
      name: 'acme-prod',
      cmks: [{ id: cmkId, provider: 'gcp', resource: keys.gcp }],
      services: [{ service_name: 'orders', service_type: 'pg', plan: 'startup-4', cmk_id: cmkId }],
    },
  ],
} as const;

/** Our provider file replaces the official provider: Terraform only needs a schema here. */
const official = `${registry()}/aiven/aiven`;
const ours = 'npm.invalid/aiven-byok/aiven';
const providers = `terraform {
  required_providers {
    aiven = { source = "aiven/aiven" }
    byok  = { source = "${ours}" }
  }
}
`;
const resources = (name: string, more: string) => `resource "aiven_cmk" "${name}" {
  ${more}
  project      = "acme-prod"
  cmk_provider = "gcp"
  resource     = "${keys.gcp}"
}
resource "aiven_pg" "${name}" {
  ${more}
  project      = "acme-prod"
  service_name = "orders"
  plan         = "startup-4"
  cmk_id       = aiven_cmk.${name}.cmk_id
}
`;
const moved = (type: string) => `moved {\n  from = ${type}.before\n  to   = ${type}.after\n}\n`;

/** A state of the official provider: an imported key without its cloud, and a service with blocks that our schema lacks. */
const instances = {
  aiven_cmk: {
    schema_version: 0,
    attributes: {
      id: `acme-prod/${cmkId}`,
      project: 'acme-prod',
      resource: keys.gcp,
      cmk_id: cmkId,
      cmk_provider: null,
      default_cmk: null,
      timeouts: null,
    },
  },
  aiven_pg: {
    schema_version: 1,
    attributes: {
      id: 'acme-prod/orders',
      project: 'acme-prod',
      service_name: 'orders',
      plan: 'startup-4',
      cmk_id: cmkId,
      disk_space: null,
      static_ips: [],
      tag: [],
      tech_emails: [],
      service_integrations: [],
      pg_user_config: [{ pg_version: '16' }],
      timeouts: null,
    },
  },
};

test('keys and services move from the official provider to ours, and nothing changes in Aiven', async () => {
  const files = {
    'main.tf': providers + resources('after', 'provider = byok') + moved('aiven_cmk') + moved('aiven_pg'),
  };
  await withAiven(
    { files, emulator: { seed }, others: { [official]: resolve('dist/terraform-provider-aiven.cjs') } },
    async (tf, emulator) => {
      const state = {
        version: 4,
        terraform_version: '1.11.4',
        serial: 1,
        lineage: 'a',
        outputs: {},
        resources: Object.entries(instances).map(([type, instance]) => ({
          mode: 'managed',
          type,
          name: 'before',
          provider: `provider["${official}"]`,
          instances: [instance],
        })),
      };
      await tf.write({ 'terraform.tfstate': JSON.stringify(state), 'main.tf': files['main.tf'] });
      const plan = await tf.plan();
      expect(plan.text).toContain('aiven_pg.before has moved to aiven_pg.after');
      expect(plan.text).toContain('Plan: 0 to add, 0 to change, 0 to destroy.');
      await tf.apply();
      expect((await tf.plan()).changes).toBe(false);
      expect((await stored(tf, 'aiven_cmk.after'))?.attributes).toMatchObject({ cmk_provider: 'gcp', cmk_id: cmkId });
      expect(takeUpdates(emulator)).toEqual([]);
    },
  );
});
