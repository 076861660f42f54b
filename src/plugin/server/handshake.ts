/** go-plugin's handshake: Terraform's request in the environment, and the line that it reads from stdout. */

const MAGIC_COOKIE_NAME = 'TF_PLUGIN_MAGIC_COOKIE';
const MAGIC_COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

/** The version of go-plugin's own protocol. */
const CORE_VERSION = 1;

/** The supported version of Terraform's plugin protocol. */
export const PROTOCOL_VERSION = 6;

type Environment = { readonly [name: string]: string | undefined };

/** Terraform's request. */
export interface HandshakeRequest {
  /** The certificate that the client will present, as PEM. Undefined when the user disabled TLS (`TF_DISABLE_PLUGIN_TLS`). */
  readonly clientCertificate: string | undefined;
  /** Where to create sockets. Only hosts that run plugins in containers set it. */
  readonly socketDirectory: string | undefined;
  /** Whether the client expects the seventh field of the line. */
  readonly requestsMultiplexing: boolean;
}

/** Our response. */
export interface HandshakeResponse {
  readonly network: 'unix' | 'tcp';
  /** The path of the socket, or `host:port`. */
  readonly address: string;
  /** Our certificate in DER. Undefined without TLS. */
  readonly certificate: Buffer | undefined;
  readonly requestsMultiplexing: boolean;
}

/** Undefined when Terraform did not start this process. */
export function readHandshake(env: Environment): HandshakeRequest | undefined {
  if (env[MAGIC_COOKIE_NAME] !== MAGIC_COOKIE) return undefined;
  return {
    clientCertificate: env.PLUGIN_CLIENT_CERT || undefined,
    socketDirectory: env.PLUGIN_UNIX_SOCKET_DIR || undefined,
    requestsMultiplexing: (env.PLUGIN_MULTIPLEX_GRPC ?? '') !== '',
  };
}

/** Returns a sentence for the log when the client does not support our version. The client itself reports it to the user. */
export function checkProtocolVersions(env: Environment): string | undefined {
  const offered = (env.PLUGIN_PROTOCOL_VERSIONS ?? '').split(',').map((version) => version.trim());
  if (offered.includes(String(PROTOCOL_VERSION)) || offered[0] === '') return undefined;
  return `The client supports plugin protocol versions ${offered.join(', ')}, but this provider requires version ${PROTOCOL_VERSION}.`;
}

/** Formats the line without its newline. The client's parser requires base64 without padding. */
export function formatHandshake({ network, address, certificate, requestsMultiplexing }: HandshakeResponse): string {
  const encoded = certificate?.toString('base64').replace(/=+$/, '') ?? '';
  const fields = [CORE_VERSION, PROTOCOL_VERSION, network, address, 'grpc', encoded];
  if (requestsMultiplexing) fields.push('false');
  return fields.join('|');
}
