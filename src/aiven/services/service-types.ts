/** The service types that take a customer managed key. */

/** Service types that the provider has as resources. */
export const serviceTypes: readonly string[] = [
  'clickhouse',
  'dragonfly',
  'flink',
  'grafana',
  'kafka',
  'kafka_connect',
  'kafka_mirrormaker',
  'mysql',
  'opensearch',
  'pg',
  'redis',
  'thanos',
  'valkey',
];
