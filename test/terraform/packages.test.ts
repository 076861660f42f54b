/** Terraform installs the provider from what `provider package` writes: a packed mirror, and a network mirror over HTTPS. */

import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createCertificate } from '../../src/plugin/server/certificate';
import { Terminal } from '../cli/terminal';
import { withAiven } from '../support/emulator/aiven';
import { temporaryFolder } from '../support/temporary';

const key = `resource "aiven_cmk" "orders" {
  project      = "acme-prod"
  cmk_provider = "aws"
  resource     = "arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab"
}`;

interface Packages {
  root: string;
  packages: { platform: string; hash: string }[];
}

async function writePackages(): Promise<Packages> {
  const root = temporaryFolder();
  const terminal = new Terminal();
  expect(await terminal.run('provider', 'package', '--out', root, '--json')).toBe(0);
  return { root, packages: JSON.parse(terminal.out).packages };
}

function configuration(method: string): string {
  const file = join(temporaryFolder(), 'terraform.rc');
  writeFileSync(file, `provider_installation {\n${method}\n}\n`);
  return file;
}

test('a packed filesystem mirror, with a lock file for two platforms', async () => {
  const { root, packages } = await writePackages();
  const TF_CLI_CONFIG_FILE = configuration(`  filesystem_mirror {\n    path = "${root}"\n  }`);
  await withAiven({ files: key, install: 'mirror', env: { TF_CLI_CONFIG_FILE } }, async (tf) => {
    const platforms = ['-platform=linux_amd64', '-platform=windows_amd64'];
    await tf.run(['providers', 'lock', `-fs-mirror=${root}`, ...platforms]);
    const lockFile = readFileSync(join(tf.folder, '.terraform.lock.hcl'), 'utf8');
    const locked = packages.filter(({ platform }) => ['linux_amd64', 'windows_amd64'].includes(platform));
    expect(new Set(locked.map(({ hash }) => hash)).size).toBe(2);
    for (const { hash } of locked) expect(lockFile).toContain(`"${hash}"`);
    await tf.run(['init', '-input=false', '-lockfile=readonly']);
    expect((await tf.apply()).text).toContain('Apply complete! Resources: 1 added');
  });
});

test('a network mirror over HTTPS, with a private authority', async () => {
  const { root } = await writePackages();
  const { certificatePem, privateKeyPem } = createCertificate();
  const authority = join(temporaryFolder(), 'ca.pem');
  writeFileSync(authority, certificatePem);
  const requests: string[] = [];
  const server = createServer({ cert: certificatePem, key: privateKeyPem }, ({ url = '' }, response) => {
    requests.push(url);
    response.setHeader('content-type', url.endsWith('.json') ? 'application/json' : 'application/zip');
    response.end(readFileSync(join(root, url)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const TF_CLI_CONFIG_FILE = configuration(`  network_mirror {\n    url = "https://localhost:${port}/"\n  }`);
  try {
    const env = { TF_CLI_CONFIG_FILE, SSL_CERT_FILE: authority };
    await withAiven({ files: key, install: 'mirror', env }, async (tf) => {
      await tf.init();
      expect((await tf.apply()).text).toContain('Apply complete! Resources: 1 added');
    });
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
  const names = requests.map((url) => url.replace('/npm.invalid/aiven-byok/aiven/', ''));
  expect(names.slice(0, 2)).toEqual(['index.json', '0.1.0.json']);
  expect([...new Set(names.slice(2))]).toEqual([expect.stringMatching(/^terraform-provider-aiven_0\.1\.0_.*\.zip$/)]);
});
