/** Creates a client certificate like Terraform's (self-signed, P-521) with the openssl command, which must be installed. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustRun } from './measure.mjs';

export async function clientCertificate() {
  const folder = mkdtempSync(join(tmpdir(), 'byok-bench-'));
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:secp521r1', '-nodes'];
    const names = ['-subj', '/O=HashiCorp/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    await mustRun('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, '-days', '2', ...names]);
    return readFileSync(cert, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
