/** `--debug`: a server that you start by hand. Terraform attaches to it, and it keeps running between runs. */

import { quoteForShell } from '../../support/shell';
import { PROTOCOL_VERSION } from './handshake';
import type { Endpoint } from './listen';

/** Explains how to attach Terraform from a shell. `address` is the provider's full source address. */
export function formatAttachment(address: string, endpoint: Pick<Endpoint, 'network' | 'address'>): string {
  const attachment = {
    [address]: {
      Protocol: 'grpc',
      ProtocolVersion: PROTOCOL_VERSION,
      Pid: process.pid,
      // Keeps Terraform from stopping this process after each run.
      Test: true,
      Addr: { Network: endpoint.network, String: endpoint.address },
    },
  };
  return `The provider is listening without TLS. Press Ctrl-C to stop it. To attach Terraform, run in another shell:

  export TF_REATTACH_PROVIDERS=${quoteForShell(JSON.stringify(attachment))}

`;
}
