/** What of Windows can be tested elsewhere: the provider over TCP, with TLS, and the end of a process whose launcher is gone. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { connect } from 'node:http2';
import { join, resolve } from 'node:path';
import { clientCertificate, handshakeEnvironment } from '../plugin/server/launched-plugin';
import { withAiven } from '../support/emulator/aiven';
import { temporaryFolder } from '../support/temporary';

const providerFile = resolve('dist/terraform-provider-aiven.cjs');

/** A launcher that does not replace itself, as cmd.exe, in front of a provider that takes this machine for Windows. */
function launcher(): string {
  const folder = temporaryFolder();
  const preload = join(folder, 'windows.cjs');
  writeFileSync(preload, "Object.defineProperty(process, 'platform', { value: 'win32' });");
  const file = join(folder, 'launcher');
  writeFileSync(file, `#!/bin/sh\n"${process.execPath}" --require "${preload}" "${providerFile}" "$@"\n:\n`);
  chmodSync(file, 0o755);
  return file;
}

test('Terraform uses the provider over TCP, with TLS', async () => {
  const files = 'data "aiven_cmks" "all" {\n  project = "acme-prod"\n}\n';
  await withAiven({ files, providerFile: launcher(), install: 'dev' }, async (tf) => {
    expect((await tf.apply()).text).toContain('Apply complete!');
  });
});

test('the provider ends when its launcher is killed, even if a client is connected', async () => {
  const child: ChildProcess = spawn(launcher(), [], {
    env: { ...handshakeEnvironment, PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let line = '';
  child.stdout?.on('data', (chunk) => {
    line += chunk;
  });
  while (!line.includes('\n')) await once(child.stdout as NodeJS.ReadableStream, 'data');
  expect(line).toMatch(/^1\|6\|tcp\|127\.0\.0\.1:\d+\|grpc\|[A-Za-z0-9+/]+\n$/);
  const { certificatePem: cert, privateKeyPem: key } = clientCertificate;
  // The provider's certificate is in its own line.
  const session = connect(`https://${line.split('|')[3]}`, { cert, key, rejectUnauthorized: false });
  session.on('error', () => {});
  await once(session, 'connect');
  child.kill('SIGKILL');
  // Ends when the provider, which inherited the stream, has ended.
  await once(child, 'close');
  session.destroy();
});
