/** The emulator: starts and stops the server, and gives tests control over its state, time and faults. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServedOperationId, ServedOperations } from '../api/foreign';
import { requireNode } from '../support/node-version';
import { Account } from './account/account';
import { Store } from './account/store';
import { type FaultHandle, type FaultRule, Faults } from './faults/fault';
import { Sentinels } from './faults/sentinels';
import { noParameters } from './handlers/handler';
import type { ExchangeContext } from './http/context';
import { handleExchange } from './http/exchange';
import { inOrder } from './http/pipeline';
import { executeOperation } from './http/respond';
import { defaultOptions, defaultProjects, type EmulatorOptions, type Settings } from './options';
import type { LoggedRequest } from './request-log';
import { addProject, applySeed } from './setup/apply-seed';
import { optionsSchema } from './setup/options-schema';
import { readSeedFile } from './setup/seed-file';
import { readState, writeState } from './setup/state-file';
import { validate } from './setup/validate';

/** The key, service or static IP address that a `call` is about. */
export interface CallTarget {
  cmkId?: string;
  serviceName?: string;
  staticIpId?: string;
  /** The query of the URL, without the question mark. */
  query?: string;
}

/**
 * An emulator of the Aiven API (docs/emulator.md).
 *
 * ```ts
 * const emulator = new Emulator({ projects: ['acme-prod'] });
 * await emulator.start();
 * await fetch(`${emulator.url}/v1/project/acme-prod/secrets/cmks`, { headers: { authorization: 'Bearer any' } });
 * await emulator.stop();
 * ```
 */
export class Emulator {
  /** The received requests, in order of arrival. */
  readonly requests: LoggedRequest[] = [];
  /** The options in effect. They may be changed at any time, except for those read at start. */
  readonly settings: Settings;

  private readonly account: Account;
  private readonly faults = new Faults();
  private readonly sentinels = new Sentinels();
  private server: Server | undefined;
  private stopping = new AbortController();

  /** @throws Error if Node.js is too old, an option or the seed is invalid, or if the seed file or the state file cannot be read */
  constructor(options: EmulatorOptions = {}) {
    requireNode();
    const given = Object.entries(validate(optionsSchema, options, 'options'));
    this.settings = { ...defaultOptions, ...Object.fromEntries(given.filter(([, value]) => value !== undefined)) };
    this.account = new Account(this.settings);
    const state = this.settings.stateFile === undefined ? undefined : readState(this.settings.stateFile);
    this.account.store = state?.store ?? this.createStore();
    this.addProjects(this.account.store);
    this.account.clock.offset = state?.clockOffset ?? 0;
  }

  /**
   * Starts the server and writes the state file, if the emulator has one.
   * @param port 0 for any free port.
   * @returns the URL.
   * @throws Error if the emulator is already started, if the port or address is not available, or if the state file cannot be written.
   */
  async start(port = 0, host = '127.0.0.1'): Promise<string> {
    if (this.server !== undefined) throw new Error('The emulator is already started; stop it first');
    try {
      return await this.listen(port, host);
    } catch (error) {
      this.server = undefined;
      throw error;
    }
  }

  private async listen(port: number, host: string): Promise<string> {
    this.save();
    this.stopping = new AbortController();
    const context: ExchangeContext = {
      account: this.account,
      faults: this.faults,
      sentinels: this.sentinels,
      requests: this.requests,
      host,
      signal: this.stopping.signal,
      save: () => this.save(),
    };
    const { tls } = this.settings;
    const server = tls === undefined ? createServer() : (await import('node:https')).createServer({ ...tls });
    this.server = server;
    server.on('request', (request, response) => {
      // It rejects if the connection is broken or the emulator stops: no one is waiting for a response.
      inOrder(request, response, () => handleExchange(context, request, response).catch(() => void response.destroy()));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    return this.url;
  }

  /** Stops the server and closes every connection immediately. Does nothing if the emulator is not started. */
  async stop(): Promise<void> {
    const { server } = this;
    if (server === undefined) return;
    this.server = undefined;
    this.stopping.abort();
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    server.closeAllConnections();
    await closed;
  }

  /** The URL of the server, without a trailing slash. @throws Error if the emulator is not started */
  get url(): string {
    const address = this.server?.address() as AddressInfo | null | undefined;
    if (!address) throw new Error('The emulator is not started');
    const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
    return `${this.settings.tls === undefined ? 'http' : 'https'}://${host}:${address.port}`;
  }

  /** The current records. After changing them directly, call `save()` if the emulator has a state file. */
  get store(): Store {
    this.account.update();
    return this.account.store;
  }

  /** The current time on the emulator's clock, in milliseconds since 1970. */
  get now(): number {
    return this.account.clock.now();
  }

  /** Advances the emulator's clock. */
  advance(ms: number): void {
    this.account.clock.advance(ms);
    this.account.update();
    this.save();
  }

  /** Makes requests fail: the next one, unless the rule says otherwise. @throws RangeError if the fault is invalid */
  fail(rule: FaultRule): FaultHandle {
    return this.faults.add(rule);
  }

  /**
   * Executes an operation as if another client had called the API, without HTTP, token, faults and log.
   * @returns the response body.
   * @throws ApiError where the API would return an error.
   */
  call<O extends ServedOperationId>(
    operation: O,
    project: string,
    target: CallTarget = {},
    body?: unknown,
  ): ServedOperations[O]['response'] {
    this.account.update();
    const { query, ...parameters } = target;
    const response = executeOperation(this.account, operation, {
      ...noParameters,
      ...parameters,
      project,
      query: new URLSearchParams(query),
      body,
    });
    this.save();
    return response;
  }

  /** Returns to the seed: resets records, faults, log and time. */
  reset(): void {
    this.account.reset(this.createStore());
    this.faults.clear();
    this.sentinels.clear();
    this.requests.length = 0;
    this.save();
  }

  /** Writes the state file, if the emulator has one. */
  save(): void {
    const { stateFile } = this.settings;
    if (stateFile !== undefined) writeState(stateFile, this.account.store, this.account.clock.offset);
  }

  private createStore(): Store {
    const { projects, seed } = this.settings;
    const store = new Store();
    this.addProjects(store);
    if (seed !== undefined) {
      applySeed(store, typeof seed === 'string' ? readSeedFile(seed) : seed, () => this.account.clock.timestamp());
    }
    if (projects === undefined && store.projects.size === 0) {
      for (const name of defaultProjects) store.addProject(name);
    }
    return store;
  }

  /** Adds the projects of the options that the store does not have yet. */
  private addProjects(store: Store): void {
    for (const project of this.settings.projects ?? []) {
      const options = typeof project === 'string' ? { name: project } : project;
      if (!store.projects.has(options.name)) addProject(store, options);
    }
  }
}
