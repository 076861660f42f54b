/** The schema of all thirteen service resources: the official provider's names and types, and `user_config` for the settings of a type. */

import {
  checkCmkId,
  checkMaintenanceDay,
  checkMaintenanceTime,
  checkProject,
  checkServiceName,
  sameCmkId,
} from '../../aiven';
import { type Schema, timeoutsBlock } from '../../plugin';
import { defaultTimeouts } from '../reading';
import { checkDiskSpace, sameDiskSpace } from './disk-space';
import { checkUserConfig } from './user-config';

/** Attributes that Aiven fills when they are omitted are also computed. */
export const serviceSchema = {
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
      description: 'Name of the Aiven project. A change replaces the service.',
    },
    service_name: {
      type: 'string',
      required: true,
      requiresReplace: true,
      validators: [checkServiceName],
      description: 'Name of the service, unique in the project. A change replaces the service.',
    },
    plan: { type: 'string', required: true, description: 'Plan of the service, such as `startup-4`.' },
    cloud_name: {
      type: 'string',
      optional: true,
      computed: true,
      useStateForUnknown: true,
      description: 'Cloud and region in which the service runs, such as `google-europe-west3`.',
    },
    cmk_id: {
      type: 'string',
      optional: true,
      computed: true,
      useStateForUnknown: true,
      validators: [checkCmkId],
      semanticEquals: sameCmkId,
      description:
        'ID of the key that the service is encrypted with, a UUID: `cmk_id` of `aiven_cmk`. Default for a new service: the default key of the project. Removing the attribute later does not change the key; set `00000000-0000-0000-0000-000000000000` to move the service to Aiven-managed keys.',
    },
    project_vpc_id: {
      type: 'string',
      optional: true,
      computed: true,
      useStateForUnknown: true,
      semanticEquals: (prior: string, next: string) => vpcIdOf(prior) === vpcIdOf(next),
      description:
        'ID of the VPC in which the service runs, alone or as `PROJECT/VPC_ID`. Removing the attribute after an apply that set it, or setting it to an empty string, moves the service out of its VPC. An imported service stays in its VPC until then.',
    },
    maintenance_window_dow: {
      type: 'string',
      optional: true,
      computed: true,
      useStateForUnknown: true,
      validators: [orEmpty(checkMaintenanceDay)],
      description:
        'Day of the week for maintenance: `monday` to `sunday`. Only Aiven can turn maintenance off, which reads `never`.',
    },
    maintenance_window_time: {
      type: 'string',
      optional: true,
      computed: true,
      useStateForUnknown: true,
      validators: [orEmpty(checkMaintenanceTime)],
      description: 'Time of day at which maintenance starts, as `HH:MM:SS` in UTC.',
    },
    termination_protection: {
      type: 'bool',
      optional: true,
      computed: true,
      default: false,
      description: 'Whether Aiven refuses to delete the service. Default: `false`.',
    },
    disk_space: {
      type: 'string',
      optional: true,
      computed: true,
      useStateForUnknown: true,
      validators: [checkDiskSpace],
      semanticEquals: sameDiskSpace,
      description:
        'Total disk space of the service, such as `80GiB`. If omitted, it stays null, and the disk space of the plan applies.',
    },
    additional_disk_space: {
      type: 'string',
      optional: true,
      computed: true,
      useStateForUnknown: true,
      validators: [checkDiskSpace],
      semanticEquals: sameDiskSpace,
      description: 'Disk space on top of the plan, such as `20GiB`. Conflicts with `disk_space`.',
    },
    static_ips: {
      type: ['set', 'string'],
      optional: true,
      computed: true,
      useStateForUnknown: true,
      description: 'IDs of the static IP addresses that the service uses.',
    },
    user_config: {
      type: 'dynamic',
      optional: true,
      computed: true,
      useStateForUnknown: true,
      validators: [checkUserConfig],
      description:
        "Settings of the service type, in the form of `user_config` in the Aiven API. Only the keys set here are compared with the service. A key that is removed keeps its value in Aiven; `null` resets it to Aiven's default. After an import, `null` leaves the setting as it is until an apply has changed `user_config`. Set secrets in `secret_user_config_wo`.",
    },
    secret_user_config: {
      type: 'dynamic',
      optional: true,
      sensitive: true,
      validators: [checkUserConfig],
      description:
        'Secret settings, such as passwords and client secrets, which are merged over `user_config` in requests. They are never compared with the service. Terraform stores them in its state, and prints them to its own log with `TF_LOG=DEBUG`.',
    },
    secret_user_config_wo: {
      type: 'dynamic',
      optional: true,
      sensitive: true,
      writeOnly: true,
      validators: [checkUserConfig],
      description:
        'Secret settings, as `secret_user_config`, but Terraform stores them neither in its state nor in a plan (Terraform 1.11 and OpenTofu 1.11 and later). They are sent when the service is created and when `secret_user_config_wo_version` changes.',
    },
    secret_user_config_wo_version: {
      type: 'number',
      optional: true,
      description:
        'Version of `secret_user_config_wo`, which requires it. Change it to send changed secrets: Terraform cannot compare what it does not store.',
    },
    components: {
      type: [
        'list',
        [
          'object',
          {
            component: 'string',
            connection_uri: 'string',
            host: 'string',
            kafka_authentication_method: 'string',
            kafka_ssl_ca: 'string',
            port: 'number',
            privatelink_connection_id: 'string',
            route: 'string',
            ssl: 'bool',
            usage: 'string',
          },
        ],
      ],
      computed: true,
      description: 'Components of the service and their addresses.',
    },
    disk_space_cap: { type: 'string', computed: true, description: 'Maximum disk space that the plan allows.' },
    disk_space_default: { type: 'string', computed: true, description: 'Disk space of the plan.' },
    disk_space_step: { type: 'string', computed: true, description: 'Increment in which disk space can change.' },
    disk_space_used: { type: 'string', computed: true, description: 'Current disk space of the service.' },
    maintenance_window_enabled: {
      type: 'bool',
      computed: true,
      description: 'Whether automatic maintenance is enabled.',
    },
    service_host: { type: 'string', computed: true, description: 'Host name of the service.' },
    service_password: { type: 'string', computed: true, sensitive: true, description: 'Password of the admin user.' },
    service_port: { type: 'number', computed: true, description: 'Port of the service.' },
    service_type: {
      type: 'string',
      computed: true,
      useStateForUnknown: true,
      description: 'Type of the service in the Aiven API, such as `pg`.',
    },
    service_uri: {
      type: 'string',
      computed: true,
      sensitive: true,
      description: 'URI of the service, with user and password.',
    },
    service_username: { type: 'string', computed: true, description: 'Name of the admin user.' },
    state: {
      type: 'string',
      computed: true,
      description: 'State of the service: `RUNNING`, `REBUILDING`, `REBALANCING` or `POWEROFF`.',
    },
  },
  blocks: {
    tag: {
      nesting: 'set',
      description: 'A tag of the service. Each key may appear once.',
      attributes: {
        key: { type: 'string', required: true, description: 'Name of the tag.' },
        value: { type: 'string', required: true, description: 'Value of the tag.' },
      },
    },
    tech_emails: {
      nesting: 'set',
      description: 'An email address that Aiven notifies about this service.',
      attributes: { email: { type: 'string', required: true, description: 'The email address.' } },
    },
    timeouts: timeoutsBlock(['create', 'default', 'delete', 'read', 'update'], defaultTimeouts),
  },
} as const satisfies Schema;

/** The VPC ID alone, as the API takes it. Configurations of the official provider have PROJECT/VPC_ID. */
export function vpcIdOf(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

/** An empty string means the same as null. */
function orEmpty(check: (text: string) => string | undefined): (text: string) => string | undefined {
  return (text) => (text === '' ? undefined : check(text));
}
