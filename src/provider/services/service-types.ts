/** One resource for each service type that accepts a key. */

import { type ServiceType, serviceTypes } from '../../aiven';
import { serviceResource } from './service-resource';

/** The official provider's schema versions other than 0, so that states can move in both directions. */
const schemaVersions: Partial<Record<ServiceType, number>> = {
  flink: 1,
  grafana: 1,
  kafka: 1,
  kafka_connect: 1,
  kafka_mirrormaker: 1,
  mysql: 1,
  opensearch: 1,
  pg: 1,
};

export const serviceResources = serviceTypes.map((type) => serviceResource(type, schemaVersions[type] ?? 0));
