/** gRPC over HTTP/2 streams: dispatches unary and server-streaming calls to a table of handlers. */

import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { encodeFrame, RequestCollector } from './frame';
import { decodeMessage, encodeMessage } from './protobuf';
import { createRoutes, type LazyService, type Route, type ServedService } from './routes';
import { RunningCall } from './running-call';
import type { Method } from './service';
import { Code, StatusError } from './status';
import { okTrailers, trailersOf } from './trailers';

/** Callbacks for the owner of a server. */
export interface GrpcObserver {
  /** A handler threw something other than a `StatusError`. The client receives its message. */
  callFailed?(path: string, error: unknown): void;
  /** The client violated HTTP/2, which closes its connection. */
  connectionFailed?(error: unknown): void;
  /** A call ended after this many milliseconds. */
  callFinished?(path: string, milliseconds: number): void;
}

/** The calls of one connection. */
export interface GrpcConnection {
  /** Serves one stream. */
  readonly serve: (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void;
  /** Aborts the signal of every running call. Later calls are not affected. */
  readonly abortCalls: (reason: Error) => void;
  /** Resolves when every call that is running now has ended. */
  readonly whenIdle: () => Promise<void>;
}

/** Serves the given services to one connection. */
export function createGrpcConnection(
  services: readonly (ServedService | LazyService)[],
  observer: GrpcObserver = {},
): GrpcConnection {
  const findRoute = createRoutes(services);
  const running = new Set<RunningCall>();
  return {
    serve(stream, headers) {
      const call = new RunningCall(stream);
      const path = headers[':path'] ?? '';
      const start = process.hrtime.bigint();
      running.add(call);
      stream.on('error', () => {});
      stream.once('close', () => {
        running.delete(call);
        call.close();
        // Not `performance.now()`: loading its module takes 2 ms at each start.
        observer.callFinished?.(path, Number(process.hrtime.bigint() - start) / 1e6);
      });
      respond(call, headers, findRoute).catch((error) => {
        if (!(error instanceof StatusError)) observer.callFailed?.(path, error);
        endWithStatus(stream, StatusError.from(error));
      });
    },
    abortCalls(reason) {
      for (const call of running) call.abort(reason);
    },
    async whenIdle() {
      await Promise.all([...running].map((call) => call.whenClosed()));
    },
  };
}

async function respond(
  call: RunningCall,
  headers: IncomingHttpHeaders,
  findRoute: (path: string) => Route | undefined,
): Promise<void> {
  const { stream } = call;
  const { ':path': path = '', ':method': method, 'content-type': contentType = '' } = headers;
  if (method !== 'POST' || !/^application\/grpc($|[+;])/.test(contentType)) {
    respondWithHeaders(stream, { ':status': method === 'POST' ? 415 : 405 });
    return;
  }
  const route = findRoute(path);
  if (route === undefined) throw new StatusError(Code.unimplemented, `The method "${path}" is not implemented.`);
  const bytes = await readRequest(stream);
  if ('encodedResponse' in route) {
    respondOnce(call, route.encodedResponse());
    return;
  }
  const request = decodeMessage(route.method.request, bytes);
  const result = route.handler(request as never, call);
  if (route.method.kind === 'unary') {
    respondOnce(call, encodeMessage(route.method.response, (await result) as object));
  } else {
    await respondMany(call, route.method, result as AsyncIterable<object>);
  }
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
    stream.once('end', () => {
      try {
        resolve(collector.finish());
      } catch (error) {
        reject(error);
      }
    });
    stream.once('close', () => {
      // Creating an Error captures a stack, so create it only when needed.
      if (!stream.readableEnded) reject(new StatusError(Code.cancelled, 'The client closed the stream.'));
    });
  });
}

function respondOnce(call: RunningCall, message: Uint8Array): void {
  const { stream } = call;
  if (isClosed(stream)) return;
  call.isAnswered = true;
  stream.respond(responseHeaders, responseOptions);
  end(stream, okTrailers, encodeFrame(message));
}

async function respondMany(call: RunningCall, method: Method, events: AsyncIterable<object>): Promise<void> {
  const { stream } = call;
  for await (const event of events) {
    const frame = encodeFrame(encodeMessage(method.response, event));
    if (isClosed(stream)) return;
    if (!stream.headersSent) stream.respond(responseHeaders, responseOptions);
    if (!stream.write(frame)) await call.untilDrained();
    if (call.signal.aborted) throw call.signal.reason;
  }
  if (isClosed(stream)) return;
  if (!stream.headersSent) stream.respond(responseHeaders, responseOptions);
  call.isAnswered = true;
  end(stream, okTrailers);
}

/** Ends a call with an error: in headers without a body, or in the trailers of a response that has begun. */
function endWithStatus(stream: ServerHttp2Stream, status: StatusError): void {
  if (isClosed(stream)) return;
  if (stream.headersSent) end(stream, trailersOf(status));
  else respondWithHeaders(stream, { ...responseHeaders, ...trailersOf(status) });
}

function end(stream: ServerHttp2Stream, trailers: { readonly [name: string]: string }, lastChunk?: Buffer): void {
  stream.once('wantTrailers', () => stream.sendTrailers(trailers));
  stream.end(lastChunk);
}

/** A response without a body. Discards the rest of the request. */
function respondWithHeaders(stream: ServerHttp2Stream, headers: { readonly [name: string]: string | number }): void {
  stream.respond(headers, { endStream: true });
  if (stream.readableEnded) return;
  stream.resume();
  // Node 26 drops headers that it has not written yet when the stream closes, and core would not learn that a method is missing.
  setImmediate(() => stream.close(0));
}

const isClosed = (stream: ServerHttp2Stream): boolean => stream.destroyed || stream.closed;

const responseHeaders = { ':status': 200, 'content-type': 'application/grpc' };
const responseOptions = { waitForTrailers: true, sendDate: false };
