/** From method and path to an operation: docs/api.md#customer-managed-keys and docs/api.md#services. */

import type { OperationId } from '../../api/wire';

interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
}

const cmks = '/v1/project/{project}/secrets/cmks';
const services = '/v1/project/{project}/service';

/** In the order in which they are tried: `accessors` stands where `{cmkId}` would. */
export const routes: { readonly [O in OperationId]: Route } = {
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
};

export interface PathParameters {
  project: string;
  cmkId: string;
  serviceName: string;
}

export interface Match {
  operation: OperationId;
  parameters: PathParameters;
}

const table = Object.entries(routes).map(([operation, { method, path }]) => ({
  operation: operation as OperationId,
  method,
  segments: path.split('/'),
}));

function matchSegments(template: readonly string[], segments: readonly string[]): PathParameters | undefined {
  if (template.length !== segments.length) {
    return undefined;
  }
  const parameters: PathParameters = { project: '', cmkId: '', serviceName: '' };
  for (const [index, expected] of template.entries()) {
    const segment = segments[index] ?? '';
    if (expected.startsWith('{')) {
      if (segment === '') {
        return undefined;
      }
      parameters[expected.slice(1, -1) as keyof PathParameters] = segment;
    } else if (expected !== segment) {
      return undefined;
    }
  }
  return parameters;
}

/** A percent-encoded segment, as it is when it cannot be decoded: no name has that form. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** What a request asks for; otherwise why it asks for nothing: 404 (no such path) or 405 (not with this method). */
export function matchRoute(method: string, pathname: string): Match | 404 | 405 {
  const segments = pathname.split('/').map(decode);
  let missed: 404 | 405 = 404;
  for (const route of table) {
    const parameters = matchSegments(route.segments, segments);
    if (parameters !== undefined) {
      if (route.method === method) {
        return { operation: route.operation, parameters };
      }
      missed = 405;
    }
  }
  return missed;
}
