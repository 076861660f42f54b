/** Aiven's API in memory over real HTTP: starts and stops the server, and gives tests what the API does not. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OperationId, Operations } from '../api/wire';
import { Store } from './account/store';
import { World } from './account/world';
import { type FaultHandle, type FaultRule, Faults } from './faults/fault';
import { Sentinels } from './faults/sentinels';
import type { Desk } from './http/desk';
import { exchange } from './http/exchange';
import { carryOut } from './http/perform';
import { defaultOptions, defaultProjects, type EmulatorOptions, type Settings } from './options';
import type { LoggedRequest } from './request-log';
import { checkOptions } from './setup/check-options';
import { addProject, plant, readSeedFile } from './setup/planting';
import { readState, writeState } from './setup/state-file';

/** Which key or service a `call` is about. */
export interface CallTarget {
  cmkId?: string;
  serviceName?: string;
  /** As in a URL, without the question mark. */
  query?: string;
}

/**
 * An emulator of the Aiven API.
 *
 * ```ts
 * const emulator = new Emulator({ projects: ['acme-prod'] });
 * await emulator.start();
 * await fetch(`${emulator.url}/v1/project/acme-prod/secrets/cmks`, { headers: { authorization: 'Bearer any' } });
 * await emulator.stop();
 * ```
 */
export class Emulator {
  /** What was asked, in order of arrival. */
  readonly requests: LoggedRequest[] = [];
  /** The options in force; those not read at start may be changed at any time. */
  readonly settings: Settings;

  private readonly world: World;
  private readonly faults = new Faults();
  private readonly sentinels = new Sentinels();
  private server: Server | undefined;
  private stopping = new AbortController();

  /** Throws when an option cannot be meant, and when the seed or the state file cannot be read or is not of its form. */
  constructor(options: EmulatorOptions = {}) {
    checkOptions(options);
    this.settings = {
      ...defaultOptions,
      ...Object.fromEntries(Object.entries(options).filter(([, v]) => v !== undefined)),
    };
    this.world = new World(this.settings);
    const state = this.settings.stateFile === undefined ? undefined : readState(this.settings.stateFile);
    this.world.store = state?.store ?? this.seeded();
    this.addProjects(this.world.store);
    this.world.clock.offset = state?.clockOffset ?? 0;
  }

  /**
   * Starts the server and writes the state file, if the emulator has one.
   * @param port 0 for any free port.
   * @returns the URL.
   * @throws Error if the emulator is already started, if the port or address is not available, or if the state file cannot be written.
   */
  async start(port = 0, host = '127.0.0.1'): Promise<string> {
    if (this.server !== undefined) {
      throw new Error('the emulator is already started; stop it first');
    }
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
    const desk: Desk = {
      world: this.world,
      faults: this.faults,
      sentinels: this.sentinels,
      requests: this.requests,
      signal: this.stopping.signal,
      save: () => this.save(),
    };
    const { tls } = this.settings;
    const server = tls === undefined ? createServer() : (await import('node:https')).createServer({ ...tls });
    this.server = server;
    server.on('request', (request, response) => {
      // A rejection means that the connection is gone or that the emulator stops: nobody is left to be answered.
      exchange(desk, request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    return this.url;
  }

  /** Stops listening and closes every connection at once. Does nothing when it is not started. */
  async stop(): Promise<void> {
    const { server } = this;
    if (server === undefined) {
      return;
    }
    this.server = undefined;
    this.stopping.abort();
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    server.closeAllConnections();
    await closed;
  }

  /** Where it listens, without a trailing slash. Throws when it is not started. */
  get url(): string {
    const address = this.server?.address() as AddressInfo | null | undefined;
    if (!address) {
      throw new Error('the emulator is not started');
    }
    const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
    return `${this.settings.tls === undefined ? 'http' : 'https'}://${host}:${address.port}`;
  }

  /** The truth, brought up to the present. Whoever changes it directly may call `save()`. */
  get store(): Store {
    this.world.settle();
    return this.world.store;
  }

  /** The present, ms since 1970. */
  get now(): number {
    return this.world.clock.now();
  }

  /** Moves the emulator's time ahead. */
  advance(ms: number): void {
    this.world.clock.advance(ms);
    this.world.settle();
    this.save();
  }

  /** Lets requests fail. Without limits, the very next one. */
  fail(rule: FaultRule): FaultHandle {
    return this.faults.add(rule);
  }

  /**
   * Carries an operation out as someone else would have: without HTTP, token, faults and log.
   * Throws `ApiError` where the API would answer with an error.
   */
  call<O extends OperationId>(
    operation: O,
    project: string,
    target: CallTarget = {},
    body?: unknown,
  ): Operations[O]['response'] {
    this.world.settle();
    const { cmkId = '', serviceName = '', query } = target;
    const response = carryOut(this.world, operation, {
      project,
      cmkId,
      serviceName,
      query: new URLSearchParams(query),
      body,
    });
    this.save();
    return response;
  }

  /** Back to the seed: store, faults, sentinels, log and time. */
  reset(): void {
    this.world.restart(this.seeded());
    this.faults.clear();
    this.sentinels.clear();
    this.requests.length = 0;
    this.save();
  }

  /** Writes the state file, if the emulator has one. */
  save(): void {
    const { stateFile } = this.settings;
    if (stateFile !== undefined) writeState(stateFile, this.world.store, this.world.clock.offset);
  }

  private seeded(): Store {
    const { projects, seed } = this.settings;
    const store = new Store();
    this.addProjects(store);
    if (seed !== undefined) {
      plant(store, typeof seed === 'string' ? readSeedFile(seed) : seed, () => this.world.clock.stamp());
    }
    if (projects === undefined && store.projects.size === 0) {
      for (const name of defaultProjects) {
        store.addProject(name);
      }
    }
    return store;
  }

  /** The projects of the options, unless they are there already. */
  private addProjects(store: Store): void {
    for (const project of this.settings.projects ?? []) {
      const options = typeof project === 'string' ? { name: project } : project;
      if (!store.projects.has(options.name)) {
        addProject(store, options);
      }
    }
  }
}
