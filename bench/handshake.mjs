/** Measures the time from the provider's start to its handshake line, with a client certificate, compared with `node -e 0`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { clientCertificate } from './client-certificate.mjs';
import { inTurn, ms, peakMemory, run, table } from './measure.mjs';
import { environment, providerFile } from './workspace.mjs';

const cookie = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

async function handshake(env) {
  const started = process.hrtime.bigint();
  const child = spawn(providerFile, [], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(child.stdout, 'data');
  const took = Number(process.hrtime.bigint() - started) / 1e6;
  if (!String(line).startsWith('1|6|')) throw new Error(`no handshake line: ${line}`);
  const memory = peakMemory(child.pid);
  child.kill('SIGTERM');
  await once(child, 'close');
  return { took, memory };
}

export async function benchHandshake() {
  const env = environment({
    TF_PLUGIN_MAGIC_COOKIE: cookie,
    PLUGIN_PROTOCOL_VERSIONS: '6,5',
    PLUGIN_CLIENT_CERT: await clientCertificate(),
  });
  let memory;
  const result = await inTurn(
    {
      node: async () => (await run(process.execPath, ['-e', '0'], { env: environment() })).ms,
      provider: async () => {
        const { took, memory: peak } = await handshake(env);
        memory = peak;
        return took;
      },
    },
    15,
  );
  table('Handshake (median of 15, with a client certificate; target: node + 20 ms)', [
    ['node -e 0', ms(result.node)],
    ['provider', ms(result.provider), `node + ${ms(result.provider - result.node)}`],
    ['memory at the handshake', memory === undefined ? 'unknown on this system' : `${memory.toFixed(0)} MiB`],
  ]);
}
