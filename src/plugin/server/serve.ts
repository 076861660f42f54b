/** Serves a provider to Terraform. */

import type { ProviderFunction } from '../function';
import type { Provider } from '../provider';
import { PROVIDER_SERVICE } from '../wire/service';
import { runPlugin } from './plugin-process';
import type { SchemaResponses } from './schema-responses';

export interface ServeOptions {
  /** Full source address: `registry.terraform.io/hashicorp/random`. */
  readonly address: string;
  /** Version of the provider. */
  readonly version: string;
  /** Short name for log lines and `TF_LOG_PROVIDER_<NAME>`. @default the last part of the address */
  readonly name?: string;
  /**
   * What `encodeSchemaResponses` returned for this provider. Terraform starts one process per run only for the schemas, which then loads
   * neither the provider nor the framework. @default computed on request
   */
  readonly schemaResponses?: SchemaResponses | undefined;
  /**
   * The provider's functions alone. Terraform starts one process per phase only to call functions, which then does not load the rest of
   * the provider. @default those of the provider
   */
  readonly functions?: () => readonly ProviderFunction[];
}

/**
 * Serves a provider until Terraform or OpenTofu, which started this process, shuts it down. With the argument `--debug` it waits for
 * Terraform to attach instead, until Ctrl-C. Call it once, at the end of the program, and do not write to stdout. A provider given as a
 * function is loaded by the first call that needs it; the function must always return the same provider.
 */
export function serve(provider: Provider | (() => Provider), options: ServeOptions): Promise<void> {
  const { address, version, schemaResponses, functions, name = address.slice(address.lastIndexOf('/') + 1) } = options;
  return runPlugin({
    address,
    version,
    name,
    // With --debug each connection has its own provider instance: several aliases and runs share the process.
    services: (log) => [
      {
        name: PROVIDER_SERVICE,
        encodedResponses: { ...schemaResponses },
        load: () => {
          const { providerService, rpcHandlers } = require('../rpc') as typeof import('../rpc');
          return { service: providerService, handlers: rpcHandlers(provider, { log, functions }) };
        },
      },
    ],
  });
}
