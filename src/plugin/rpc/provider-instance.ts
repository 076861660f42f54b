/** A provider as configured on one connection: its session, its stop signal, and its resources by type. */

import type { Logger } from '../context';
import { HeldWarnings } from '../core/held-warnings';
import type { DataSource } from '../data-source';
import { DiagnosticError } from '../diagnostics';
import type { EphemeralResource } from '../ephemeral-resource';
import type { ProviderFunction } from '../function';
import type { Provider } from '../provider';
import type { Resource } from '../resource';

export interface HandlerOptions {
  /** @default writes nothing */
  readonly log?: Logger;
  /** Whether GetProviderSchema reports mistakes in the schemas. For tests and debugging: it slows down each start. @default false */
  readonly checkSchemas?: boolean;
  /** The provider's functions, without loading the rest of it. @default those of the provider */
  readonly functions?: (() => readonly ProviderFunction[]) | undefined;
}

const silent = () => {};
const noLog: Logger = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };

export class ProviderInstance {
  readonly log: Logger;
  readonly checkSchemas: boolean;
  /** As core reports it in ConfigureProvider. Empty before. */
  terraformVersion = '';
  readonly warnings = new HeldWarnings();
  /** Whether core has applied a change on this connection: from then on, it plans only to apply. */
  isApplying = false;
  private configured: { readonly session: unknown } | undefined;
  private readonly stopController = new AbortController();
  private resources: ReadonlyMap<string, Resource> | undefined;
  private dataSources: ReadonlyMap<string, DataSource> | undefined;

  private functionsByName: ReadonlyMap<string, ProviderFunction> | undefined;
  private loadedProvider: Provider | undefined;

  constructor(
    private readonly load: () => Provider,
    private readonly options: HandlerOptions = {},
  ) {
    this.log = options.log ?? noLog;
    this.checkSchemas = options.checkSchemas ?? false;
  }

  get provider(): Provider {
    this.loadedProvider ??= this.load();
    return this.loadedProvider;
  }

  get functions(): Iterable<ProviderFunction> {
    return this.functionMap.values();
  }

  findFunction(name: string): ProviderFunction | undefined {
    return this.functionMap.get(name);
  }

  configure(session: unknown): void {
    this.configured = { session };
    this.isApplying = false;
  }

  /** What the provider's `configure` returned. */
  get session(): unknown {
    if (this.configured === undefined) {
      const detail = 'An operation needs the configured provider, but this connection has not configured it.';
      const hint = 'If the connection was interrupted while the provider runs with --debug, run Terraform again.';
      throw new DiagnosticError('Provider Not Configured', `${detail} ${hint}`);
    }
    return this.configured.session;
  }

  /** Aborted by `stop`. */
  get stopSignal(): AbortSignal {
    return this.stopController.signal;
  }

  /** Permanent: core starts nothing else on this connection, and a call that it has just started must not continue. */
  stop(): void {
    this.stopController.abort(new Error('Terraform stopped the operation.'));
  }

  findResource(type: string): Resource | undefined {
    this.resources ??= new Map((this.provider.resources ?? []).map((resource) => [resource.type, resource]));
    return this.resources.get(type);
  }

  findDataSource(type: string): DataSource | undefined {
    this.dataSources ??= new Map((this.provider.dataSources ?? []).map((source) => [source.type, source]));
    return this.dataSources.get(type);
  }

  findEphemeralResource(type: string): EphemeralResource | undefined {
    return this.provider.ephemeralResources?.find((resource) => resource.type === type);
  }

  /** @throws DiagnosticError when the provider has no ephemeral resource of this type. */
  ephemeralResource(type: string): EphemeralResource {
    return this.findEphemeralResource(type) ?? this.failMissing('Ephemeral Resource', type);
  }

  /** @throws DiagnosticError when the provider has no resource of this type. */
  resource(type: string): Resource {
    return this.findResource(type) ?? this.failMissing('Resource Type', type);
  }

  /** @throws DiagnosticError when the provider has no data source of this type. */
  dataSource(type: string): DataSource {
    return this.findDataSource(type) ?? this.failMissing('Data Source', type);
  }

  private get functionMap(): ReadonlyMap<string, ProviderFunction> {
    if (this.functionsByName === undefined) {
      const functions = this.options.functions?.() ?? this.provider.functions ?? [];
      this.functionsByName = new Map(functions.map((definition) => [definition.name, definition]));
    }
    return this.functionsByName;
  }

  private failMissing(noun: string, type: string): never {
    const sentence = `The provider "${this.provider.name}" has no ${noun.toLowerCase()} "${type}".`;
    throw new DiagnosticError(`Unknown ${noun}`, sentence);
  }
}
