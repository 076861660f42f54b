/** gRPC over the streams of HTTP/2: unary and server streaming methods, each from a table of handlers. */

import { encodeHeaders } from '../http2/hpack';
import type { Stream } from '../http2/stream';
import { encodeFrame, RequestCollector } from './frame';
import { decodeMessage, encodeMessage } from './protobuf';
import { createRoutes, type LaterService, type Route, type ServedService } from './routes';
import type { Call, Method } from './service';
import { Code, StatusError } from './status';

/** What the owner of a server may want to know. */
export interface GrpcObserver {
  /** Something other than a `StatusError` was thrown by a handler; the client gets the message, here is the stack. */
  failed?(path: string, reason: unknown): void;
  /** The client broke the rules of HTTP/2, which ends its connection. */
  broken?(reason: unknown): void;
  /** A call is over, after this many milliseconds. */
  finished?(path: string, milliseconds: number): void;
}

/** The calls of one connection. */
export interface GrpcConnection {
  /** Answers one stream. */
  readonly serve: (stream: Stream) => void;
  /** Aborts the signal of every call that runs now; later calls are not touched. */
  readonly abortCalls: (reason: Error) => void;
  /** Resolves when every call that runs now is over. */
  readonly whenIdle: () => Promise<void>;
}

/** Serves the given services to one connection. */
export function createGrpcConnection(
  services: readonly (ServedService | LaterService)[],
  observer: GrpcObserver = {},
): GrpcConnection {
  const findRoute = createRoutes(services);
  const running = new Map<RunningCall, Promise<void>>();
  return {
    serve(stream) {
      const call = new RunningCall();
      const path = stream.headers[':path'] ?? '';
      const start = process.hrtime.bigint();
      const closed = new Promise<void>((resolve) => {
        call.closed = () => {
          running.delete(call);
          if (!call.isAnswered) call.abort(new StatusError(Code.cancelled, 'The client went away.'));
          // Not `performance`: its module is loaded at first use, 2 ms at each start.
          observer.finished?.(path, Number(process.hrtime.bigint() - start) / 1e6);
          resolve();
        };
      });
      running.set(call, closed);
      answer(stream, findRoute, path, call).catch((reason) => {
        if (!(reason instanceof StatusError)) observer.failed?.(path, reason);
        endWithStatus(stream, StatusError.from(reason));
      });
    },
    abortCalls(reason) {
      for (const call of running.keys()) call.abort(reason);
    },
    async whenIdle() {
      await Promise.all(running.values());
    },
  };
}

/** Most calls are over before anybody has asked for their signal: it is made for those who do. */
class RunningCall implements Call {
  /** Nothing is left to be aborted. */
  isAnswered = false;
  /** The stream is over. */
  closed: () => void = () => {};
  /** The client has taken what was written, or the call is over. */
  drained: () => void = () => {};
  #controller: AbortController | undefined;
  #reason: Error | undefined;

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#reason !== undefined) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  abort(reason: Error): void {
    this.#reason ??= reason;
    this.#controller?.abort(reason);
    this.drained();
  }

  untilDrained(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#reason === undefined) this.drained = resolve;
      else resolve();
    });
  }
}

async function answer(
  stream: Stream,
  findRoute: (path: string) => Route | undefined,
  path: string,
  call: RunningCall,
): Promise<void> {
  const request = readRequest(stream, call);
  // What is answered before it is read may still break off, which nobody waits for then.
  request.catch(() => {});
  const { ':method': method, 'content-type': contentType = '' } = stream.headers;
  if (method !== 'POST' || !/^application\/grpc($|[+;])/.test(contentType)) {
    stream.refuse(encodeHeaders({ ':status': method === 'POST' ? '415' : '405' }));
    return;
  }
  const route = findRoute(path);
  if (route === undefined) throw new StatusError(Code.unimplemented, `The method ${path} is not implemented.`);
  const bytes = await request;
  if ('known' in route) {
    respondWith(stream, route.known(), call);
    return;
  }
  const message = decodeMessage(route.method.request, bytes);
  const result = route.handler(message as never, call);
  if (route.method.kind === 'unary') await respondOnce(stream, route.method, result as Promise<object>, call);
  else await respondMany(stream, route.method, result as AsyncIterable<object>, call);
}

function readRequest(stream: Stream, call: RunningCall): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const collector = new RequestCollector();
    stream.listener = {
      data(chunk) {
        try {
          collector.add(chunk);
        } catch (error) {
          reject(error);
        }
      },
      end() {
        try {
          resolve(collector.finish());
        } catch (error) {
          reject(error);
        }
      },
      drain: () => call.drained(),
      close() {
        // Most requests are complete by then, and an error is dear to make.
        if (!stream.isRequestComplete) reject(new StatusError(Code.cancelled, 'The client went away.'));
        call.closed();
        call.drained();
      },
    };
  });
}

async function respondOnce(
  stream: Stream,
  method: Method,
  response: Promise<object>,
  call: RunningCall,
): Promise<void> {
  respondWith(stream, encodeMessage(method.response, await response), call);
}

function respondWith(stream: Stream, message: Uint8Array, call: RunningCall): void {
  if (stream.isClosed) return;
  call.isAnswered = true;
  stream.respondOnce(responseHeaders, encodeFrame(message), okTrailers);
}

async function respondMany(
  stream: Stream,
  method: Method,
  events: AsyncIterable<object>,
  call: RunningCall,
): Promise<void> {
  for await (const event of events) {
    const frame = encodeFrame(encodeMessage(method.response, event));
    if (stream.isClosed) return;
    if (!stream.hasHeaders) stream.respond(responseHeaders);
    if (!stream.write(frame)) await call.untilDrained();
    if (call.signal.aborted) throw call.signal.reason;
  }
  if (stream.isClosed) return;
  if (!stream.hasHeaders) stream.respond(responseHeaders);
  call.isAnswered = true;
  stream.end(okTrailers);
}

/** Ends a call with an error: in the headers of a response without a body, or after what was already sent. */
function endWithStatus(stream: Stream, { code, message }: StatusError): void {
  if (stream.isClosed) return;
  const status = { 'grpc-status': String(code), 'grpc-message': encodeStatusMessage(message) };
  if (stream.hasHeaders) stream.end(encodeHeaders(status));
  else stream.refuse(encodeHeaders({ ':status': '200', 'content-type': 'application/grpc', ...status }));
}

const responseHeaders = encodeHeaders({ ':status': '200', 'content-type': 'application/grpc' });
const okTrailers = encodeHeaders({ 'grpc-status': String(Code.ok) });

/** In bytes, encoded. The status has to fit into one frame with the rest of its headers: a longer one ends the whole connection. */
const MAX_STATUS_LENGTH = 8 * 1024;

/** Percent-encodes the UTF-8 bytes of all but printable ASCII, and the percent sign. What is too long is cut, between two characters. */
export function encodeStatusMessage(message: string): string {
  let encoded = '';
  for (const character of message) {
    let next = '';
    for (const byte of Buffer.from(character)) {
      const isPlain = byte >= 0x20 && byte <= 0x7e && byte !== 0x25;
      next += isPlain ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    }
    if (encoded.length + next.length > MAX_STATUS_LENGTH) break;
    encoded += next;
  }
  return encoded;
}
