/** The CLI as a whole: help, usage errors and exit codes. */

import { commands, groups } from '../../src/cli/run';
import { version } from '../../src/version';
import { Terminal } from './terminal';

test('--version prints only the version', async () => {
  const terminal = new Terminal();
  expect(await terminal.run('--version')).toBe(0);
  expect([terminal.out, terminal.err]).toEqual([`${version}\n`, '']);
});

test('--help lists every command and the exit codes on stdout', async () => {
  const terminal = new Terminal();
  expect(await terminal.run('--help')).toBe(0);
  for (const { name } of commands) expect(terminal.out).toContain(`  ${name.split(' ')[0]}`);
  expectExitCodes(terminal);
});

test.each(Object.keys(groups))('--help of the group "%s" lists its commands and the exit codes', async (group) => {
  const terminal = new Terminal();
  expect(await terminal.run(group, '--help')).toBe(0);
  for (const { name } of commands) {
    if (name.startsWith(`${group} `)) expect(terminal.out).toContain(`\n  ${name.split(' ')[1]} `);
  }
  expectExitCodes(terminal);
});

function expectExitCodes(terminal: Terminal): void {
  for (const code of ['0    success', '1    failure', '2    usage error', '3    check failed', '130  interrupted']) {
    expect(terminal.out).toContain(code);
  }
  expect(terminal.err).toBe('');
}

test.each(commands)('the help of $name has its options and examples', async ({ name, options, examples }) => {
  const terminal = new Terminal();
  expect(await terminal.run(...name.split(' '), '--help')).toBe(0);
  for (const line of [...options.map(({ flags }) => flags), ...examples]) expect(terminal.out).toContain(line);
  expect(examples.length).toBeGreaterThan(0);
});

test.each(commands)('the help of $name lists its exit codes', async ({ name, exitCodes = {} }) => {
  const terminal = new Terminal();
  await terminal.run(...name.split(' '), '--help');
  const [, list = ''] = /^Exit codes:\n((?: {2}.+\n)+)/m.exec(terminal.out) ?? [];
  const found = Object.fromEntries(
    [...list.matchAll(/^ {2}(\d+) +(.*(?:\n {7}.*)*)/gm)].map(([, code, meaning]) => [
      code,
      meaning?.replace(/\s+/g, ' '),
    ]),
  );
  // No command ends with a code 3 that it does not explain.
  const all = {
    0: 'success',
    1: 'failure',
    2: 'usage error',
    130: 'interrupted (143 by SIGTERM, 129 by SIGHUP)',
    ...exitCodes,
  };
  const expected = Object.entries(all).filter(([, meaning]) => meaning !== null);
  expect(found).toEqual(Object.fromEntries(expected));
});

test('the help marks required options', async () => {
  const terminal = new Terminal();
  await terminal.run('cmks', 'create', '--help');
  const marked = terminal.out
    .replace(/\n {6,}/g, ' ')
    .split('\n')
    .filter((line) => line.endsWith('(required)'));
  expect(marked.map((line) => line.trim().split(' ')[0])).toEqual(['--provider', '--resource']);
});

test('prints the help to stderr as a usage error without a command', async () => {
  const terminal = new Terminal();
  expect(await terminal.run()).toBe(2);
  expect(terminal.out).toBe('');
  expect(terminal.err).toContain('Usage: aiven-byok');
});

test.each([
  [['emulatr'], 'error: unknown command "emulatr"\n(Did you mean emulator?)\nSee "aiven-byok --help".\n'],
  [
    ['emulator', '--prot', '1'],
    'error: unknown option "--prot"\n(Did you mean --port?)\nSee "aiven-byok emulator --help".\n',
  ],
  [
    ['emulator', '--port', 'x'],
    'error: Invalid --port: expected a port from 0 to 65535, got "x".\nSee "aiven-byok emulator --help".\n',
  ],
  [['emulator', '--shape', 'x'], 'error: Invalid --shape: expected "full" or "openapi", got "x".\n'],
  [['emulator', 'extra'], 'too many arguments for "emulator"'],
])('%j is a usage error with a hint', async (argv, message) => {
  const terminal = new Terminal();
  expect(await terminal.run(...argv)).toBe(2);
  expect(terminal.err).toContain(message);
  expect(terminal.out).toBe('');
});

test.each([
  ['--project acme-prod cmks list', 'Put options after the command, as in "aiven-byok cmks list --project <name>".'],
  ['--json cmks list', 'Put options after the command, as in "aiven-byok cmks list --json".'],
  ['services --no-wait set-key x', 'Put options after the command, as in "aiven-byok services set-key --no-wait".'],
  ['--auth-token secret cmks list', 'Pass the token in AIVEN_TOKEN, or in a file with --token-file.'],
  ['cmks list --token secret', 'Pass the token in AIVEN_TOKEN, or in a file with --token-file.'],
])('%s is a usage error that says where the option belongs', async (line, hint) => {
  const terminal = new Terminal();
  expect(await terminal.run(...line.split(' '))).toBe(2);
  expect(terminal.err.split('\n')).toContain(hint);
  expect(terminal.err).not.toContain('secret');
});

test('gives no such hint for an option of another command', async () => {
  const terminal = new Terminal();
  expect(await terminal.run('check', '--wait')).toBe(2);
  expect(terminal.err).not.toContain('Put options after');
});

const valued = commands.flatMap(({ name, options }) =>
  options
    .filter(({ flags }) => flags.includes('<'))
    .map(({ flags }) => [name, /--[\w-]+/.exec(flags)?.[0] ?? ''] as const),
);

test.each(valued)('%s rejects an empty %s', async (name, option) => {
  for (const words of [[option, ''], [`${option}=`], [option, ' ']]) {
    const terminal = new Terminal();
    expect(await terminal.run(...name.split(' '), ...words)).toBe(2);
    expect(terminal.err).toMatch(new RegExp(`^error: ${option} is empty\\.\nPass a value.*\\.\n$`));
    expect(terminal.out).toBe('');
  }
});

describe('an error', () => {
  const failing = ['emulator', '--seed', '/nowhere/seed.json'];

  test('is one line on stderr and a hint on the next, without a stack', async () => {
    const terminal = new Terminal();
    expect(await terminal.run(...failing)).toBe(1);
    expect(terminal.err).toMatch(
      /^error: Cannot start the emulator: Cannot read the seed file "\/nowhere\/seed.json".*\nCheck the file of --seed: .*\n$/,
    );
    expect(terminal.out).toBe('');
  });

  test.each([[['--debug', ...failing]], [[...failing, '--debug']]])('has its stack with %j', async (argv) => {
    const terminal = new Terminal();
    await terminal.run(...argv);
    expect(terminal.err).toMatch(/\n {4}at /);
  });
});

describe('colors', () => {
  test('are used on a terminal', async () => {
    const terminal = new Terminal({ isTTY: true });
    await terminal.run('emulatr');
    expect(terminal.err.startsWith('\x1b[31merror:\x1b[39m unknown command')).toBe(true);
  });

  test.each([
    ['in a pipe', {}, false],
    ['with NO_COLOR', { NO_COLOR: '1' }, true],
    ['on a dumb terminal', { TERM: 'dumb' }, true],
  ])('are not used %s', async (_, env, isTTY) => {
    const terminal = new Terminal({ env, isTTY });
    await terminal.run('emulatr');
    expect(terminal.err).toMatch(/^error: unknown command/);
  });
});
