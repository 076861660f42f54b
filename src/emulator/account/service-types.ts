/** What differs between service types: docs/api.md#service-types. */

interface ServiceType {
  /** Scheme of `service_uri`; '' for host and port alone. Guesses after Aiven's documentation, as is the rest. */
  scheme: string;
  /** What the API puts into `user_config` by itself. */
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

/** MiB that a plan includes: 20 GiB for each unit of its number. A guess, near the real plans of most types. */
export function includedDiskSpace(plan: string): number {
  const [, size] = /-(\d+)/.exec(plan) ?? [];
  return 20_480 * Math.max(1, Number(size ?? 1));
}
