/** The HTTP/2 server of a plugin: each connection gets its own table of handlers, and must show the certificate that Terraform announced. */

import type { X509Certificate } from 'node:crypto';
import {
  createSecureServer,
  createServer,
  type Http2SecureServer,
  type Http2Server,
  type ServerHttp2Session,
} from 'node:http2';
import type { TLSSocket } from 'node:tls';
import {
  createGrpcConnection,
  type GrpcConnection,
  type GrpcObserver,
  http2Settings,
  type ServedService,
  widenWindow,
} from '../wire/grpc';
import { type Certificate, createPin } from './certificate';

export interface PluginServerOptions {
  /** What one connection is served; called once for each. */
  readonly services: () => readonly ServedService[];
  /** Without it the server speaks plain HTTP/2. */
  readonly tls?: { readonly certificate: Certificate /** As PEM. */; readonly clientCertificate: string };
  readonly observer?: GrpcObserver;
  /** The number of connections has changed to this. Refused ones never count. */
  readonly onConnections?: (count: number) => void;
}

export interface PluginServer {
  readonly server: Http2Server | Http2SecureServer;
  /** Aborts the calls that run and resolves when they are over. */
  readonly abort: (reason: Error) => Promise<void>;
  /** Takes no more calls and resolves when every connection is closed. */
  readonly close: () => Promise<void>;
}

/** @throws Error when the client's certificate cannot be read. */
export function createPluginServer({ services, tls, observer, onConnections }: PluginServerOptions): PluginServer {
  const isExpected = tls === undefined ? () => true : createPeerCheck(tls.clientCertificate);
  const server = tls === undefined ? createServer(http2Settings) : createTlsServer(tls.certificate);
  const connections = new Map<ServerHttp2Session, GrpcConnection>();

  server.on('session', (session: ServerHttp2Session) => {
    session.on('error', () => {});
    if (!isExpected(session)) {
      session.destroy();
      return;
    }
    const connection = createGrpcConnection(services(), observer);
    connections.set(session, connection);
    widenWindow(session);
    onConnections?.(connections.size);
    session.once('close', () => {
      connections.delete(session);
      onConnections?.(connections.size);
    });
  });
  server.on('stream', (stream, headers) => {
    const connection = stream.session && connections.get(stream.session as ServerHttp2Session);
    if (connection === undefined) stream.destroy();
    else connection.serve(stream, headers);
  });
  server.on('sessionError', () => {});

  return {
    server,
    async abort(reason) {
      await Promise.all(
        [...connections.values()].map((connection) => {
          connection.abortCalls(reason);
          return connection.whenIdle();
        }),
      );
    },
    async close() {
      const closed = [...connections.keys()].map((session) => {
        session.close();
        return new Promise<void>((resolve) => session.once('close', resolve));
      });
      await Promise.all([...closed, new Promise((resolve) => server.close(resolve))]);
    },
  };
}

/**
 * The client's certificate is asked for and compared by ourselves. An empty `ca` keeps Node from parsing its whole root store,
 * which would take longer than everything else at start.
 */
function createTlsServer({ certificatePem, privateKeyPem }: Certificate): Http2SecureServer {
  return createSecureServer({
    ...http2Settings,
    cert: certificatePem,
    key: privateKeyPem,
    ca: [],
    requestCert: true,
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2',
    allowHTTP1: false,
  });
}

/** Runs when a connection is there and nothing of it was read yet. */
function createPeerCheck(clientCertificate: string): (session: ServerHttp2Session) => boolean {
  const isPinned = createPin(clientCertificate);
  return (session) => {
    const socket = session.socket as TLSSocket;
    const shown: X509Certificate | undefined = socket.getPeerX509Certificate?.();
    return isPinned(shown);
  };
}
