/** The L1 construct of each service type. */

import type { ServiceType } from '../../aiven';
import type { Pg, PgConfig } from '../l1/pg';

/** Loaded when the first service is created: a stack without services does not need them. */
function serviceClasses() {
  const l1 = require('../l1') as typeof import('../l1');
  return {
    clickhouse: l1.clickhouse.Clickhouse,
    dragonfly: l1.dragonfly.Dragonfly,
    flink: l1.flink.Flink,
    grafana: l1.grafana.Grafana,
    kafka: l1.kafka.Kafka,
    kafka_connect: l1.kafkaConnect.KafkaConnect,
    kafka_mirrormaker: l1.kafkaMirrormaker.KafkaMirrormaker,
    mysql: l1.mysql.Mysql,
    opensearch: l1.opensearch.Opensearch,
    pg: l1.pg.Pg,
    redis: l1.redis.Redis,
    thanos: l1.thanos.Thanos,
    valkey: l1.valkey.Valkey,
  } satisfies { readonly [type in ServiceType]: ServiceClass };
}

type ServiceClass = new (...args: ConstructorParameters<typeof Pg>) => object;

/** The L1 construct of a service. It has the same members for every service type. */
export type ServiceResource = InstanceType<ReturnType<typeof serviceClasses>[ServiceType]>;

/** The config of the L1 construct, which is the same for every service type. */
export type ServiceConfig = PgConfig;

/** The L1 class of `aiven_<type>`. */
export function serviceClass(type: ServiceType): new (...args: ConstructorParameters<typeof Pg>) => ServiceResource {
  return serviceClasses()[type];
}
