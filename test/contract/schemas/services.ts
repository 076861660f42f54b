/** The operations on services, their tags, and what other clients ask about plans before they create one. */

import {
  anyObject,
  boolean,
  integer,
  list,
  mapOf,
  nullable,
  type OperationContract,
  object,
  oneOf,
  response,
  text,
  textOf,
  time,
  uuid,
} from './schema';

const path = '/v1/project/{project}/service';
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const name = textOf(1, 64);
const emails = list(object({ email: textOf(3, 254) }));
const maintenanceTime = { type: 'string', pattern: '^\\d\\d:\\d\\d:\\d\\d$' };

/** What ServiceCreate and ServiceUpdate share. Aiven's Go client sends a null `project_vpc_id`, `avn` a null `cloud`. */
const settings = {
  cloud: nullable(textOf(1, 256)),
  cmk_id: uuid,
  disk_space_mb: integer,
  group_name: textOf(1, 256),
  maintenance: object({}, { dow: oneOf(...days), time: maintenanceTime }),
  project_vpc_id: nullable(uuid),
  tech_emails: emails,
  termination_protection: boolean,
  user_config: anyObject,
};

const component = object(
  {
    component: text,
    host: text,
    port: integer,
    route: oneOf('dynamic', 'public', 'private', 'privatelink'),
    usage: text,
  },
  {
    kafka_authentication_method: oneOf('certificate', 'sasl'),
    kafka_ssl_ca: oneOf('project_ca', 'letsencrypt'),
    path: text,
    privatelink_connection_id: text,
    ssl: boolean,
  },
);

const service = object(
  {
    cloud_name: textOf(1, 256),
    create_time: time,
    group_list: list(text),
    plan: textOf(1, 128),
    project_vpc_id: nullable(uuid),
    service_integrations: list(anyObject),
    service_name: name,
    service_type: name,
    service_uri: nullable(text),
    state: oneOf('POWEROFF', 'REBALANCING', 'REBUILDING', 'RUNNING'),
    termination_protection: boolean,
    update_time: time,
    user_config: anyObject,
  },
  {
    backups: list(object({ backup_name: text, backup_time: time, data_size: integer })),
    cmk_id: nullable(uuid),
    components: list(component),
    connection_info: anyObject,
    disk_space_mb: integer,
    maintenance: object({
      dow: oneOf(...days, 'never'),
      enabled: boolean,
      time: maintenanceTime,
      updates: list(anyObject),
    }),
    service_uri_params: mapOf(text),
    tags: mapOf(text),
    tech_emails: emails,
    users: list(object({ username: text, password: text, type: text })),
  },
);

const planPath = '/v1/project/{project}/service-types/{service_type}';

export const serviceOperations = {
  ServiceList: { method: 'GET', path, query: ['include_secrets'], response: response({ services: list(service) }) },
  ServiceCreate: {
    method: 'POST',
    path,
    request: object(
      { service_name: name, service_type: name, plan: textOf(1, 128) },
      {
        ...settings,
        tags: mapOf(text),
        static_ips: list(text),
        copy_tags: boolean,
        service_integrations: list(anyObject),
      },
    ),
    response: response({ service }),
  },
  ServiceGet: {
    method: 'GET',
    path: `${path}/{service_name}`,
    query: ['include_secrets'],
    response: response({ service }),
  },
  ServiceUpdate: {
    method: 'PUT',
    path: `${path}/{service_name}`,
    request: object(
      {},
      { ...settings, plan: textOf(1, 128), powered: boolean, karapace: boolean, schema_registry_authz: boolean },
    ),
    response: response({ service }),
  },
  ServiceDelete: { method: 'DELETE', path: `${path}/{service_name}`, response: response({}) },
  ProjectServiceTagsList: {
    method: 'GET',
    path: `${path}/{service_name}/tags`,
    response: response({ tags: mapOf(text) }),
  },
  ProjectServiceTagsReplace: {
    method: 'PUT',
    path: `${path}/{service_name}/tags`,
    request: object({ tags: mapOf(text) }),
    response: response({}),
  },
  VpcList: { method: 'GET', path: '/v1/project/{project}/vpcs', response: response({ vpcs: list(anyObject) }) },
  ProjectServiceTypesGet: { method: 'GET', path: planPath, response: response({ user_config_schema: anyObject }) },
  ProjectServicePlanSpecsGet: {
    method: 'GET',
    path: `${planPath}/plans/{service_plan}`,
    response: response(
      { backup_config: anyObject, disk_space_mb: integer, node_count: integer, service_plan: text, service_type: text },
      { disk_space_cap_mb: integer, disk_space_step_mb: integer },
    ),
  },
  ProjectServicePlanPriceGet: {
    method: 'GET',
    path: '/v1/project/{project}/pricing/service-types/{service_type}/plans/{service_plan}/clouds/{cloud}',
    response: response(
      { base_price_usd: text, cloud_name: text, service_plan: text, service_type: text },
      { extra_disk_price_per_gb_usd: text },
    ),
  },
} satisfies Record<string, OperationContract>;
