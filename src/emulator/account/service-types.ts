/** The service types and how they differ (docs/internals/api.md#service-types). Schemes and defaults are guesses after Aiven's documentation. */

interface ServiceType {
  /** The scheme of `service_uri`; empty for a URI of host and port only. */
  scheme: string;
  /** The settings that the API adds to `user_config`. */
  defaults: Record<string, unknown>;
}

const openToAll = { ip_filter: ['0.0.0.0/0'] };

export const serviceTypes: Readonly<Record<string, ServiceType>> = {
  clickhouse: { scheme: 'https', defaults: openToAll },
  dragonfly: { scheme: 'rediss', defaults: openToAll },
  flink: { scheme: 'https', defaults: openToAll },
  grafana: { scheme: 'https', defaults: openToAll },
  kafka: { scheme: '', defaults: { ...openToAll, kafka_version: '3.9' } },
  kafka_connect: { scheme: 'https', defaults: openToAll },
  kafka_mirrormaker: { scheme: '', defaults: openToAll },
  mysql: { scheme: 'mysql', defaults: { ...openToAll, mysql_version: '8' } },
  opensearch: { scheme: 'https', defaults: { ...openToAll, opensearch_version: '2' } },
  pg: { scheme: 'postgres', defaults: { ...openToAll, pg_version: '16' } },
  redis: { scheme: 'rediss', defaults: openToAll },
  thanos: { scheme: 'https', defaults: openToAll },
  valkey: { scheme: 'valkeys', defaults: openToAll },
};

/** The disk space of a plan in MiB: 20 GiB times the number in its name. A guess, close to the real plans of most types. */
export function includedDiskSpace(plan: string): number {
  const [, size] = /-(\d+)/.exec(plan) ?? [];
  return 20_480 * Math.max(1, Number(size ?? 1));
}
