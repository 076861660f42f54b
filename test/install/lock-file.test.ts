import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LockedProviders, renderLockFile, writeLockFile } from '../../src/install';
import { namedPipe, temporaryFolder } from '../support/temporary';

const render = (previous: string, providers: LockedProviders) => renderLockFile(previous, providers).text;

const own = { version: '0.1.0', hashes: ['h1:abc='] };

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

test('without other providers the file has one entry, with its hash', () => {
  const text = render('', { own, others: {} });
  expect(text).toContain('provider "npm.invalid/aiven-byok/aiven" {\n  version     = "0.1.0"\n  constraints = "0.1.0"');
  expect(text).toContain('"h1:abc=",');
  expect(text).not.toContain('/*');
});

test('lists the hash of every platform, in one order', () => {
  const text = render('', { own: { version: '0.1.0', hashes: ['h1:windows=', 'h1:unix='] }, others: {} });
  expect(text).toContain('  hashes = [\n    "h1:unix=",\n    "h1:windows=",\n  ]\n');
  expect(render('', { own: { version: '0.1.0', hashes: ['h1:unix=', 'h1:windows='] }, others: {} })).toBe(text);
});

test('replaces our entry of an earlier release', () => {
  const before = render('', { own: { version: '0.0.9', hashes: ['h1:old='] }, others: {} });
  const text = render(before, { own, others: {} });
  expect(text).not.toContain('0.0.9');
  expect(text).not.toContain('h1:old=');
});

test('the CDKTF CLI reads every other provider as locked, and Terraform skips these entries', () => {
  const text = render('', { own, others: { null: '3.2.4', 'aiven/aiven': '~> 4.61' } });
  expect(asTheCliReads(text)).toEqual({
    'npm.invalid/aiven-byok/aiven': '0.1.0',
    'registry.terraform.io/aiven/aiven': '>= 0',
    'registry.terraform.io/hashicorp/null': '>= 0',
  });
  expect(Object.keys(asTheCliReads(asTerraformReads(text)))).toEqual(['npm.invalid/aiven-byok/aiven']);
});

test('keeps another provider’s entry that meets the stack’s constraint', () => {
  const text = render(nullEntry('3.2.4'), { own, others: { null: '~> 3.2' } });
  expect(asTerraformReads(text)).toContain(nullEntry('3.2.4'));
  expect(asTheCliReads(text)['registry.terraform.io/hashicorp/null']).toBe('>= 0');
});

test('drops an entry that does not meet the stack’s constraint', () => {
  const text = render(nullEntry('3.2.3'), { own, others: { null: '3.2.4' } });
  expect(asTerraformReads(text)).not.toContain('hashicorp/null');
});

test('treats an entry of OpenTofu’s registry as the same provider', () => {
  const entry = nullEntry('3.2.3', 'registry.opentofu.org');
  expect(render(entry, { own, others: { null: '3.2.4' } })).not.toContain('3.2.3');
  expect(render(entry, { own, others: { null: '3.2.3' } })).toContain(entry);
});

test('keeps an entry of a provider that only the state needs', () => {
  expect(render(nullEntry('3.2.4'), { own, others: {} })).toContain(nullEntry('3.2.4'));
});

test('is idempotent', () => {
  const others = { null: '3.2.4', random: '>= 3' };
  const once = render(nullEntry('3.2.4'), { own, others });
  expect(render(once, { own, others })).toBe(once);
  const windows = once.replaceAll('\n', '\r\n');
  expect(render(windows, { own, others })).toBe(windows);
});

test('writes the file atomically and does not touch an up-to-date one', () => {
  const folder = temporaryFolder();
  const path = join(folder, '.terraform.lock.hcl');
  writeLockFile(folder, { own, others: {} });
  const before = statSync(path);
  writeLockFile(folder, { own, others: {} });
  expect(statSync(path).ino).toBe(before.ino);
  expect(readFileSync(path, 'utf8')).toBe(render('', { own, others: {} }));
  expect(readdirSync(folder)).toEqual(['.terraform.lock.hcl']);
});

