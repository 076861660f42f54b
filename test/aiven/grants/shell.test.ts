import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { formatShellCommand } from '../../../src/aiven';
import { dozensOf, hostileName, repeatable, seed } from './samples';
import { wordsOf } from './shell-round-trip';

describe.each(['bash', 'sh'])('a command line in %s', (shell) => {
  test(`passes every word to the program unchanged ${repeatable}`, () => {
    const command = fc.record({ words: fc.array(hostileName, { maxLength: 12 }), multiline: fc.boolean() });
    fc.assert(
      fc.property(dozensOf(command), (commands) => {
        const lines = commands.map(({ words, multiline }) => formatShellCommand(['program', ...words], { multiline }));
        expect(wordsOf(lines, shell)).toEqual(commands.map(({ words }) => ['program', ...words]));
      }),
      { seed, numRuns: 8 },
    );
  });

  test('never executes part of a name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'grants-'));
    const trap = join(folder, 'sprung');
    try {
      const words = [
        `$(touch ${trap})`,
        `\`touch ${trap}\``,
        `'; touch ${trap}; '`,
        `"; touch ${trap}; "`,
        `\n touch ${trap}\n`,
      ];
      expect(wordsOf([formatShellCommand(['program', ...words])], shell)).toEqual([['program', ...words]]);
      expect(existsSync(trap)).toBe(false);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('multiline breaks the line before each option', () => {
  const line = formatShellCommand(['gcloud', 'kms', 'keys', '--role=a b', '--project=acme'], { multiline: true });
  expect(line).toBe("gcloud kms keys \\\n  --role='a b' \\\n  --project=acme");
  expect(wordsOf([line])).toEqual([['gcloud', 'kms', 'keys', '--role=a b', '--project=acme']]);
});
