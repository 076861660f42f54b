/** The service types that take a key. */

/** Aiven's names of the service types. */
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
  /** Aiven for Caching, formerly Redis; not in the official provider any more. */
  REDIS: 'redis',
  /** Aiven for Thanos. */
  THANOS: 'thanos',
  /** Aiven for Valkey. */
  VALKEY: 'valkey',
} as const;

/** One of Aiven's names of the service types. */
export type ServiceType = (typeof ServiceType)[keyof typeof ServiceType];

export const serviceTypes: readonly ServiceType[] = Object.values(ServiceType);
