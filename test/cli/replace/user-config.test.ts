/** The official provider's blocks as `user_config`, from its state. */

import { convertedUserConfigs } from '../../../src/cli/replace';

/** What is printed for a service with this block in the state, as one line per service. */
function converted(type: string, block: string): string {
  const attributes = `{"id":"p/s","${type}_user_config":[${block}]}`;
  const instances = `[{"index_key":"eu","attributes":${attributes}}]`;
  const resource = `{"mode":"managed","module":"module.db","type":"aiven_${type}","name":"orders","provider":"x","instances":${instances}}`;
  return convertedUserConfigs(`{"version":4,"serial":1,"resources":[${resource}]}`).replace(/\s+/g, ' ').trim();
}

const address = (type: string) => `# module.db.aiven_${type}.orders["eu"]`;

test.each([
  [
    'kafka',
    '{"kafka":[{"log_retention_bytes":9223372036854775807}]}',
    'kafka = { log_retention_bytes = 9223372036854775807 }',
  ],
  ['pg', '{"pg_version":16,"backup_hour":3}', 'pg_version = "16" backup_hour = 3'],
  ['pg', '{"pg":[{"pg_stat_statements__dot__track":"all"}]}', 'pg = { "pg_stat_statements.track" = "all" }'],
  ['mysql', '{"ip_filter":[],"ip_filter_string":["10.0.0.0/8"]}', 'ip_filter = ["10.0.0.0/8"]'],
  [
    'mysql',
    '{"ip_filter":null,"ip_filter_object":[{"network":"10.0.0.0/8","description":""},{"network":"10.1.0.0/16","description":"x"}]}',
    'ip_filter = [{ network = "10.0.0.0/8" }, { network = "10.1.0.0/16" description = "x" }]',
  ],
  [
    'thanos',
    '{"compactor":[{"retention_days":30}],"query_frontend":[{"query_range_align_range_with_step":true}]}',
    'compactor = { "retention.days" = 30 } "query-frontend" = { "query-range.align-range-with-step" = true }',
  ],
  [
    'opensearch',
    '{"index_patterns":[{"pattern":"logs-*","max_index_count":3}],"opensearch":[{"segrep":[{"pressure_enabled":true}],"cluster_remote_store":[{"translog_max_readers":7}]}]}',
    'index_patterns = [{ pattern = "logs-*" max_index_count = 3 }] opensearch = { segrep = { "pressure.enabled" = true } "cluster.remote_store" = { "translog.max_readers" = 7 } }',
  ],
  ['grafana', '{"smtp_server":[{"host":"a\\"%{b}","from_name":null}]}', 'smtp_server = { host = "a\\"%%{b}" }'],
])('%s: %s', (type, block, hcl) => {
  expect(converted(type, block)).toBe(`${address(type)} user_config = { ${hcl} }`);
});

test('leaves out what is not set, what Aiven takes at creation only, and secrets, which it names', () => {
  const block =
    '{"service_to_fork_from":"old","admin_username":"a","pg":[{"jit":false,"idle":0}],"public_access":[null],"migration":[{"host":"h","password":"hidden"}]}';
  expect(converted('pg', block)).toBe(
    `${address('pg')} # Secret, so in secret_user_config: migration.password user_config = { migration = { host = "h" } }`,
  );
  expect(converted('pg', '{"pg":[{"jit":false}]}')).toBe('');
});
