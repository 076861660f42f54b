/** `--debug`: a server that a person starts, that Terraform attaches to, and that outlives its runs. */

import { PROTOCOL_VERSION } from './handshake';
import type { Endpoint } from './listen';

/** The lines that tell how to attach, for a shell. `address` is the provider's full source address. */
export function formatAttachment(address: string, endpoint: Pick<Endpoint, 'network' | 'address'>): string {
  const attachment = {
    [address]: {
      Protocol: 'grpc',
      ProtocolVersion: PROTOCOL_VERSION,
      Pid: process.pid,
      // Keeps Terraform from ending this process after each run.
      Test: true,
      Addr: { Network: endpoint.network, String: endpoint.address },
    },
  };
  return `The provider waits for Terraform, without TLS, until Ctrl-C. To attach it in another shell:

  export TF_REATTACH_PROVIDERS='${JSON.stringify(attachment).replaceAll("'", "'\\''")}'

`;
}
