/** Which handler answers which path. */

import type { Handler, Handlers, Method, Service } from './service';

/** A service together with what answers its calls. */
export interface ServedService {
  readonly service: Service;
  /** A method without a handler answers "unimplemented". */
  readonly handlers: Handlers;
}

/** A service of which nothing is loaded before a call asks for more than the answers that are there already. */
export interface LaterService {
  /** Its full name, as in `Service`. */
  readonly name: string;
  /** By method: the encoded response, whatever is requested. */
  readonly answers: { readonly [method: string]: () => Uint8Array };
  readonly load: () => ServedService;
}

/** How one method is answered: by a handler, or by a response that is known whatever is requested. */
export type Route = { readonly method: Method; readonly handler: Handler } | { readonly known: () => Uint8Array };

/** Finds how a path is answered. @throws TypeError for a handler that its service does not know. */
export function createRoutes(services: readonly (ServedService | LaterService)[]): (path: string) => Route | undefined {
  const routes = new Map<string, Route>();
  const later = new Map<string, LaterService>();
  for (const one of services) {
    if ('service' in one) {
      addRoutes(routes, one);
      continue;
    }
    later.set(one.name, one);
    for (const [name, known] of Object.entries(one.answers)) routes.set(`/${one.name}/${name}`, { known });
  }
  return (path) => {
    const name = path.slice(1, path.lastIndexOf('/'));
    const wanted = routes.has(path) ? undefined : later.get(name);
    if (wanted !== undefined) {
      addRoutes(routes, wanted.load());
      later.delete(name);
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
