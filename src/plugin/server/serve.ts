/** The one verb of this folder: serve a provider. */

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
   * What `encodeSchemaResponses` made of this provider beforehand: one of the starts of each run asks for nothing else, and then
   * loads neither the provider nor this framework's core. @default computed when they are asked for
   */
  readonly schemaResponses?: SchemaResponses | undefined;
}

/**
 * Serves a provider to Terraform or OpenTofu, which started this process, until they say to stop. With `--debug` among the
 * arguments it waits to be attached instead, until Ctrl-C. Call it once, last in the program; keep stdout to it. A provider that is
 * given as a function is asked for when a call needs it; every call of the function has to return the same.
 */
export function serve(provider: Provider | (() => Provider), options: ServeOptions): Promise<void> {
  const { address, version, schemaResponses, name = address.slice(address.lastIndexOf('/') + 1) } = options;
  const load = typeof provider === 'function' ? provider : () => provider;
  return runPlugin({
    address,
    version,
    name,
    // Every connection configures the provider for itself: in debug mode several aliases and runs share this process.
    services: (log) => [
      {
        name: PROVIDER_SERVICE,
        encodedResponses: { ...schemaResponses },
        load: () => {
          const { providerService, rpcHandlers } = require('../rpc') as typeof import('../rpc');
          return { service: providerService, handlers: rpcHandlers(load(), { log }) };
        },
      },
    ],
  });
}
