/** A service as the CLI shows it: the fields that concern its key, in the API's field names. */

import { checkServiceName } from '../../aiven';
import type { Service, ServiceReadiness } from '../../client';
import { UsageError } from '../errors/cli-error';
import type { Column } from '../terminal/table';

/** A service and the status of its association; null without a key, or if the key does not list the service. */
export type ServiceWithAssociation = Pick<ServiceReadiness, 'service' | 'association'>;

export const serviceColumns: readonly Column<Service>[] = [
  { title: 'SERVICE_NAME', value: ({ serviceName }) => serviceName, narrow: 'wrap' },
  { title: 'SERVICE_TYPE', value: ({ serviceType }) => serviceType, narrow: 'hide' },
  { title: 'STATE', value: ({ state }) => state },
  { title: 'CLOUD_NAME', value: ({ cloudName }) => cloudName, narrow: 'hide' },
  { title: 'PLAN', value: ({ plan }) => plan, narrow: 'hide' },
  { title: 'CMK_ID', value: ({ cmkId }) => cmkId },
];

export const associatedServiceColumns: readonly Column<ServiceWithAssociation>[] = [
  ...serviceColumns.map(({ value, ...column }) => ({
    ...column,
    value: ({ service }: ServiceWithAssociation) => value(service),
  })),
  { title: 'ASSOCIATION_STATUS', value: ({ association }) => association },
];

export function serviceJson(service: Service) {
  return {
    service_name: service.serviceName,
    service_type: service.serviceType,
    plan: service.plan,
    cloud_name: service.cloudName,
    state: service.state,
    cmk_id: service.cmkId,
  };
}

/** The same fields and `association_status`: `active`, `activating`, `deactivating` or null. */
export function associatedServiceJson({ service, association }: ServiceWithAssociation) {
  return { ...serviceJson(service), association_status: association };
}

/** @throws UsageError for an invalid service name */
export function requireServiceNames(names: readonly string[]): void {
  for (const name of names) {
    const problem = checkServiceName(name);
    if (problem !== undefined) throw new UsageError(problem);
  }
}
