/** `completion`: the scripts, in the shells themselves where they are installed. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../../src/cli/run';
import { temporaryFolder } from '../../support/temporary';
import { Terminal } from '../terminal';

type Shell = 'bash' | 'zsh' | 'fish';

async function scriptOf(shell: Shell): Promise<string> {
  const terminal = new Terminal();
  expect(await terminal.run('completion', shell)).toBe(0);
  return terminal.out;
}

const shellQuote = (word: string) => `'${word}'`;

/** What each shell is told to do after the script, and prints then: the words that it offers. */
const asking: Record<Shell, (words: readonly string[]) => string> = {
  bash: (words) =>
    `COMP_WORDS=(${words.map(shellQuote).join(' ')}); COMP_CWORD=${words.length - 1}; _aiven_byok; printf '%s\\n' "\${COMPREPLY[@]}"`,
  zsh: (words) => `words=(${words.map(shellQuote).join(' ')}); CURRENT=${words.length}; _aiven_byok`,
  fish: (words) => `complete -C ${shellQuote(words.join(' '))}`,
};

/** Completion as zsh itself does it needs a terminal: what the script asks of it is printed in its place. */
const before: Record<Shell, string> = {
  bash: '',
  zsh: `compdef() { :; }; _files() { print -l -- *; }; _describe() { print -l -- \${(P)2}; }\n`,
  fish: '',
};

async function offered(shell: Shell, line: string, folder = temporaryFolder()): Promise<string[]> {
  const script = `${before[shell]}${await scriptOf(shell)}\n${asking[shell](line.split(' '))}`;
  const argv =
    shell === 'zsh' ? ['-f', '-c', script] : shell === 'fish' ? ['--no-config', '-c', script] : ['-c', script];
  const { stdout, stderr } = spawnSync(shell, argv, { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout
    .split('\n')
    .map((word) => word.split(/[:\t]/)[0] ?? '')
    .filter(Boolean);
}

const installed = (shell: Shell) => spawnSync(shell, ['--version']).status === 0;

for (const shell of ['bash', 'zsh', 'fish'] as const) {
  (installed(shell) ? describe : describe.skip)(
    `${shell}${installed(shell) ? '' : ' (skipped: not installed)'}`,
    () => {
      test('offers the commands first', async () => {
        const words = await offered(shell, 'aiven-byok ');
        const first = commands.map(({ name }) => name.split(' ')[0]);
        expect(words).toEqual(expect.arrayContaining(first));
      });

      test('offers the second words of a group, and the options of a command', async () => {
        expect(await offered(shell, 'aiven-byok cmks l')).toContain('list');
        const options = await offered(shell, 'aiven-byok services set-key orders --');
        expect(options).toEqual(expect.arrayContaining(['--cmk-id', '--aiven-managed', '--no-wait', '--project']));
        expect(options).not.toContain('--format');
      });

      test.each([
        ['aiven-byok cmks create --provider ', ['aws', 'azure', 'gcp', 'oci']],
        ['aiven-byok report --quiet --format ', ['csv', 'html', 'json', 'table']],
        [
          'aiven-byok report --fail-on ',
          ['default-key', 'in-transition', 'old-key', 'unknown-key', 'unprotected', 'unused-key'],
        ],
        ['aiven-byok cmks update --default-cmk ', ['false', 'true']],
        ['aiven-byok grants --project ', []],
      ])('%s', async (line, values) => {
        expect((await offered(shell, line)).sort()).toEqual(values);
      });

      test('offers files where a file is wanted, by the short option too', async () => {
        const folder = temporaryFolder();
        writeFileSync(join(folder, 'report.html'), '');
        mkdirSync(join(folder, 'plugins'));
        expect(await offered(shell, 'aiven-byok report -o ', folder)).toContain('report.html');
        expect((await offered(shell, 'aiven-byok provider install --dir ', folder)).join()).toContain('plugins');
      });

      test('a value that is called like a command leads nowhere', async () => {
        expect(await offered(shell, 'aiven-byok cmks list --project report --')).toContain('--json');
      });
    },
  );
}

test('another shell is wrong usage', async () => {
  const terminal = new Terminal();
  expect(await terminal.run('completion', 'tcsh')).toBe(2);
  expect(terminal.err).toContain('Allowed choices are bash, zsh, fish.');
});
