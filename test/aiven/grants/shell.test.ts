import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { formatShellCommand, quoteShellArgument } from '../../../src/aiven/grants';
import { dozensOf, hostileName, repeatable, seed } from './samples';
import { wordsOf } from './shell-round-trip';

describe('quoting an argument', () => {
  test('leaves alone what no shell touches', () => {
    const plain = 'arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab';
    expect(quoteShellArgument(plain)).toBe(plain);
    expect(quoteShellArgument('--member=group:access.example@aiven.io')).toBe('--member=group:access.example@aiven.io');
  });

  test('quotes only the value of an option, for reading', () => {
    expect(quoteShellArgument('--role=Key Vault')).toBe("--role='Key Vault'");
    expect(quoteShellArgument('--a b=c')).toBe("'--a b=c'");
  });

  test('keeps the empty argument', () => {
    expect(quoteShellArgument('')).toBe("''");
  });

  test('quotes what another shell would expand: a leading ~ or =, braces, history', () => {
    for (const word of ['~', '=ls', '{a,b}', '!!']) expect(quoteShellArgument(word)).toBe(`'${word}'`);
  });

  test('refuses a NUL character, which no argument can hold', () => {
    expect(() => quoteShellArgument('a\0b')).toThrow('"a\\u0000b" holds a NUL character');
  });
});

describe.each(['bash', 'sh'])('a command line in %s', (shell) => {
  test(`hands every word on as it was, whatever is in it ${repeatable}`, () => {
    const command = fc.record({ words: fc.array(hostileName, { maxLength: 12 }), multiline: fc.boolean() });
    fc.assert(
      fc.property(dozensOf(command), (commands) => {
        const lines = commands.map(({ words, multiline }) => formatShellCommand(['program', ...words], { multiline }));
        expect(wordsOf(lines, shell)).toEqual(commands.map(({ words }) => ['program', ...words]));
      }),
      { seed, numRuns: 8 },
    );
  });

  test('runs nothing that a name asks for', () => {
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

test('a long command can be broken before its options', () => {
  const line = formatShellCommand(['gcloud', 'kms', 'keys', '--role=a b', '--project=acme'], { multiline: true });
  expect(line).toBe("gcloud kms keys \\\n  --role='a b' \\\n  --project=acme");
  expect(wordsOf([line])).toEqual([['gcloud', 'kms', 'keys', '--role=a b', '--project=acme']]);
});
