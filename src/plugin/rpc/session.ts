/** One conversation with core: what it has configured, what it has asked to stop, and the resources by type. */

import type { Logger } from '../context';
import type { DataSource } from '../data-source';
import { DiagnosticError } from '../diagnostics';
import type { Provider } from '../provider';
import type { Resource } from '../resource';

export interface SessionOptions {
  /** @default writes nothing */
  readonly log?: Logger;
  /** Whether GetProviderSchema looks for mistakes in the schemas: for tests and debugging, since start-up is felt. @default false */
  readonly checkSchemas?: boolean;
}

const silent = () => {};
const noLog: Logger = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };

export class Session {
  readonly log: Logger;
  readonly checkSchemas: boolean;
  /** As core says it at configuration; empty before. */
  terraformVersion = '';
  #configured: { readonly value: unknown } | undefined;
  readonly #stop = new AbortController();
  #resources: ReadonlyMap<string, Resource> | undefined;
  #dataSources: ReadonlyMap<string, DataSource> | undefined;

  constructor(
    readonly provider: Provider,
    options: SessionOptions = {},
  ) {
    this.log = options.log ?? noLog;
    this.checkSchemas = options.checkSchemas ?? false;
  }

  configure(session: unknown): void {
    this.#configured = { value: session };
  }

  /** What `configure` returned. */
  get configured(): unknown {
    if (this.#configured === undefined) {
      const detail =
        'Terraform has not configured the provider yet, so there is no session. This is a bug in the provider.';
      throw new DiagnosticError('Provider is not configured', detail);
    }
    return this.#configured.value;
  }

  /** Aborted by `stop`. */
  get stopSignal(): AbortSignal {
    return this.#stop.signal;
  }

  /** For good: core starts nothing new on this connection, and what it had just started must not run on. */
  stop(): void {
    this.#stop.abort(new Error('Terraform was told to stop.'));
  }

  findResource(type: string): Resource | undefined {
    this.#resources ??= new Map((this.provider.resources ?? []).map((resource) => [resource.type, resource]));
    return this.#resources.get(type);
  }

  findDataSource(type: string): DataSource | undefined {
    this.#dataSources ??= new Map((this.provider.dataSources ?? []).map((source) => [source.type, source]));
    return this.#dataSources.get(type);
  }

  /** @throws DiagnosticError when there is none of this type. */
  resource(type: string): Resource {
    return this.findResource(type) ?? this.#missing('resource type', type);
  }

  /** @throws DiagnosticError when there is none of this type. */
  dataSource(type: string): DataSource {
    return this.findDataSource(type) ?? this.#missing('data source', type);
  }

  #missing(noun: string, type: string): never {
    throw new DiagnosticError(`Unknown ${noun}`, `The provider "${this.provider.name}" has no ${noun} "${type}".`);
  }
}
