/** The thirteen service types that take a key, with the schema version that the official provider gives each. */

import { serviceResource } from './service-resource';

const versions = {
  clickhouse: 0,
  dragonfly: 0,
  flink: 1,
  grafana: 1,
  kafka: 1,
  kafka_connect: 1,
  kafka_mirrormaker: 1,
  mysql: 1,
  opensearch: 1,
  pg: 1,
  // Not in the official provider any more; the specification still names it.
  redis: 0,
  thanos: 0,
  valkey: 0,
} as const;

export const serviceResources = Object.entries(versions).map(([type, version]) => serviceResource(type, version));
