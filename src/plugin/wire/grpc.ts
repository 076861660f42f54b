/** gRPC over the streams of node:http2: unary and server streaming methods, each from a table of handlers. */

import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerHttp2Session, ServerHttp2Stream } from 'node:http2';
import { encodeFrame, RequestCollector } from './frame';
import { decodeMessage, encodeMessage } from './protobuf';
import type { Call, Handler, Handlers, Method, Service } from './service';
import { Code, StatusError } from './status';

/** A service together with what answers its calls. */
export interface ServedService {
  readonly service: Service;
  /** A method without a handler answers "unimplemented". */
  readonly handlers: Handlers;
}

/** What the owner of a server may want to know. */
export interface GrpcObserver {
  /** Something other than a `StatusError` was thrown by a handler; the client gets the message, here is the stack. */
  failed?(path: string, reason: unknown): void;
  /** A call is over, after this many milliseconds. */
  finished?(path: string, milliseconds: number): void;
}

/** The calls of one connection. */
export interface GrpcConnection {
  /** Answers one stream. */
  readonly serve: (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void;
  /** Aborts the signal of every call that runs now; later calls are not touched. */
  readonly abortCalls: (reason: Error) => void;
  /** Resolves when every call that runs now is over. */
  readonly whenIdle: () => Promise<void>;
}

/** Settings that let a schema or a state of many megabytes through without waiting for window updates. */
export const http2Settings = {
  settings: { initialWindowSize: 4 * 1024 * 1024, maxConcurrentStreams: 1024, maxFrameSize: 1024 * 1024 },
  maxSessionMemory: 1024,
} as const;

/** Widens the window of a whole connection, which the settings do not cover. */
export function widenWindow(session: ServerHttp2Session): void {
  session.setLocalWindowSize(16 * 1024 * 1024);
}

/** Serves the given services to one connection. */
export function createGrpcConnection(services: readonly ServedService[], observer: GrpcObserver = {}): GrpcConnection {
  const routes = createRoutes(services);
  const running = new Map<RunningCall, Promise<void>>();
  return {
    serve(stream, headers) {
      const call = new RunningCall();
      const path = String(headers[':path']);
      const start = process.hrtime.bigint();
      const closed = new Promise<void>((resolve) => {
        stream.once('close', () => {
          running.delete(call);
          if (!call.isAnswered) call.abort(new StatusError(Code.cancelled, 'The client went away.'));
          // Not `performance`: its module is loaded at first use, 2 ms at each start.
          observer.finished?.(path, Number(process.hrtime.bigint() - start) / 1e6);
          resolve();
        });
      });
      running.set(call, closed);
      stream.on('error', () => {});
      answer(stream, headers, routes.get(path), path, call).catch((reason) => {
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
  }
}

interface Route {
  readonly method: Method;
  readonly handler: Handler;
}

function createRoutes(services: readonly ServedService[]): Map<string, Route> {
  const routes = new Map<string, Route>();
  for (const { service, handlers } of services) {
    for (const [name, handler] of Object.entries(handlers)) {
      const method = Object.hasOwn(service.methods, name) ? service.methods[name] : undefined;
      if (method === undefined) throw new TypeError(`${service.name} has no method "${name}".`);
      routes.set(`/${service.name}/${name}`, { method, handler });
    }
  }
  return routes;
}

async function answer(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  route: Route | undefined,
  path: string,
  call: RunningCall,
): Promise<void> {
  const contentType = headers['content-type'] ?? '';
  if (headers[':method'] !== 'POST' || !/^application\/grpc($|[+;])/.test(contentType)) {
    refuseRequest(stream, headers[':method'] === 'POST' ? 415 : 405);
    return;
  }
  if (route === undefined) throw new StatusError(Code.unimplemented, `The method ${path} is not implemented.`);
  const request = decodeMessage(route.method.request, await readRequest(stream));
  const result = route.handler(request as never, call);
  if (route.method.kind === 'unary') await respondOnce(stream, route.method, result as Promise<object>);
  else await respondMany(stream, route.method, result as AsyncIterable<object>, call);
  call.isAnswered = true;
}

function readRequest(stream: ServerHttp2Stream): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const collector = new RequestCollector();
    stream.on('data', (chunk: Buffer) => {
      try {
        collector.add(chunk);
      } catch (error) {
        stream.removeAllListeners('data');
        reject(error);
      }
    });
    const wentAway = () => reject(new StatusError(Code.cancelled, 'The client went away.'));
    stream.once('close', wentAway);
    stream.once('end', () => {
      stream.off('close', wentAway);
      try {
        resolve(collector.finish());
      } catch (error) {
        reject(error);
      }
    });
  });
}

async function respondOnce(stream: ServerHttp2Stream, method: Method, response: Promise<object>): Promise<void> {
  const frame = encodeFrame(encodeMessage(method.response, await response));
  if (isOver(stream)) return;
  startResponse(stream);
  stream.end(frame);
}

async function respondMany(
  stream: ServerHttp2Stream,
  method: Method,
  events: AsyncIterable<object>,
  call: Call,
): Promise<void> {
  for await (const event of events) {
    const frame = encodeFrame(encodeMessage(method.response, event));
    if (isOver(stream)) return;
    if (!stream.headersSent) startResponse(stream);
    if (!stream.write(frame)) await drained(stream, call.signal);
    if (call.signal.aborted) throw call.signal.reason;
  }
  if (isOver(stream)) return;
  if (!stream.headersSent) startResponse(stream);
  stream.end();
}

/** Waits until the client has taken what was written, or the call is over. */
function drained(stream: ServerHttp2Stream, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    stream.once('drain', done);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}

/** What the trailers of a response that has begun will say. */
const statusAtEnd = new WeakMap<ServerHttp2Stream, StatusError>();

function startResponse(stream: ServerHttp2Stream): void {
  stream.once('wantTrailers', () => stream.sendTrailers(statusHeaders(statusAtEnd.get(stream))));
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
}

/** Ends a call with an error: in the headers of a response without a body, or after what was already sent. */
function endWithStatus(stream: ServerHttp2Stream, status: StatusError): void {
  if (isOver(stream)) return;
  if (stream.headersSent) {
    statusAtEnd.set(stream, status);
    stream.end();
    return;
  }
  stream.respond({ ':status': 200, 'content-type': 'application/grpc', ...statusHeaders(status) }, { endStream: true });
  endReading(stream);
}

function isOver(stream: ServerHttp2Stream): boolean {
  return stream.destroyed || stream.closed;
}

function refuseRequest(stream: ServerHttp2Stream, httpStatus: number): void {
  stream.respond({ ':status': httpStatus }, { endStream: true });
  endReading(stream);
}

/** The rest of a request that is already answered is thrown away. */
function endReading(stream: ServerHttp2Stream): void {
  if (stream.readableEnded) return;
  stream.resume();
  stream.close(0);
}

function statusHeaders(status: StatusError | undefined): OutgoingHttpHeaders {
  if (status === undefined) return { 'grpc-status': String(Code.ok) };
  return { 'grpc-status': String(status.code), 'grpc-message': encodeStatusMessage(status.message) };
}

/** Percent-encodes the UTF-8 bytes of all but printable ASCII, and the percent sign; at most 4 KiB of text. */
export function encodeStatusMessage(message: string): string {
  let encoded = '';
  for (const byte of Buffer.from(message.slice(0, 4096))) {
    const isPlain = byte >= 0x20 && byte <= 0x7e && byte !== 0x25;
    encoded += isPlain ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}
