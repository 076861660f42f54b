/** A plugin as a process of its own, started as Terraform starts it, and an independent client for it. */

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as grpc from '@grpc/grpc-js';
import { buildSync } from 'esbuild';
import { createCertificate } from '../../../src/plugin/server/certificate';
import { controllerService, providerService } from '../../../src/plugin/wire/messages';
import { decodeMessage, encodeMessage } from '../../../src/plugin/wire/protobuf';
import type { Method } from '../../../src/plugin/wire/service';

export const clientCertificate = createCertificate();

/** What Terraform puts into the environment. */
export const handshakeEnvironment = {
  TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
  PLUGIN_PROTOCOL_VERSIONS: '6,5',
  PLUGIN_CLIENT_CERT: clientCertificate.certificatePem,
};

/** Bundles a fixture into one file, as a provider is shipped; `remove` when done. */
export function bundleFixture(name: string): { file: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'aiven-byok-test-'));
  const file = join(folder, 'plugin.js');
  const entry = join(__dirname, 'fixtures', `${name}.ts`);
  buildSync({ entryPoints: [entry], bundle: true, platform: 'node', target: 'node20', outfile: file });
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const launched = new Set<LaunchedPlugin>();

/** Ends what a test left running; call it after each test. */
export async function endLaunched(): Promise<void> {
  for (const plugin of launched) {
    plugin.child.kill('SIGKILL');
    await plugin.exited;
  }
}

export class LaunchedPlugin {
  readonly child: ChildProcess;
  readonly exited: Promise<{ code: number | null; signal: string | null }>;
  stdout = '';
  stderr = '';
  private changed = () => {};

  constructor(file: string, env: { [name: string]: string | undefined } = handshakeEnvironment, args: string[] = []) {
    const { PATH } = process.env;
    this.child = spawn(process.execPath, [file, ...args], {
      // Its socket lies beside the bundle, and goes with it.
      env: { PATH, TMPDIR: dirname(file), ...env } as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    launched.add(this);
    this.child.stdout?.on('data', (chunk) => this.add('stdout', chunk));
    this.child.stderr?.on('data', (chunk) => this.add('stderr', chunk));
    this.exited = new Promise((resolve) =>
      this.child.once('close', (code, signal) => {
        launched.delete(this);
        this.changed();
        resolve({ code, signal });
      }),
    );
  }

  /** Waits until the process has written something that matches; fails when it ends before. */
  async written(stream: 'stdout' | 'stderr', pattern: RegExp): Promise<RegExpMatchArray> {
    for (;;) {
      const match = this[stream].match(pattern);
      if (match !== null) return match;
      if (!launched.has(this)) throw new Error(`The plugin ended without ${pattern}:\n${this.stdout}\n${this.stderr}`);
      await new Promise<void>((resolve) => (this.changed = resolve));
    }
  }

  /** The fields of the handshake line. */
  async handshake(): Promise<string[]> {
    const [line] = await this.written('stdout', /.*(?=\n)/);
    return line.split('|');
  }

  /** The path of the socket, from the handshake or from what `--debug` prints. */
  async socket(): Promise<string> {
    const [, handshake, debug] = await this.written('stdout', /\|unix\|([^|]+)\||"String":"([^"]+)"/);
    return handshake ?? debug ?? '';
  }

  async connect(): Promise<PluginClient> {
    const [, , , socket = '', , certificate = ''] = await this.handshake();
    return new PluginClient(socket, certificate);
  }

  private add(stream: 'stdout' | 'stderr', chunk: Buffer): void {
    this[stream] += chunk.toString();
    this.changed();
  }
}

export class PluginClient {
  private readonly client: grpc.Client;

  constructor(socket: string, certificate: string) {
    const pem = `-----BEGIN CERTIFICATE-----\n${certificate}${'='.repeat(-certificate.length & 3)}\n-----END CERTIFICATE-----\n`;
    const credentials =
      certificate === ''
        ? grpc.credentials.createInsecure()
        : grpc.credentials.createSsl(
            Buffer.from(pem),
            Buffer.from(clientCertificate.privateKeyPem),
            Buffer.from(clientCertificate.certificatePem),
          );
    this.client = new grpc.Client(`unix:${socket}`, credentials, {
      'grpc.ssl_target_name_override': 'localhost',
      'grpc.use_local_subchannel_pool': 1,
    });
  }

  provider(name: keyof typeof providerService.methods, message: object = {}): Promise<{ [name: string]: unknown }> {
    return this.call(`/${providerService.name}/${name}`, providerService.methods[name], message);
  }

  /** The events of a streaming method; `cancel` ends the call. */
  events(
    name: keyof typeof providerService.methods,
    message: object,
  ): grpc.ClientReadableStream<{ [name: string]: unknown }> {
    const { request, response } = providerService.methods[name];
    return this.client.makeServerStreamRequest(
      `/${providerService.name}/${name}`,
      (value: object) => Buffer.from(encodeMessage(request, value)),
      (bytes: Buffer) => decodeMessage(response, bytes) as { [name: string]: unknown },
      message,
    );
  }

  shutdown(): Promise<object> {
    return this.call(`/${controllerService.name}/Shutdown`, controllerService.methods.Shutdown, {});
  }

  call(path: string, { request, response }: Method, message: object): Promise<{ [name: string]: unknown }> {
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(
        path,
        (value: object) => encodeMessage(request, value),
        (bytes: Buffer) => decodeMessage(response, bytes),
        message,
        (error, answer) => (error ? reject(error) : resolve(answer as { [name: string]: unknown })),
      );
    });
  }

  close(): void {
    this.client.close();
  }
}
