/** `provider build`: errors before anything is built. The rest is in test/terraform/executable.test.ts. */

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../support/temporary';
import { Terminal } from '../../terminal';

async function build(...argv: string[]): Promise<string> {
  const out = temporaryFolder();
  const terminal = new Terminal();
  expect(await terminal.run('provider', 'build', '--out', out, ...argv)).toBe(1);
  expect(readdirSync(out)).toEqual([]);
  return terminal.err;
}

/** A file that begins like an executable for Windows and contains the address of Node's sources. */
function windowsNode(version: string): string {
  const file = join(temporaryFolder(), 'node.exe');
  const start = Buffer.alloc(128);
  start.write('MZ', 'latin1');
  start.writeUInt32LE(64, 60);
  start.write('PE\0\0', 64, 'latin1');
  start.writeUInt16LE(0x8664, 68);
  writeFileSync(file, Buffer.concat([start, Buffer.from(`/node-v${version}.tar.gz`)]));
  return file;
}

test('refuses a target that is not the platform of the binary, and names an archive that has one', async () => {
  const node = windowsNode(process.versions.node);
  const archives = `https://nodejs.org/dist/v${process.versions.node}/node-v${process.versions.node}`;
  expect(await build('--node', node, '--target', 'darwin_arm64')).toContain(
    `"${node}" is Node.js for windows_amd64, not for darwin_arm64; choose one for darwin_arm64 with --node, such as the binary in ${archives}-darwin-arm64.tar.gz.`,
  );
  expect(await build('--node', node, '--target', 'windows_arm64')).toContain(`${archives}-win-arm64.zip.`);
});

test('names a Node.js binary that does not exist', async () => {
  const file = join(temporaryFolder(), 'none');
  expect(await build('--node', file)).toContain(`cannot read "${file}": no such file or directory.`);
});

test('refuses a binary of another version for another platform', async () => {
  const node = windowsNode('1.2.3');
  expect(await build('--node', node)).toContain(
    `"${node}" is Node.js 1.2.3, but the running Node.js ${process.versions.node} would prepare it, and the versions must be equal`,
  );
});

test('refuses a file that is not Node.js', async () => {
  const file = join(temporaryFolder(), 'script');
  writeFileSync(file, '#!/bin/sh\n');
  expect(await build('--node', file)).toContain(`"${file}" is not a Node.js binary.`);
});
