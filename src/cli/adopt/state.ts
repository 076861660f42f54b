/** Which keys and services a Terraform state manages, whichever provider manages them. */

import { formatCmkImportId, formatServiceImportId } from '../../aiven';
import type { StateResource } from '../terraform/state';
import { bindingType, keyType, type Managed } from './adoption';

export interface StateObjects extends Managed {
  /** Addresses in the root module, such as "aiven_cmk.orders". */
  addresses: ReadonlySet<string>;
}

/** What one or several states manage together. */
export function managedByState(resources: readonly StateResource[]): StateObjects {
  const state = {
    keys: new Set<string>(),
    services: new Set<string>(),
    bindings: new Set<string>(),
    addresses: new Set<string>(),
  };
  for (const { type, rootAddress, attributes } of resources) {
    if (!type.startsWith('aiven_')) continue;
    if (rootAddress !== undefined) state.addresses.add(rootAddress);
    const { project, cmk_id: cmkId, service_name: serviceName, plan } = attributes;
    if (typeof project !== 'string') continue;
    if (type === keyType && typeof cmkId === 'string') state.keys.add(formatCmkImportId({ project, cmkId }));
    // Many resource types have a service name, but only services have a plan.
    const isBinding = type === bindingType;
    if (typeof serviceName !== 'string' || !(isBinding || typeof plan === 'string')) continue;
    const id = formatServiceImportId({ project, serviceName });
    state.services.add(id);
    if (isBinding) state.bindings.add(id);
  }
  return state;
}
