/** What a Terraform state file already manages, whichever provider does it. */

import { readFileSync } from 'node:fs';
import { formatServiceImportId } from '../../aiven';
import { CliError } from '../errors/cli-error';
import { systemReason } from '../errors/system-reason';
import type { Managed } from './adoption';
import { normalKeyId } from './written';

interface StateJson {
  version?: unknown;
  resources?: readonly {
    mode?: string;
    type?: string;
    instances?: readonly { attributes?: { readonly [name: string]: unknown } }[];
  }[];
}

/** Keys and services of a state of format 4, the one of every Terraform since 0.12. @throws CliError for any other file */
export function readState(file: string): Managed & { keys: Set<string>; services: Set<string>; bindings: Set<string> } {
  const { resources } = parseState(file);
  const keys = new Set<string>();
  const services = new Set<string>();
  const bindings = new Set<string>();
  for (const { mode, type = '', instances = [] } of resources) {
    if (mode !== 'managed' || !type.startsWith('aiven_')) continue;
    for (const { attributes: { project, cmk_id: cmkId, service_name: serviceName, plan } = {} } of instances) {
      if (typeof project !== 'string') continue;
      if (type === 'aiven_cmk' && typeof cmkId === 'string') keys.add(normalKeyId(`${project}/${cmkId}`));
      // Of all that has the name of a service, only the service itself has a plan.
      const isBinding = type === 'aiven_cmk_service_association';
      if (typeof serviceName !== 'string' || !(isBinding || typeof plan === 'string')) continue;
      const id = formatServiceImportId({ project, serviceName });
      services.add(id);
      if (isBinding) bindings.add(id);
    }
  }
  return { keys, services, bindings };
}

function parseState(file: string): Required<Pick<StateJson, 'resources'>> {
  let state: StateJson | null;
  try {
    state = JSON.parse(readFileSync(file, 'utf8')) as StateJson | null;
  } catch (reason) {
    throw new CliError(`The state ${file} cannot be read: ${systemReason(reason)}.`, howToGetOne);
  }
  if (state?.version !== 4 || !Array.isArray(state.resources)) {
    throw new CliError(`${file} is no Terraform state of format 4.`, howToGetOne);
  }
  return { resources: state.resources };
}

const howToGetOne = 'A state that is kept elsewhere is written to a file by "terraform state pull > FILE".';
