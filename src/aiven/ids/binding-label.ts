/** The Terraform name of a service's binding. */

import type { ServiceImportId } from './import-id';

/**
 * The label of the `aiven_cmk_service_association` of a service, so that the address does not depend on the key. No two services
 * share one: a service name contains no underscore, so the last one separates the two names. The prefix is for project names that
 * start with a digit, which a label must not.
 */
export function bindingLabel({ project, serviceName }: ServiceImportId): string {
  return `service_${project}_${serviceName}`;
}
