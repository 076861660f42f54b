/** Steps after a service was moved to another key: the configuration still names the key that it had. */

import { AIVEN_MANAGED_CMK_ID } from '../../aiven';
import type { StateResource } from '../terraform/state';
import { cmkIdLine, commandsStep, type Step, whereOf } from './steps';
import { isBinding, keysIn, type ManagingState, servicesIn } from './terraform-states';

export interface MovedService {
  project: string;
  serviceName: string;
  /** Id of its key now; null for Aiven-managed keys. */
  cmkId: string | null;
}

/** Returns no steps for a state that does not manage the service. @param binary `terraform` or `tofu` */
export function stepsAfterMove(state: ManagingState, moved: MovedService, binary: string): Step[] {
  const resources = servicesIn(state, moved.project).filter(
    ({ attributes }) => attributes.service_name === moved.serviceName,
  );
  if (resources.length === 0) return [];
  const isRemoved = (resource: StateResource) => moved.cmkId === null && isBinding(resource);
  const commands = resources.filter(isRemoved).map(({ address }) => ['state', 'rm', address]);
  return [...resources.map((resource) => editOf(state, resource, moved)), commandsStep(state, binary, commands)];
}

function editOf(state: ManagingState, resource: StateResource, { project, cmkId }: MovedService): Step {
  if (cmkId === null && isBinding(resource)) {
    return { text: `Remove ${resource.address} from the configuration.`, lines: [] };
  }
  const key = cmkId === null ? undefined : keysIn(state, project, cmkId)[0];
  if (state.language === 'hcl') {
    const line = cmkIdLine(key, cmkId ?? AIVEN_MANAGED_CMK_ID, resource);
    return { text: `${whereOf(state, resource)}, set:`, lines: [line] };
  }
  if (cmkId === null) {
    return { text: `${whereOf(state, resource)}, set:`, lines: ['encryption: Encryption.aivenManaged()'] };
  }
  const target =
    key === undefined
      ? `the key that CustomerManagedKey.lookup finds by the ID "${cmkId}"`
      : `the key of ${key.address}`;
  return { text: `${whereOf(state, resource)}, use ${target}.`, lines: [] };
}
