/** A plugin process from start to end: what is served is given, how it is served is here. */

import { writeSync } from 'node:fs';
import { createServer } from 'node:net';
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
import { ignoreInterrupt, stopProcess, watchConnections } from './shutdown';
import { redirectConsole, reportCrash, writeStderr } from './stderr';

export interface PluginProcessOptions {
  /** Full source address of the provider: `registry.terraform.io/hashicorp/random`. */
  readonly address: string;
  /** Of the provider itself. */
  readonly version: string;
  /** Short name, for the log. */
  readonly name: string;
  /** The services of one connection, beside those of go-plugin; called once for each. */
  readonly services: (log: Logger) => readonly (ServedService | LazyService)[];
}

/**
 * Serves until Terraform says to stop. With `--debug` among the arguments, until Ctrl-C. Resolves when the server is up; a
 * process that Terraform did not start, or that cannot serve, has its exit code set to 1 and is told why.
 */
export async function runPlugin(options: PluginProcessOptions): Promise<void> {
  if (process.argv.includes('--debug')) return runForDebugging(options);
  const request = readHandshake(process.env);
  if (request === undefined) {
    writeStderr(
      `This is a provider for Terraform (${options.address} ${options.version}). Terraform and OpenTofu start it by themselves; ` +
        'to attach a debugger, start it with --debug.\n',
    );
    process.exitCode = 1;
    return;
  }
  redirectConsole();
  ignoreInterrupt();
  exitOnCrash();
  try {
    requireNode();
    await runForTerraform(options, request);
  } catch (error) {
    // Terraform shows the first line of stdout when it is no handshake, and nothing of stderr.
    const reason = error instanceof Error ? error.message : String(error);
    writeSync(1, `The provider ${options.address} cannot start: ${reason.replace(/[|\n]/g, ' ')}\n`);
    process.exit(1);
  }
}

function requireNode(): void {
  if (Number.parseInt(process.versions.node, 10) < 20) {
    throw new Error(`Node.js 20.18.1 or newer is required, this is ${process.versions.node}.`);
  }
}

/**
 * The handshake comes first: what serves the connection (TLS, HTTP/2, the calls) is loaded while Terraform reads it and connects.
 */
async function runForTerraform(options: PluginProcessOptions, request: HandshakeRequest): Promise<void> {
  const log = createLogger({ name: options.name, level: levelFor(process.env, options.name) });
  const mismatch = checkProtocolVersions(process.env);
  if (mismatch !== undefined) log.error(mismatch);
  const { clientCertificate } = request;
  // Made beside the main thread meanwhile.
  const keys = clientCertificate === undefined ? undefined : generateKeys();
  const server = createServer({ pauseOnConnect: true });
  const endpoint = await listen(server, request.socketDirectory);
  process.on('exit', endpoint.remove);
  const tls = keys && {
    isExpected: createPin(clientCertificate as string),
    certificate: createCertificate(Date.now(), await keys),
  };
  writeSync(1, `${formatHandshake({ ...endpoint, ...request, certificate: tls?.certificate.der })}\n`);
  const plugin: PluginServer = loadServer().createPluginServer(server, {
    ...serverOptions(options, log, () => {
      // Comes after the answer to this very call.
      setImmediate(() => stopProcess(plugin, 'The plugin was told to shut down.'));
    }),
    tls,
    onConnections: watchConnections(() => {
      log.debug('nobody is connected any more; the plugin ends');
      stopProcess(plugin, 'The client went away.');
    }),
  });
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stopProcess(plugin, `The plugin got the signal ${signal}.`));
  }
}

async function runForDebugging(options: PluginProcessOptions): Promise<void> {
  const log = createLogger({ name: options.name, level: levelForDebugging(process.env, options.name) });
  const server = createServer({ pauseOnConnect: true });
  const plugin = loadServer().createPluginServer(
    server,
    serverOptions(options, log, () => {}),
  );
  const endpoint: Endpoint = await listen(server);
  process.on('exit', endpoint.remove);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stopProcess(plugin, `The plugin got the signal ${signal}.`));
  }
  writeSync(1, formatAttachment(options.address, endpoint));
}

function loadServer(): typeof import('./plugin-server') {
  return require('./plugin-server');
}

function serverOptions(options: PluginProcessOptions, log: Logger, shutDown: () => void): PluginServerOptions {
  return {
    services: () => [...options.services(log), ...goPluginServices(shutDown)],
    observer: createObserver(log),
  };
}

/** What go-plugin's client may call. Nothing is ever sent as stdio: Terraform would only log it as unexpected. */
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
      log.trace('a call is over', { tf_rpc: rpcName(path), ms: Math.round(milliseconds) }),
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
