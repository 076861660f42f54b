/** The lifecycle of a plugin process: handshake, server and shutdown. */

import { writeSync } from 'node:fs';
import { createServer } from 'node:net';
import { requireNode } from '../../support/node-version';
import type { Logger } from '../context';
import type { GrpcObserver } from '../wire/grpc';
import { controllerService, healthService, ServingStatus, stdioService } from '../wire/messages/go-plugin';
import type { LazyService, ServedService } from '../wire/routes';
import { createCertificate, createPin, generateKeys } from './certificate';
import { formatAttachment } from './debug';
import { checkProtocolVersions, formatHandshake, type HandshakeRequest, readHandshake } from './handshake';
import { type Endpoint, listen } from './listen';
import { createLogger, levelFor, levelForDebugging } from './log';
import type { PluginServer, PluginServerOptions } from './plugin-server';
import { ignoreInterrupt, stopProcess, watchConnections, watchParent } from './shutdown';
import { redirectConsole, reportCrash, writeStderr } from './stderr';

export interface PluginProcessOptions {
  /** Full source address of the provider: `registry.terraform.io/hashicorp/random`. */
  readonly address: string;
  /** Version of the provider. */
  readonly version: string;
  /** Short name, for the log. */
  readonly name: string;
  /** The services, in addition to go-plugin's. Called once, or with `--debug` once per connection: each may be another run. */
  readonly services: (log: Logger) => readonly (ServedService | LazyService)[];
}

/**
 * Serves until Terraform shuts the plugin down or, with the argument `--debug`, until Ctrl-C. Resolves when the server is listening.
 * Prints an error and sets exit code 1 when Terraform did not start this process, or when it cannot serve.
 */
export async function runPlugin(options: PluginProcessOptions): Promise<void> {
  if (process.argv.includes('--debug')) {
    return runForDebugging(options).catch((error) => {
      writeStderr(`Failed to start the provider ${options.address}: ${error.message}\n`);
      process.exitCode = 1;
    });
  }
  const request = readHandshake(process.env);
  if (request === undefined) {
    writeStderr(
      `This is a Terraform provider (${options.address} ${options.version}). Terraform and OpenTofu start it automatically. ` +
        'To debug it, run it with --debug.\n',
    );
    process.exitCode = 1;
    return;
  }
  redirectConsole();
  ignoreInterrupt();
  exitOnCrash();
  try {
    requireNode();
    refuseDebugOutput();
    await runForTerraform(options, request);
  } catch (error) {
    // Terraform shows the first line of stdout when it is not a handshake, and nothing from stderr.
    const reason = error instanceof Error ? error.message : String(error);
    writeSync(1, `Failed to start the provider ${options.address}: ${reason.replace(/[|\n]/g, ' ')}\n`);
    process.exit(1);
  }
}

/** The script's first lines unset the variable; a standalone executable cannot, because Node.js reads it before any code runs. */
function refuseDebugOutput(): void {
  if (!process.env.NODE_DEBUG) return;
  throw new Error("NODE_DEBUG would write the token to Terraform's log; unset NODE_DEBUG.");
}

/** Writes the handshake first, so that TLS and HTTP/2 load while Terraform reads it and connects. */
async function runForTerraform(options: PluginProcessOptions, request: HandshakeRequest): Promise<void> {
  const log = createLogger({ name: options.name, level: levelFor(process.env, options.name) });
  const mismatch = checkProtocolVersions(process.env);
  if (mismatch !== undefined) log.error(mismatch);
  const { clientCertificate } = request;
  // Generated off the main thread meanwhile.
  const keys = clientCertificate === undefined ? undefined : generateKeys();
  const server = createServer({ pauseOnConnect: true });
  const endpoint = await listen(server, { hasTls: keys !== undefined, directory: request.socketDirectory });
  process.on('exit', endpoint.remove);
  const tls = keys && {
    isExpected: createPin(clientCertificate as string),
    certificate: createCertificate(Date.now(), await keys),
  };
  writeSync(1, `${formatHandshake({ ...endpoint, ...request, certificate: tls?.certificate.der })}\n`);
  const plugin: PluginServer = loadServer().createPluginServer(server, {
    // One client: when it reconnects, it finds its configured provider.
    ...serverOptions(shared(options.services(log)), log, () => {
      // After the response to this call.
      setImmediate(() => stopProcess(plugin, 'Terraform shut the plugin down.'));
    }),
    tls,
    onConnections: watchConnections(() => {
      log.debug('every client has disconnected; exiting');
      stopProcess(plugin, 'Every client disconnected.');
    }),
  });
  watchParent(() => stopProcess(plugin, 'The process that started the plugin has ended.'));
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stopProcess(plugin, `The plugin received ${signal}.`));
  }
}

async function runForDebugging(options: PluginProcessOptions): Promise<void> {
  const log = createLogger({ name: options.name, level: levelForDebugging(process.env, options.name) });
  const server = createServer({ pauseOnConnect: true });
  const plugin = loadServer().createPluginServer(
    server,
    serverOptions(
      () => options.services(log),
      log,
      () => {},
    ),
  );
  const endpoint: Endpoint = await listen(server, { hasTls: false });
  process.on('exit', endpoint.remove);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stopProcess(plugin, `The plugin received ${signal}.`));
  }
  writeSync(1, formatAttachment(options.address, endpoint));
}

function loadServer(): typeof import('./plugin-server') {
  return require('./plugin-server');
}

type Services = ReturnType<PluginProcessOptions['services']>;

/** Loads each service once, for all connections. */
function shared(services: Services): () => Services {
  const once = services.map((service) => {
    if ('service' in service) return service;
    let loaded: ServedService | undefined;
    return { ...service, load: () => (loaded ??= service.load()) };
  });
  return () => once;
}

function serverOptions(services: () => Services, log: Logger, shutDown: () => void): PluginServerOptions {
  return {
    services: () => [...services(), ...goPluginServices(shutDown)],
    observer: createObserver(log),
  };
}

/** The services of go-plugin's client. Sends nothing as stdio, because Terraform would log it as unexpected. */
function goPluginServices(shutDown: () => void): ServedService[] {
  return [
    {
      service: healthService,
      handlers: {
        Check: async ({ service }: { service: string }) => ({
          status: service === '' || service === 'plugin' ? ServingStatus.serving : ServingStatus.serviceUnknown,
        }),
      },
    },
    {
      service: controllerService,
      handlers: {
        async Shutdown() {
          shutDown();
          return {};
        },
      },
    },
    { service: stdioService, handlers: { async *StreamStdio() {} } },
  ];
}

function createObserver(log: Logger): GrpcObserver {
  return {
    callFailed: (path, error) => log.error('a call failed', { tf_rpc: rpcName(path), error }),
    connectionFailed: (error) => log.error('a connection failed', { error }),
    callFinished: (path, milliseconds) =>
      log.trace('a call finished', { tf_rpc: rpcName(path), ms: Math.round(milliseconds) }),
  };
}

function rpcName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function exitOnCrash(): void {
  const crash = (reason: unknown) => {
    reportCrash(reason);
    process.exit(2);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
}