describe('entries of other providers stay byte for byte', () => {
  const entry = nullEntry('3.2.3');

  test.each([
    ['a constraint that is not understood', entry, '>= 1.0.0-beta1'],
    ['a pre-release range', entry, '~> 5.0-beta'],
    ['an empty constraint', entry, ''],
    ['a trailing comma', entry, '~> 3.2,'],
    ['an indented entry', entry.replaceAll(/^/gm, '  '), '~> 3.2'],
    ['an entry on one line', 'provider "registry.terraform.io/hashicorp/null" { version = "3.2.3" }', '~> 3.2'],
    ['an entry behind a comment that looks like the start of another', `# zip/*\n${entry}\n# */`, '~> 3.2'],
    ['an entry between comments', `// first\n${entry}\n/* last */`, '~> 3.2'],
    ['no version at all', 'provider "registry.terraform.io/hashicorp/null" {\n  hashes = ["h1:x="]\n}', '~> 3.2'],
    ['a heredoc', `${entry}\nnote = <<EOT\nprovider "x" {\nEOT`, '~> 3.2'],
  ])('%s', (_, previous, constraint) => {
    const { text, dropped } = renderLockFile(previous, { own, others: { null: constraint } });
    expect(text).toContain(previous.trim());
    expect(dropped).toEqual([]);
    expect(render(text, { own, others: { null: constraint } })).toBe(text);
  });

  test('a byte order mark stays at the start of the file', () => {
    const { text } = renderLockFile(`\ufeff${entry}\n`, { own, others: {} });
    expect(text.startsWith('\ufeff#')).toBe(true);
    expect(text.lastIndexOf('\ufeff')).toBe(0);
    expect(text).toContain(entry);
  });

  test('line endings stay as they are', () => {
    const windows = entry.replaceAll('\n', '\r\n');
    const { text } = renderLockFile(`${windows}\r\n`, { own, others: { null: '~> 3.2' } });
    expect(text).toContain(windows);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });
});

test('reports a dropped entry with its version and the constraint that it does not meet', () => {
  const { text, dropped } = renderLockFile(nullEntry('3.2.3'), { own, others: { null: '3.2.4' } });
  expect(text).not.toContain('3.2.3');
  expect(dropped).toEqual([
    { source: 'registry.terraform.io/hashicorp/null', version: '3.2.3', constraints: ['3.2.4'] },
  ]);
});

test.each([
  ['provider "x" {', 'line 1: a block is not closed'],
  ['<<<<<<< HEAD\n', 'line 1: expected a block or an attribute, got "<"'],
  ['\n\nprovider "x {\n}', 'line 3: unterminated string'],
])('does not change a lock file that is not HCL: %j', (previous, problem) => {
  const folder = temporaryFolder();
  const path = join(folder, '.terraform.lock.hcl');
  writeFileSync(path, previous);
  expect(() => writeLockFile(folder, { own, others: {} })).toThrow(
    `the lock file "${path}" is not valid HCL (${problem}). Fix it, or delete it`,
  );
  expect(readFileSync(path, 'utf8')).toBe(previous);
});

describe('refuses a lock file that is no file, and changes nothing', () => {
  test.each<[string, (path: string) => void, string]>([
    ['a link', (path) => symlinkSync('elsewhere', path), 'is a symbolic link, which the installer does not follow'],
    ['a named pipe', namedPipe, 'it is a named pipe, not a file'],
    ['a folder', mkdirSync, 'it is a folder, not a file'],
  ])('%s', (_, create, problem) => {
    const folder = temporaryFolder();
    create(join(folder, '.terraform.lock.hcl'));
    expect(() => writeLockFile(folder, { own, others: {} })).toThrow(problem);
    expect(readdirSync(folder)).toEqual(['.terraform.lock.hcl']);
  });
});

test.each([
  ['blocks', 'a {'.repeat(100_000), 'blocks are nested more than 100 levels deep'],
  ['templates', `a = "${'${"'.repeat(100_000)}`, 'templates are nested more than 100 levels deep'],
])('says that %s are nested too deeply', (_, previous, problem) => {
  expect(() => render(previous, { own, others: {} })).toThrow(`line 1: ${problem}`);
});

test('keeps what follows a million blank lines, and a number beyond Unicode', () => {
  const entry = 'provider "example.com/a/b" {\n  version = "\\UFFFFFFFF"\n}';
  expect(render(`${'\r\n'.repeat(1_000_000)}${entry}`, { own, others: {} })).toMatch(/\}\r\n\r\nprovider "example/);
});

test('reads thousands of entries in CPU time that grows with their number', () => {
  const entries = nullEntry('3.2.4').repeat(5_000);
  const { user } = process.cpuUsage();
  expect(render(entries.replaceAll('}provider', '}\nprovider'), { own, others: {} }).length).toBeGreaterThan(
    entries.length,
  );
  // 0.2 s; a search through all tokens for each attribute took 10 s.
  expect(process.cpuUsage().user - user).toBeLessThan(3e6);
});
