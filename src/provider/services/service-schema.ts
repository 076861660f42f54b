/** The schema that all thirteen service resources share: the official provider's names and types, and `user_config` for what a type has of its own. */

import {
  checkCmkId,
  checkMaintenanceDay,
  checkMaintenanceTime,
  checkProject,
  checkServiceName,
  sameCmkId,
} from '../../aiven';
import { type Schema, timeoutsBlock } from '../../plugin';
import { checkDiskSpace, sameDiskSpace } from './disk-space';
import { checkUserConfig } from './user-config';

/** Names and types: the official provider's; which are also computed: what Aiven fills when it is left out (design). */
export const serviceSchema = {
  attributes: {
    id: {
      type: 'string',
      computed: true,
      useStateForUnknown: true,
      description: 'The id by which the service is imported: `PROJECT/SERVICE_NAME`.',
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
    plan: { type: 'string', required: true, description: "The service's plan, for example `startup-4`." },
    cloud_name: {
      type: 'string',
      optional: true,
      computed: true,
      useStateForUnknown: true,
      description: 'Cloud and region that the service runs in, for example `google-europe-west3`.',
    },
    cmk_id: {
      type: 'string',
      optional: true,
      computed: true,
      useStateForUnknown: true,
      validators: [checkCmkId],
      semanticEquals: sameCmkId,
      description:
        "Id of the customer managed key (a UUID, `cmk_id` of `aiven_cmk`) that encrypts the service. Left out at create: the project's default key. Removing the attribute later changes nothing; `00000000-0000-0000-0000-000000000000` detaches the key and goes back to Aiven-managed keys.",
    },
    project_vpc_id: {
      type: 'string',
      optional: true,
      computed: true,
      useStateForUnknown: true,
      semanticEquals: (prior: string, next: string) => vpcIdOf(prior) === vpcIdOf(next),
      description: 'Id of the VPC that the service runs in, alone or as `PROJECT/VPC_ID`.',
    },
    maintenance_window_dow: {
      type: 'string',
      optional: true,
      computed: true,
      useStateForUnknown: true,
      validators: [orEmpty(checkMaintenanceDay)],
      description: 'Day of the week on which maintenance is done: `monday` … `sunday`, or `never`.',
    },
    maintenance_window_time: {
      type: 'string',
      optional: true,
      computed: true,
      useStateForUnknown: true,
      validators: [orEmpty(checkMaintenanceTime)],
      description: 'Time of day at which maintenance begins, as HH:MM:SS in UTC.',
    },
    termination_protection: {
      type: 'bool',
      optional: true,
      computed: true,
      default: false,
      description: 'Refuse to delete the service while this is on. Left out: off.',
    },
    disk_space: {
      type: 'string',
      optional: true,
      computed: true,
      useStateForUnknown: true,
      validators: [checkDiskSpace],
      semanticEquals: sameDiskSpace,
      description: 'Disk space of the service in all, for example `80GiB`. Left out: what the plan has.',
    },
    additional_disk_space: {
      type: 'string',
      optional: true,
      computed: true,
      useStateForUnknown: true,
      validators: [checkDiskSpace],
      semanticEquals: sameDiskSpace,
      description: 'Disk space on top of what the plan has, for example `20GiB`. Not together with `disk_space`.',
    },
    static_ips: {
      type: ['set', 'string'],
      optional: true,
      computed: true,
      useStateForUnknown: true,
      description: 'Ids of the static IP addresses that the service uses.',
    },
    user_config: {
      type: 'dynamic',
      optional: true,
      validators: [checkUserConfig],
      description:
        "Settings of the service's type, as Aiven's API takes them in `user_config`. Only the keys given here are compared with the service: one that is removed here stays as it is, and `null` takes a setting back to Aiven's default. Secrets belong into `secret_user_config`.",
    },
    secret_user_config: {
      type: 'dynamic',
      optional: true,
      sensitive: true,
      validators: [checkUserConfig],
      description:
        'Secret settings (passwords, client secrets), merged over `user_config` where they are sent. They are never compared with the service. Terraform keeps them in its state, and prints them to its own log under `TF_LOG=DEBUG`.',
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
      description: 'The parts of the service and where they are reached.',
    },
    disk_space_cap: { type: 'string', computed: true, description: 'Most disk space that the plan allows.' },
    disk_space_default: { type: 'string', computed: true, description: 'Disk space that the plan has.' },
    disk_space_step: { type: 'string', computed: true, description: 'Step in which disk space changes.' },
    disk_space_used: { type: 'string', computed: true, description: 'Disk space that the service has now.' },
    maintenance_window_enabled: { type: 'bool', computed: true, description: 'Whether maintenance is done by itself.' },
    service_host: { type: 'string', computed: true, description: 'Host name of the service.' },
    service_password: { type: 'string', computed: true, sensitive: true, description: 'Password of the main user.' },
    service_port: { type: 'number', computed: true, description: 'Port of the service.' },
    service_type: {
      type: 'string',
      computed: true,
      useStateForUnknown: true,
      description: "Aiven's name of the type.",
    },
    service_uri: { type: 'string', computed: true, sensitive: true, description: 'Address with user and password.' },
    service_username: { type: 'string', computed: true, description: 'Name of the main user.' },
    state: { type: 'string', computed: true, description: '`RUNNING`, `REBUILDING`, `REBALANCING` or `POWEROFF`.' },
  },
  blocks: {
    tag: {
      nesting: 'set',
      description: 'A tag of the service.',
      attributes: {
        key: { type: 'string', required: true, description: 'Name of the tag.' },
        value: { type: 'string', required: true, description: 'Value of the tag.' },
      },
    },
    tech_emails: {
      nesting: 'set',
      description: 'An address that Aiven writes to about this service.',
      attributes: { email: { type: 'string', required: true, description: 'The address.' } },
    },
    timeouts: timeoutsBlock(['create', 'default', 'delete', 'read', 'update']),
  },
} as const satisfies Schema;

/** The VPC's own id: the official provider's configurations give it as PROJECT/VPC_ID, the API takes it alone. */
export function vpcIdOf(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

/** An empty string means as much as nothing (design). */
function orEmpty(check: (text: string) => string | undefined): (text: string) => string | undefined {
  return (text) => (text === '' ? undefined : check(text));
}
