/** The HTTP/2 server of a plugin: each connection gets its own table of handlers, and must show the certificate that Terraform announced. */

import type { Server, Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { Http2Connection } from '../http2/connection';
import { createGrpcConnection, type GrpcConnection, type GrpcObserver } from '../wire/grpc';
import type { LaterService, ServedService } from '../wire/routes';
import type { Certificate, Pin } from './certificate';

export interface PluginServerOptions {
  /** What one connection is served; called once for each. */
  readonly services: () => readonly (ServedService | LaterService)[];
  /** Without it the server speaks plain HTTP/2. */
  readonly tls?: { readonly certificate: Certificate; readonly isExpected: Pin };
  readonly observer?: GrpcObserver;
  /** The number of connections has changed to this. Refused ones never count. */
  readonly onConnections?: (count: number) => void;
}

export interface PluginServer {
  /** Aborts the calls that run and resolves when they are over. */
  readonly abort: (reason: Error) => Promise<void>;
  /** Resolves when what was answered so far is with the system, which delivers it even if this process ends. */
  readonly sent: () => Promise<void>;
}

/** Serves what connects to `server`, which was created with `pauseOnConnect`. */
export function createPluginServer(server: Server, options: PluginServerOptions): PluginServer {
  const { services, tls, observer, onConnections } = options;
  const connections = new Map<Http2Connection, GrpcConnection>();

  const accept = (socket: Socket) => {
    const calls = createGrpcConnection(services(), observer);
    const connection = new Http2Connection(socket, {
      stream: calls.serve,
      broken: (reason) => observer?.broken?.(reason),
      close() {
        connections.delete(connection);
        onConnections?.(connections.size);
      },
    });
    connections.set(connection, calls);
    onConnections?.(connections.size);
    socket.resume();
  };
  server.on('connection', tls === undefined ? accept : secured(tls, accept));

  return {
    async abort(reason) {
      await Promise.all(
        [...connections.values()].map((calls) => {
          calls.abortCalls(reason);
          return calls.whenIdle();
        }),
      );
    },
    async sent() {
      await Promise.all([...connections.keys()].map((connection) => connection.sent()));
    },
  };
}

/**
 * Puts TLS before `accept`, and sends away who does not show the expected certificate, before anything of him was read. It is
 * compared by ourselves; an empty `ca` keeps Node from parsing its whole root store, which would take longer than everything else
 * at start.
 */
function secured({ certificate, isExpected }: Required<PluginServerOptions>['tls'], accept: (socket: Socket) => void) {
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
