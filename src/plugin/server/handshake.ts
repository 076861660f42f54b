/** go-plugin's handshake: what Terraform says in the environment, and the one line that it reads from stdout. */

const MAGIC_COOKIE_NAME = 'TF_PLUGIN_MAGIC_COOKIE';
const MAGIC_COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

/** Of go-plugin itself; it has had one version so far. */
const CORE_VERSION = 1;

/** The version of Terraform's plugin protocol that we speak. */
export const PROTOCOL_VERSION = 6;

type Environment = { readonly [name: string]: string | undefined };

/** What Terraform asks for. */
export interface HandshakeRequest {
  /** The certificate that the client will show, as PEM. Undefined when the user switched TLS off (`TF_DISABLE_PLUGIN_TLS`). */
  readonly clientCertificate: string | undefined;
  /** Where sockets may be put; only hosts that run plugins elsewhere say so. */
  readonly socketDirectory: string | undefined;
  /** True when the client knows the seventh field of the line. */
  readonly asksForMultiplexing: boolean;
}

/** What is answered. */
export interface HandshakeAnswer {
  readonly network: 'unix' | 'tcp';
  /** The path of the socket, or `host:port`. */
  readonly address: string;
  /** Our certificate in DER; undefined without TLS. */
  readonly certificate: Buffer | undefined;
  readonly asksForMultiplexing: boolean;
}

/** Undefined when the process was not started by Terraform. */
export function readHandshake(env: Environment): HandshakeRequest | undefined {
  if (env[MAGIC_COOKIE_NAME] !== MAGIC_COOKIE) return undefined;
  return {
    clientCertificate: env.PLUGIN_CLIENT_CERT || undefined,
    socketDirectory: env.PLUGIN_UNIX_SOCKET_DIR || undefined,
    asksForMultiplexing: (env.PLUGIN_MULTIPLEX_GRPC ?? '') !== '',
  };
}

/** A sentence when the client speaks none of our versions, else undefined. The client tells the user in its own words then. */
export function checkProtocolVersions(env: Environment): string | undefined {
  const offered = (env.PLUGIN_PROTOCOL_VERSIONS ?? '').split(',').map((version) => version.trim());
  if (offered.includes(String(PROTOCOL_VERSION)) || offered[0] === '') return undefined;
  return `The client offers the plugin protocol versions ${offered.join(', ')}; this provider speaks version ${PROTOCOL_VERSION}.`;
}

/** The line without its end. The certificate is base64 without padding, as the client's parser demands. */
export function formatHandshake({ network, address, certificate, asksForMultiplexing }: HandshakeAnswer): string {
  const encoded = certificate?.toString('base64').replace(/=+$/, '') ?? '';
  const fields = [CORE_VERSION, PROTOCOL_VERSION, network, address, 'grpc', encoded];
  if (asksForMultiplexing) fields.push('false');
  return fields.join('|');
}
