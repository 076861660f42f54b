/** The service types that accept a customer managed key: docs/internals/api.md#service-types. */

/** Aiven's name of each service type. */
export const ServiceType = {
  /** Aiven for ClickHouse. */
  CLICKHOUSE: 'clickhouse',
  /** Aiven for Dragonfly. */
  DRAGONFLY: 'dragonfly',
  /** Aiven for Apache Flink. */
  FLINK: 'flink',
  /** Aiven for Grafana. */
  GRAFANA: 'grafana',
  /** Aiven for Apache Kafka. */
  KAFKA: 'kafka',
  /** Aiven for Apache Kafka Connect. */
  KAFKA_CONNECT: 'kafka_connect',
  /** Aiven for Apache Kafka MirrorMaker 2. */
  KAFKA_MIRRORMAKER: 'kafka_mirrormaker',
  /** Aiven for MySQL. */
  MYSQL: 'mysql',
  /** Aiven for OpenSearch. */
  OPENSEARCH: 'opensearch',
  /** Aiven for PostgreSQL. */
  PG: 'pg',
  /** Aiven for Caching, formerly Aiven for Redis. The official provider no longer has it. */
  REDIS: 'redis',
  /** Aiven for Thanos. */
  THANOS: 'thanos',
  /** Aiven for Valkey. */
  VALKEY: 'valkey',
} as const;

/** Aiven's name of a service type. */
export type ServiceType = (typeof ServiceType)[keyof typeof ServiceType];

/** Every service type, in alphabetical order. */
export const serviceTypes: readonly ServiceType[] = Object.values(ServiceType);

/** Whether `text` names a service type that accepts a key. */
export function isServiceType(text: string): text is ServiceType {
  return (serviceTypes as readonly string[]).includes(text);
}
