/** The one verb of this folder: serve a provider. */

import type { Provider } from '../provider';
import { rpcHandlers } from '../rpc';
import { providerService } from '../wire/messages';
import { runPlugin } from './plugin-process';

export interface ServeOptions {
  /** Full source address: `registry.terraform.io/hashicorp/random`. */
  readonly address: string;
  /** Version of the provider. */
  readonly version: string;
  /** Short name for log lines and `TF_LOG_PROVIDER_<NAME>`. @default the provider's name */
  readonly name?: string;
}

/**
 * Serves a provider to Terraform or OpenTofu, which started this process, until they say to stop. With `--debug` among the
 * arguments it waits to be attached instead, until Ctrl-C. Call it once, last in the program; keep stdout to it.
 */
export function serve(provider: Provider, { address, version, name = provider.name }: ServeOptions): Promise<void> {
  return runPlugin({
    address,
    version,
    name,
    // Every connection configures the provider for itself: in debug mode several aliases and runs share this process.
    services: (log) => [{ service: providerService, handlers: rpcHandlers(provider, { log }) }],
  });
}
