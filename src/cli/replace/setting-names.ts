/** Where the settings in the official provider's blocks have other names than in Aiven's API. docs/with-the-official-provider.md lists them. */

/** The API's names, by service type and by path in the block `<type>_user_config`. */
const renamed: { readonly [type: string]: { readonly [path: string]: string } } = {
  opensearch: {
    'opensearch/cluster_filecache_remote_data_ratio': 'cluster.filecache.remote_data_ratio',
    'opensearch/cluster_remote_store': 'cluster.remote_store',
    'opensearch/cluster_remote_store/state_global_metadata_upload_timeout': 'state.global_metadata.upload_timeout',
    'opensearch/cluster_remote_store/state_metadata_manifest_upload_timeout': 'state.metadata_manifest.upload_timeout',
    'opensearch/cluster_remote_store/translog_buffer_interval': 'translog.buffer_interval',
    'opensearch/cluster_remote_store/translog_max_readers': 'translog.max_readers',
    'opensearch/cluster_routing_allocation_balance_prefer_primary': 'cluster.routing.allocation.balance.prefer_primary',
    'opensearch/cluster_search_request_slowlog': 'cluster.search.request.slowlog',
    'opensearch/node_search_cache_size': 'node.search.cache.size',
    'opensearch/remote_store/segment_pressure_bytes_lag_variance_factor': 'segment.pressure.bytes_lag.variance_factor',
    'opensearch/remote_store/segment_pressure_consecutive_failures_limit':
      'segment.pressure.consecutive_failures.limit',
    'opensearch/remote_store/segment_pressure_enabled': 'segment.pressure.enabled',
    'opensearch/remote_store/segment_pressure_time_lag_variance_factor': 'segment.pressure.time_lag.variance_factor',
    'opensearch/search_insights_top_queries': 'search.insights.top_queries',
    'opensearch/segrep/pressure_checkpoint_limit': 'pressure.checkpoint.limit',
    'opensearch/segrep/pressure_enabled': 'pressure.enabled',
    'opensearch/segrep/pressure_replica_stale_limit': 'pressure.replica.stale.limit',
    'opensearch/segrep/pressure_time_limit': 'pressure.time.limit',
  },
  thanos: {
    'compactor/retention_days': 'retention.days',
    'query/query_default_evaluation_interval': 'query.default-evaluation-interval',
    'query/query_lookback_delta': 'query.lookback-delta',
    'query/query_metadata_default_time_range': 'query.metadata.default-time-range',
    'query/query_timeout': 'query.timeout',
    'query/store_limits_request_samples': 'store.limits.request-samples',
    'query/store_limits_request_series': 'store.limits.request-series',
    query_frontend: 'query-frontend',
    'query_frontend/query_range_align_range_with_step': 'query-range.align-range-with-step',
    receiver_ingesting: 'receiver-ingesting',
    receiver_routing: 'receiver-routing',
  },
};

/** Each setting with a name of its own in the API, by its path in the block. */
export function renamedSettings(): { type: string; path: string[] }[] {
  return Object.entries(renamed).flatMap(([type, names]) =>
    Object.keys(names).map((path) => ({ type, path: path.split('/') })),
  );
}

/** The API's name of a setting, by its path in the block. */
export function apiName(type: string, path: readonly string[]): string {
  const name = path.at(-1) ?? '';
  if (path.length === 1 && /^ip_filter_(object|string)$/.test(name)) return 'ip_filter';
  return renamed[type]?.[path.join('/')] ?? name.replaceAll('__dot__', '.');
}

/** The blocks that are lists in the API. The official provider writes every object as a list of one. */
const lists = [
  'index_patterns',
  'ip_filter_object',
  'kafka_connect_plugin_versions',
  'kafka_connect_secret_providers',
  'plugin_versions',
  'secret_providers',
  'switchover_windows',
];

export const isListOfObjects = (name: string) => lists.includes(name);

/** Settings that Aiven takes at creation only, and does not return. */
const creationOnly =
  /^(admin_username|(pg_)?service_to_fork_from|project_to_fork_from|recovery_target_time|recovery_basebackup_name)$/;

export const isForCreationOnly = (name: string) => creationOnly.test(name);
