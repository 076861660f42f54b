/** What a gRPC service looks like to us: its name and, for each method, two message types and the kind of the call. */

import { type Decoded, defineMessage, type Encodable, type Fields, type MessageType } from './field';

/** The service that Terraform calls. Its messages are not loaded for its name. */
export const PROVIDER_SERVICE = 'tfplugin6.Provider';

export interface Method<Request extends MessageType = MessageType, Response extends MessageType = MessageType> {
  readonly request: Request;
  readonly response: Response;
  readonly kind: 'unary' | 'server-stream';
}

export interface Service<M extends { readonly [name: string]: Method } = { readonly [name: string]: Method }> {
  /** Full name as it stands in the path of a call: `tfplugin6.Provider`. */
  readonly name: string;
  readonly methods: M;
}

/** What a handler is told about the call besides the request. */
export interface Call {
  /** Aborted when the client cancels the call, goes away, or asks the provider to stop. */
  readonly signal: AbortSignal;
}

/** A handler of any method: unary ones return a promise, streaming ones an async iterable. Messages are plain objects. */
export type Handler = (request: never, call: Call) => Promise<object> | AsyncIterable<object>;
export type Handlers = { readonly [method: string]: Handler };

/** The handlers that a service's methods call for, fully typed. Methods that are left out answer "unimplemented". */
export type HandlersOf<S extends Service> = {
  [K in keyof S['methods']]?: (
    request: RequestOf<S['methods'][K]>,
    call: Call,
  ) => S['methods'][K]['kind'] extends 'unary'
    ? Promise<ResponseOf<S['methods'][K]>>
    : AsyncIterable<ResponseOf<S['methods'][K]>>;
};

/** The request of a method as its handler gets it. */
export type RequestOf<M extends Method> = Decoded<M['request']>;

/** The response of a method (or one event of its stream) as its handler returns it. */
export type ResponseOf<M extends Method> = Encodable<M['response']>;

export function defineService<M extends { readonly [name: string]: Method }>(name: string, methods: M): Service<M> {
  return { name, methods };
}

/** A unary method of `tfplugin6.Provider`, whose messages are named after it. */
export function unary<Q extends Fields, S extends Fields>(name: string, request: Q, response: S) {
  return {
    request: defineMessage(`tfplugin6.${name}.Request`, request),
    response: defineMessage(`tfplugin6.${name}.Response`, response),
    kind: 'unary',
  } as const;
}

/** A server streaming method of `tfplugin6.Provider`, whose messages are named after it. */
export function serverStream<Q extends Fields, S extends Fields>(name: string, request: Q, event: S) {
  return {
    request: defineMessage(`tfplugin6.${name}.Request`, request),
    response: defineMessage(`tfplugin6.${name}.Event`, event),
    kind: 'server-stream',
  } as const;
}
