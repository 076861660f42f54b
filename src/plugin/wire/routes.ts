/** Maps the path of a call to what responds to it. */

import type { Handler, Handlers, Method, Service } from './service';

/** A service and its handlers. */
export interface ServedService {
  readonly service: Service;
  /** A method without a handler returns the status "unimplemented". */
  readonly handlers: Handlers;
}

/** A service that is loaded by the first call that has no encoded response. */
export interface LazyService {
  /** Its full name, as in `Service`. */
  readonly name: string;
  /** By method: the encoded response, whatever the request. */
  readonly encodedResponses: { readonly [method: string]: () => Uint8Array };
  readonly load: () => ServedService;
}

/** How one method responds: through a handler, or with the same response to every request. */
export type Route =
  | { readonly method: Method; readonly handler: Handler }
  | { readonly encodedResponse: () => Uint8Array };

/**
 * Returns a function that finds the route of a path. A lazy service whose `load` threw is loaded again by the next call.
 *
 * @throws TypeError for a handler whose name is not a method of its service.
 */
export function createRoutes(services: readonly (ServedService | LazyService)[]): (path: string) => Route | undefined {
  const routes = new Map<string, Route>();
  const notLoaded = new Map<string, LazyService>();
  for (const service of services) {
    if ('service' in service) {
      addRoutes(routes, service);
      continue;
    }
    notLoaded.set(service.name, service);
    for (const [method, encodedResponse] of Object.entries(service.encodedResponses)) {
      routes.set(`/${service.name}/${method}`, { encodedResponse });
    }
  }
  return (path) => {
    const name = path.slice(1, path.lastIndexOf('/'));
    const lazy = routes.has(path) ? undefined : notLoaded.get(name);
    if (lazy !== undefined) {
      addRoutes(routes, lazy.load());
      notLoaded.delete(name);
    }
    return routes.get(path);
  };
}

function addRoutes(routes: Map<string, Route>, { service, handlers }: ServedService): void {
  for (const [name, handler] of Object.entries(handlers)) {
    const method = Object.hasOwn(service.methods, name) ? service.methods[name] : undefined;
    if (method === undefined) throw new TypeError(`${service.name} has no method "${name}".`);
    const path = `/${service.name}/${name}`;
    if (!routes.has(path)) routes.set(path, { method, handler });
  }
}
