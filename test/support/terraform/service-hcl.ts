/** HCL of services and bindings, and access to their state, for tests with the real Terraform. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Emulator } from '../../../src/emulator';
import type { TerraformRun } from './terraform';

/** The resource `aiven_<type>.<name>`. `more` is appended. */
export function serviceHcl({
  name = 'orders',
  type = 'pg',
  project = 'acme-prod',
  serviceName = 'orders-db',
  plan = 'startup-4',
  cmkId = '',
  more = '',
} = {}): string {
  return `resource "aiven_${type}" "${name}" {
  project      = "${project}"
  service_name = "${serviceName}"
  plan         = "${plan}"
  ${cmkId === '' ? '' : `cmk_id = ${cmkId}`}
  ${more}
}
`;
}

/** The resource `aiven_cmk_service_association.<name>`. */
export function bindingHcl({
  name = 'legacy',
  project = 'acme-prod',
  serviceName = 'legacy-kafka',
  cmkId = '"1b671a64-40d5-491e-99b0-da01ff1f3341"',
  more = '',
} = {}): string {
  return `resource "aiven_cmk_service_association" "${name}" {
  project      = "${project}"
  service_name = "${serviceName}"
  cmk_id       = ${cmkId}
  ${more}
}
`;
}

interface StoredInstance {
  readonly attributes: { readonly [name: string]: unknown };
  readonly status?: string;
  readonly deposed?: string;
}

/** A resource in the state file, or undefined. Faster than running Terraform. */
export async function stored(tf: TerraformRun, address: string): Promise<StoredInstance | undefined> {
  const state = JSON.parse(await readFile(join(tf.folder, 'terraform.tfstate'), 'utf8')) as {
    resources: { type: string; name: string; instances: StoredInstance[] }[];
  };
  const found = state.resources.find(({ type, name }) => `${type}.${name}` === address);
  return found?.instances.find(({ deposed }) => deposed === undefined);
}

/** The bodies of the service updates in the emulator's log, oldest first. Clears the log. */
export function takeUpdates(emulator: Emulator): unknown[] {
  const bodies = emulator.requests.filter(({ operation }) => operation === 'ServiceUpdate').map(({ body }) => body);
  emulator.requests.length = 0;
  return bodies;
}
