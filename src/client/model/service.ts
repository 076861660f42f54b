/** A service as the client returns it, and how it is read from a response. */

import { inspect } from 'node:util';
import { AIVEN_MANAGED_CMK_ID, normalizeCmkId } from '../../aiven';
import { isObject, type Reader } from '../call/reader';

/** Any other state is returned as received. */
export type ServiceState = 'REBUILDING' | 'REBALANCING' | 'RUNNING' | 'POWEROFF' | (string & {});

/** A port of a service that applications connect to. */
export interface ServiceComponent {
  component: string;
  host: string | null;
  port: number | null;
  route: string | null;
  usage: string | null;
  ssl: boolean | null;
  kafkaAuthenticationMethod: string | null;
  kafkaSslCa: string | null;
  privatelinkConnectionId: string | null;
}

/** All but the first six fields are null or empty when the response omits them, as the examples in Aiven's documentation do. */
export interface Service {
  serviceName: string;
  serviceType: string;
  /** Null only when the response to an update omits it. */
  plan: string | null;
  cloudName: string;
  state: ServiceState;
  /** The key that the service is encrypted with, in lower case; null for Aiven-managed keys. */
  cmkId: string | null;
  projectVpcId: string | null;
  terminationProtection: boolean | null;
  maintenance: { dow: string | null; time: string | null; enabled: boolean | null } | null;
  diskSpaceMb: number | null;
  host: string | null;
  port: number | null;
  username: string | null;
  /** Present when secrets were requested. */
  secrets: ServiceSecrets;
  components: ServiceComponent[];
  /** As received; null when omitted. A number that a `number` would round is an `ExactNumber`. */
  userConfig: Record<string, unknown> | null;
  tags: Record<string, string> | null;
  techEmails: string[] | null;
  createTime: string | null;
  updateTime: string | null;
}

/** A service's URI, password and connection data. Prints as `[redacted]`. */
export class ServiceSecrets {
  // biome-ignore-start lint/plugin: util.inspect and loggers print private members, but not # members
  readonly #serviceUri: string | null;
  readonly #password: string | null;
  readonly #connection: Readonly<Record<string, unknown>> | null;
  // biome-ignore-end lint/plugin: end of the secrets

  constructor(secrets: {
    serviceUri: string | null;
    password: string | null;
    connection: Record<string, unknown> | null;
  }) {
    this.#serviceUri = secrets.serviceUri;
    this.#password = secrets.password;
    this.#connection = secrets.connection;
  }

  get serviceUri(): string | null {
    return this.#serviceUri;
  }

  get password(): string | null {
    return this.#password;
  }

  /** `connection_info` as received. */
  get connection(): Readonly<Record<string, unknown>> | null {
    return this.#connection;
  }

  toJSON(): string {
    return '[redacted]';
  }

  [inspect.custom](): string {
    return '[redacted]';
  }
}

/** @param planOptional the documented response to an update has no plan @throws ContractViolation */
export function readService(service: Reader, { planOptional = false } = {}): Service {
  const maintenance = service.optionalObject('maintenance');
  const access = service.optionalObject('service_uri_params');
  const cmkId = normalizeCmkId(service.optionalString('cmk_id') ?? '');
  return {
    serviceName: service.string('service_name'),
    serviceType: service.string('service_type'),
    plan: planOptional ? service.optionalString('plan') : service.string('plan'),
    cloudName: service.string('cloud_name'),
    state: service.string('state'),
    cmkId: cmkId === '' || cmkId === AIVEN_MANAGED_CMK_ID ? null : cmkId,
    projectVpcId: service.optionalString('project_vpc_id'),
    terminationProtection: service.optionalBoolean('termination_protection'),
    maintenance: maintenance && {
      dow: maintenance.optionalString('dow'),
      time: maintenance.optionalString('time'),
      enabled: maintenance.optionalBoolean('enabled'),
    },
    diskSpaceMb: service.optionalNumber('disk_space_mb'),
    host: access?.optionalString('host') ?? null,
    port: access?.optionalNumber('port') ?? null,
    username: access?.optionalString('user') ?? null,
    secrets: new ServiceSecrets({
      serviceUri: service.optionalString('service_uri'),
      password: access?.optionalString('password') ?? null,
      connection: recordOrNull(service, 'connection_info'),
    }),
    components: service.optionalList('components', readComponent) ?? [],
    userConfig: recordOrNull(service, 'user_config'),
    tags: stringsOrNull(service, 'tags'),
    techEmails: service.optionalList('tech_emails', (entry) => entry.string('email')),
    createTime: service.optionalString('create_time'),
    updateTime: service.optionalString('update_time'),
  };
}

function readComponent(component: Reader): ServiceComponent {
  return {
    component: component.string('component'),
    host: component.optionalString('host'),
    port: component.optionalNumber('port'),
    route: component.optionalString('route'),
    usage: component.optionalString('usage'),
    ssl: component.optionalBoolean('ssl'),
    kafkaAuthenticationMethod: component.optionalString('kafka_authentication_method'),
    kafkaSslCa: component.optionalString('kafka_ssl_ca'),
    privatelinkConnectionId: component.optionalString('privatelink_connection_id'),
  };
}

function recordOrNull(service: Reader, name: string): Record<string, unknown> | null {
  const value = service.raw(name) ?? null;
  if (value === null) return null;
  if (!isObject(value)) throw service.violation(name, 'an object', value);
  return { ...value };
}

function stringsOrNull(service: Reader, name: string): Record<string, string> | null {
  const record = recordOrNull(service, name);
  if (record === null) return null;
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => {
      if (typeof value !== 'string') throw service.violation(`${name}.${key}`, 'a string', value);
      return [key, value];
    }),
  );
}
