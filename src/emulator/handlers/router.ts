/** Finds the operation of a method and path (docs/internals/api.md#customer-managed-keys, docs/internals/api.md#services). */

import type { ServedOperationId } from '../../api/foreign';
import { noParameters, type PathParameters } from './handler';

interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
}

const cmks = '/v1/project/{project}/secrets/cmks';
const services = '/v1/project/{project}/service';
const staticIps = '/v1/project/{project}/static-ips';
const serviceType = '/v1/project/{project}/service-types/{serviceType}';

/** The method and path of each operation. CMKAccessorsList comes first because its path also matches that of CMKGet. */
export const routes: { readonly [O in ServedOperationId]: Route } = {
  ProjectList: { method: 'GET', path: '/v1/project' },
  CMKAccessorsList: { method: 'GET', path: `${cmks}/accessors` },
  CMKList: { method: 'GET', path: cmks },
  CMKCreate: { method: 'POST', path: cmks },
  CMKGet: { method: 'GET', path: `${cmks}/{cmkId}` },
  CMKUpdate: { method: 'POST', path: `${cmks}/{cmkId}` },
  CMKDelete: { method: 'DELETE', path: `${cmks}/{cmkId}` },
  CMKAccessCheckTrigger: { method: 'POST', path: `${cmks}/{cmkId}/access_check` },
  CMKServiceAssociationsList: { method: 'GET', path: `${cmks}/{cmkId}/service_associations` },
  ServiceList: { method: 'GET', path: services },
  ServiceCreate: { method: 'POST', path: services },
  ServiceGet: { method: 'GET', path: `${services}/{serviceName}` },
  ServiceUpdate: { method: 'PUT', path: `${services}/{serviceName}` },
  ServiceDelete: { method: 'DELETE', path: `${services}/{serviceName}` },
  ProjectServiceTagsReplace: { method: 'PUT', path: `${services}/{serviceName}/tags` },
  ProjectServiceTagsList: { method: 'GET', path: `${services}/{serviceName}/tags` },
  StaticIPList: { method: 'GET', path: staticIps },
  StaticIPCreate: { method: 'POST', path: staticIps },
  ProjectStaticIPAssociate: { method: 'POST', path: `${staticIps}/{staticIpId}/association` },
  ProjectStaticIPDissociate: { method: 'DELETE', path: `${staticIps}/{staticIpId}/association` },
  VpcList: { method: 'GET', path: '/v1/project/{project}/vpcs' },
  ProjectServiceTypesGet: { method: 'GET', path: serviceType },
  ProjectServicePlanSpecsGet: { method: 'GET', path: `${serviceType}/plans/{plan}` },
  ProjectServicePlanPriceGet: {
    method: 'GET',
    path: '/v1/project/{project}/pricing/service-types/{serviceType}/plans/{plan}/clouds/{cloud}',
  },
};

export interface Match {
  operation: ServedOperationId;
  parameters: PathParameters;
}

const table = Object.entries(routes).map(([operation, { method, path }]) => ({
  operation: operation as ServedOperationId,
  method,
  segments: path.split('/'),
}));

function matchSegments(template: readonly string[], segments: readonly string[]): PathParameters | undefined {
  if (template.length !== segments.length) return undefined;
  const parameters: PathParameters = { ...noParameters };
  for (const [index, expected] of template.entries()) {
    const segment = segments[index] ?? '';
    if (expected.startsWith('{')) {
      if (segment === '') return undefined;
      parameters[expected.slice(1, -1) as keyof PathParameters] = segment;
    } else if (expected !== segment) {
      return undefined;
    }
  }
  return parameters;
}

/** Decodes a path segment. An invalid one is returned unchanged and matches no name. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Returns the operation and its path parameters, or 404 for an unknown path, or 405 for a path with other methods. */
export function matchRoute(method: string, pathname: string): Match | 404 | 405 {
  const segments = pathname.split('/').map(decodeSegment);
  let missed: 404 | 405 = 404;
  for (const route of table) {
    const parameters = matchSegments(route.segments, segments);
    if (parameters !== undefined) {
      if (route.method === method) return { operation: route.operation, parameters };
      missed = 405;
    }
  }
  return missed;
}
