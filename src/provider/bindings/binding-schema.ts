/** The schema of `aiven_cmk_service_association`. */

import { checkCmkId, checkProject, checkServiceName, sameCmkId } from '../../aiven';
import { type PlanOf, type Schema, type StateOf, timeoutsBlock } from '../../plugin';
import { defaultTimeouts } from '../reading';

export const bindingSchema = {
  version: 0,
  description:
    'The key of a service that another provider, the console or another team manages. It changes the key of the service and nothing else. Do not use it for a service whose `cmk_id` is set elsewhere: the two would overwrite each other at every apply. For a service of the official provider, follow `docs/with-the-official-provider.md`.',
  attributes: {
    id: {
      type: 'string',
      computed: true,
      useStateForUnknown: true,
      description: 'The ID for `terraform import`: `PROJECT/SERVICE_NAME`.',
    },
    project: {
      type: 'string',
      required: true,
      requiresReplace: true,
      validators: [checkProject],
      description: 'Name of the Aiven project. A change replaces the binding.',
    },
    service_name: {
      type: 'string',
      required: true,
      requiresReplace: true,
      validators: [checkServiceName],
      description: 'Name of the service. A change replaces the binding.',
    },
    cmk_id: {
      type: 'string',
      required: true,
      validators: [checkBoundCmkId],
      semanticEquals: sameCmkId,
      description: 'ID of the key, a UUID: `cmk_id` of `aiven_cmk`. A change moves the service to that key.',
    },
    on_destroy: {
      type: 'string',
      optional: true,
      computed: true,
      validators: [
        (text: string) =>
          text === 'detach' || text === 'keep' ? undefined : `"${text}" is not supported; expected "detach" or "keep".`,
      ],
      description:
        'What a destroy of the binding does to the service: `detach` moves it to Aiven-managed keys, `keep` leaves it encrypted with the key. The value in the state counts, so apply a change before the destroy. Default: `keep` for an imported binding, otherwise `detach`. Removing the attribute keeps its value.',
    },
    status: {
      type: 'string',
      computed: true,
      description:
        'Status of the association: `active`, `activating` or `deactivating`. Null while the service uses another key or none.',
    },
    service_type: {
      type: 'string',
      computed: true,
      useStateForUnknown: true,
      description: 'Type of the service in the Aiven API, such as `pg`.',
    },
  },
  blocks: { timeouts: timeoutsBlock(['create', 'read', 'update', 'delete'], defaultTimeouts) },
} as const satisfies Schema;

export type BindingState = StateOf<typeof bindingSchema>;
export type BindingPlan = PlanOf<typeof bindingSchema>;

function checkBoundCmkId(text: string): string | undefined {
  if (text !== '' && sameCmkId(text, null)) {
    return 'The all-zero UUID is not a key. To move the service to Aiven-managed keys, destroy the binding with on_destroy = "detach".';
  }
  return checkCmkId(text);
}
