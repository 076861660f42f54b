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
  /** Short name for log lines and `TF_LOG_PROVIDER_<NAME>`. @default the last part of the address */
  readonly name?: string;
}

/**
 * Serves a provider to Terraform or OpenTofu, which started this process, until they say to stop. With `--debug` among the
 * arguments it waits to be attached instead, until Ctrl-C. Call it once, last in the program; keep stdout to it. A provider that is
 * given as a function is asked for after the handshake, which what it loads does not hold up; every call has to return the same.
 */
export function serve(provider: Provider | (() => Provider), options: ServeOptions): Promise<void> {
  const { address, version, name = address.slice(address.lastIndexOf('/') + 1) } = options;
  const load = typeof provider === 'function' ? provider : () => provider;
  const serving = runPlugin({
    address,
    version,
    name,
    // Every connection configures the provider for itself: in debug mode several aliases and runs share this process.
    services: (log) => [{ service: providerService, handlers: rpcHandlers(load(), { log }) }],
  });
  return serving.then(() => {
    // The client is about to connect, and will want it.
    if (process.exitCode === undefined) load();
  });
}
