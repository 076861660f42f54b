import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { renderLockFile, writeLockFile } from '../../src/install';
import { temporaryFolder } from '../support/temporary';

const own = { version: '0.1.0', hash: 'h1:abc=' };

const nullEntry = (version: string, host = 'registry.terraform.io') => `provider "${host}/hashicorp/null" {
  version     = "${version}"
  constraints = "${version}"
  hashes = [
    "h1:null/hash=",
    "zh:00",
  ]
}`;

/** The file as the CDKTF CLI 0.21 reads it: constraints by provider, the last entry wins, comments count. */
function asTheCliReads(text: string): Record<string, string | undefined> {
  const constraints: Record<string, string | undefined> = {};
  let current: string | undefined;
  for (const line of text.split('\n')) {
    if (current === undefined) {
      current = /provider "(.*)"/.exec(line)?.[1];
      if (current !== undefined) constraints[current] = undefined;
    } else if (/^\s*}/.test(line)) {
      current = undefined;
    } else {
      constraints[current] ??= /^\s*constraints\s+=\s+"(.*)"/.exec(line)?.[1];
    }
  }
  return constraints;
}

const asTerraformReads = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '');

test('a stack of ours alone gets one entry, with its hash', () => {
  const text = renderLockFile('', { own, others: {} });
  expect(text).toContain(
    'provider "npm.internal/aiven-byok/aiven" {\n  version     = "0.1.0"\n  constraints = "0.1.0"',
  );
  expect(text).toContain('"h1:abc=",');
  expect(text).not.toContain('/*');
});

test('our own entry of an earlier release is replaced', () => {
  const before = renderLockFile('', { own: { version: '0.0.9', hash: 'h1:old=' }, others: {} });
  const text = renderLockFile(before, { own, others: {} });
  expect(text).not.toContain('0.0.9');
  expect(text).not.toContain('h1:old=');
});

test('the CDKTF CLI finds every other provider satisfied, while Terraform sees none of that', () => {
  const text = renderLockFile('', { own, others: { null: '3.2.4', 'aiven/aiven': '~> 4.61' } });
  expect(asTheCliReads(text)).toEqual({
    'npm.internal/aiven-byok/aiven': '0.1.0',
    'registry.terraform.io/aiven/aiven': '>= 0',
    'registry.terraform.io/hashicorp/null': '>= 0',
  });
  expect(Object.keys(asTheCliReads(asTerraformReads(text)))).toEqual(['npm.internal/aiven-byok/aiven']);
});

test('what Terraform resolved for another provider is kept while it meets what the stack requires', () => {
  const text = renderLockFile(nullEntry('3.2.4'), { own, others: { null: '~> 3.2' } });
  expect(asTerraformReads(text)).toContain(nullEntry('3.2.4'));
  expect(asTheCliReads(text)['registry.terraform.io/hashicorp/null']).toBe('>= 0');
});

test('it is dropped when the stack now requires another version', () => {
  const text = renderLockFile(nullEntry('3.2.3'), { own, others: { null: '3.2.4' } });
  expect(asTerraformReads(text)).not.toContain('hashicorp/null');
});

test('an entry that OpenTofu wrote counts for the same provider', () => {
  const entry = nullEntry('3.2.3', 'registry.opentofu.org');
  expect(renderLockFile(entry, { own, others: { null: '3.2.4' } })).not.toContain('3.2.3');
  expect(renderLockFile(entry, { own, others: { null: '3.2.3' } })).toContain(entry);
});

test('an entry of a provider that only the state still needs is kept', () => {
  expect(renderLockFile(nullEntry('3.2.4'), { own, others: {} })).toContain(nullEntry('3.2.4'));
});

test('writing again from what was written changes nothing', () => {
  const others = { null: '3.2.4', random: '>= 3' };
  const once = renderLockFile(nullEntry('3.2.4'), { own, others });
  expect(renderLockFile(once, { own, others })).toBe(once);
  expect(renderLockFile(once.replaceAll('\n', '\r\n'), { own, others })).toBe(once);
});

test('the file on disk appears whole, and is not touched when it is right already', () => {
  const folder = temporaryFolder();
  const path = join(folder, '.terraform.lock.hcl');
  writeLockFile(folder, { own, others: {} });
  const before = statSync(path);
  writeLockFile(folder, { own, others: {} });
  expect(statSync(path).ino).toBe(before.ino);
  expect(readFileSync(path, 'utf8')).toBe(renderLockFile('', { own, others: {} }));
  expect(readdirSync(folder)).toEqual(['.terraform.lock.hcl']);
});
