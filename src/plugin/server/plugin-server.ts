/** The HTTP/2 server of a plugin: each connection has its own handlers, and must present the certificate that Terraform announced. */

import type { ServerHttp2Session } from 'node:http2';
import type { Server, Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { createGrpcConnection, type GrpcConnection, type GrpcObserver } from '../wire/grpc';
import { startHttp2Session } from '../wire/http2-session';
import type { LazyService, ServedService } from '../wire/routes';
import type { Certificate, Pin } from './certificate';

export interface PluginServerOptions {
  /** The services of one connection. Called once per connection. */
  readonly services: () => readonly (ServedService | LazyService)[];
  /** @default plaintext HTTP/2 */
  readonly tls?: { readonly certificate: Certificate; readonly isExpected: Pin };
  readonly observer?: GrpcObserver;
  /** Called with the number of open connections whenever it changes. Rejected connections do not count. */
  readonly onConnections?: (count: number) => void;
}

export interface PluginServer {
  /** Aborts the running calls and resolves when they have ended. */
  readonly abort: (reason: Error) => Promise<void>;
  /** Closes every connection and resolves when the operating system has the last responses, which it delivers even if this process exits. */
  readonly flush: () => Promise<void>;
}

interface Connection {
  readonly session: ServerHttp2Session;
  readonly calls: GrpcConnection;
}

/** Serves the connections of `server`, which must have been created with `pauseOnConnect`. */
export function createPluginServer(server: Server, options: PluginServerOptions): PluginServer {
  const { services, tls, observer, onConnections } = options;
  const connections = new Map<Socket, Connection>();

  const accept = (socket: Socket) => {
    const calls = createGrpcConnection(services(), observer);
    const session = startHttp2Session(socket);
    connections.set(socket, { session, calls });
    onConnections?.(connections.size);
    session.on('stream', calls.serve);
    session.on('error', (error: NodeJS.ErrnoException) => {
      // A killed client resets its connection.
      if (error.code?.startsWith('ERR_HTTP2')) observer?.connectionFailed?.(error);
    });
    session.once('close', () => {
      connections.delete(socket);
      onConnections?.(connections.size);
    });
    socket.resume();
  };
  server.on('connection', tls === undefined ? accept : withTls(tls, accept));

  return {
    async abort(reason) {
      await Promise.all(
        [...connections.values()].map(({ calls }) => {
          calls.abortCalls(reason);
          return calls.whenIdle();
        }),
      );
    },
    async flush() {
      await Promise.all([...connections].map(([socket, { session }]) => closeSession(session, socket)));
    },
  };
}

/** Does not wait for the client to close its side. */
function closeSession(session: ServerHttp2Session, socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('finish', resolve);
    socket.once('close', () => resolve());
    session.close();
  });
}

/**
 * Adds TLS in front of `accept`, and rejects a client without the expected certificate before reading anything from it. The
 * certificate is compared here because Node would verify a chain. The empty `ca` keeps Node from parsing its root store, which
 * would take longer than the rest of the start.
 */
function withTls({ certificate, isExpected }: Required<PluginServerOptions>['tls'], accept: (socket: Socket) => void) {
  const server = createTlsServer({
    cert: certificate.certificatePem,
    key: certificate.privateKeyPem,
    ca: [],
    requestCert: true,
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2',
    ALPNProtocols: ['h2'],
  });
  server.on('secureConnection', (socket: TLSSocket) => {
    if (socket.alpnProtocol === 'h2' && isExpected(socket.getPeerX509Certificate())) accept(socket);
    else socket.destroy();
  });
  return (socket: Socket) => server.emit('connection', socket);
}
