/** gRPC services: a name and, for each method, the message types and the kind of call. */

import { type Decoded, defineMessage, type Encodable, type Fields, type MessageType } from './field';

/** The service that Terraform calls. Here, so that its name does not load its messages. */
export const PROVIDER_SERVICE = 'tfplugin6.Provider';

export interface Method<Request extends MessageType = MessageType, Response extends MessageType = MessageType> {
  readonly request: Request;
  readonly response: Response;
  readonly kind: 'unary' | 'server-stream';
}

export interface Service<M extends { readonly [name: string]: Method } = { readonly [name: string]: Method }> {
  /** Full name, as in the path of a call: `tfplugin6.Provider`. */
  readonly name: string;
  readonly methods: M;
}

/** What a handler receives in addition to the request. */
export interface Call {
  /** Aborted when the client cancels the call or disconnects, or the plugin shuts down. */
  readonly signal: AbortSignal;
}

/** A handler of any method. Unary handlers return a promise, streaming handlers an async iterable. Messages are plain objects. */
export type Handler = (request: never, call: Call) => Promise<object> | AsyncIterable<object>;
export type Handlers = { readonly [method: string]: Handler };

/** The typed handlers of a service. A method without a handler returns the status "unimplemented". */
export type HandlersOf<S extends Service> = {
  [K in keyof S['methods']]?: (
    request: RequestOf<S['methods'][K]>,
    call: Call,
  ) => S['methods'][K]['kind'] extends 'unary'
    ? Promise<ResponseOf<S['methods'][K]>>
    : AsyncIterable<ResponseOf<S['methods'][K]>>;
};

/** The request that a handler receives. */
export type RequestOf<M extends Method> = Decoded<M['request']>;

/** The response, or event of a stream, that a handler returns. */
export type ResponseOf<M extends Method> = Encodable<M['response']>;

export function defineService<M extends { readonly [name: string]: Method }>(name: string, methods: M): Service<M> {
  return { name, methods };
}

/** A unary method of `tfplugin6.Provider`. Its messages are named after it. */
export function unary<Q extends Fields, S extends Fields>(name: string, request: Q, response: S) {
  return {
    request: defineMessage(`tfplugin6.${name}.Request`, request),
    response: defineMessage(`tfplugin6.${name}.Response`, response),
    kind: 'unary',
  } as const;
}

/** A server-streaming method of `tfplugin6.Provider`. Its messages are named after it. */
export function serverStream<Q extends Fields, S extends Fields>(name: string, request: Q, event: S) {
  return {
    request: defineMessage(`tfplugin6.${name}.Request`, request),
    response: defineMessage(`tfplugin6.${name}.Event`, event),
    kind: 'server-stream',
  } as const;
}
