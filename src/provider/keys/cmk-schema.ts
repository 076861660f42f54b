/** The schema of `aiven_cmk`. */

import { checkCloud, checkProject, clouds } from '../../aiven';
import { type Schema, type StateOf, timeoutsBlock } from '../../plugin';
import { defaultTimeouts } from '../reading';

/**
 * The official provider's schema, version 0, except that `default_cmk` is also computed. `verify_access`, `on_destroy`,
 * `rotation_trigger` and `deletion_protection` are ours.
 */
export const cmkSchema = {
  version: 0,
  description:
    'A customer managed key (CMK): a key in the KMS of your own cloud that encrypts services of an Aiven project. A change of `project`, `cmk_provider` or `resource` registers a new key and deletes the old one. Set `create_before_destroy` so that services move to the new key before the old one is deleted.',
  attributes: {
    id: {
      type: 'string',
      computed: true,
      useStateForUnknown: true,
      description: 'The ID for `terraform import`: `PROJECT/CMK_ID`.',
    },
    project: {
      type: 'string',
      required: true,
      requiresReplace: true,
      validators: [checkProject],
      description: 'Name of the Aiven project in which the key is registered. A change replaces the key.',
    },
    cmk_provider: {
      type: 'string',
      required: true,
      requiresReplace: true,
      validators: [checkCloud],
      description: `Cloud whose KMS contains the key: ${clouds.map((cloud) => `\`${cloud}\``).join(', ')}. A change replaces the key.`,
    },
    resource: {
      type: 'string',
      required: true,
      requiresReplace: true,
      description:
        'Key reference of the KMS key: an AWS key ARN, an Azure key identifier (URL), a Google Cloud resource name or an OCI key OCID. A change replaces the key.',
    },
    default_cmk: {
      type: 'bool',
      optional: true,
      computed: true,
      useStateForUnknown: true,
      description:
        'Whether new services of the project use this key unless they set another. If omitted, the provider keeps the value in Aiven.',
    },
    cmk_id: {
      type: 'string',
      computed: true,
      useStateForUnknown: true,
      description: 'ID of the key in Aiven, a UUID: use it as `cmk_id` of a service.',
    },
    status: {
      type: 'string',
      computed: true,
      description: '`current` or `old`. A key with status `deleted` is removed from the state.',
    },
    created_at: {
      type: 'string',
      computed: true,
      useStateForUnknown: true,
      description: 'When the key was registered (RFC 3339).',
    },
    updated_at: { type: 'string', computed: true, description: 'When the registration last changed (RFC 3339).' },
    verify_access: {
      type: 'bool',
      optional: true,
      description:
        'Whether Aiven checks its access to the KMS key when the key is registered, or when this is turned on. A refusal, of the registration too, is retried for three minutes, or for the time limit of the operation if that is shorter, so one apply can grant the access and register the key. The API returns no result: the check passes if Aiven accepts it. If it fails, the error prints the missing grant and the key stays in the state, tainted. Grant the access, run `terraform untaint`, and apply to check again. Default: no check.',
    },
    on_destroy: {
      type: 'string',
      optional: true,
      validators: [checkOnDestroy],
      description:
        'What a delete of the key does if services still use it after one minute: `delete` fails, `retain_if_used` leaves the key registered in Aiven, names the services in a warning, and succeeds. The value in the state counts: apply it before you remove or replace the key. Default: `delete`.',
    },
    rotation_trigger: {
      type: 'string',
      optional: true,
      requiresReplace: ({ prior, planned }) => prior !== null && planned !== null,
      description:
        'Any text, `jsonencode(…)` for several values. A change from one value to another replaces the key. Adding or removing the value changes nothing else. A new registration of the same KMS key does not rotate its key material, and fails where Aiven refuses duplicates.',
    },
    deletion_protection: {
      type: 'bool',
      optional: true,
      description:
        'Whether to refuse every plan that deletes or replaces the key. The value in the state counts: to delete the key, first apply `deletion_protection = false`. Default: `false`.',
    },
  },
  blocks: { timeouts: timeoutsBlock(['create', 'read', 'update', 'delete'], defaultTimeouts) },
} as const satisfies Schema;

export type CmkState = StateOf<typeof cmkSchema>;

function checkOnDestroy(text: string): string | undefined {
  return text === 'delete' || text === 'retain_if_used'
    ? undefined
    : `"${text}" is not supported; expected "delete" or "retain_if_used".`;
}
