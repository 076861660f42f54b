/** Where `report` writes, and in which format. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/temporary';
import { withScene } from '../scene';
import { withSample } from './sample';

test('--out writes a file', () =>
  withSample(async (scene) => {
    const file = join(temporaryFolder(), 'report.json');
    const { out, err } = await scene.run('report', '--json', '-o', file);
    expect([out, err]).toEqual(['', `Wrote ${file}\n`]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('summary');
  }));

test('--out writes a table as a pipe gets it: full width, without colors', () =>
  withSample(async (scene) => {
    const file = join(temporaryFolder(), 'report.txt');
    const { code, out } = await scene.runIn({ isTTY: true, columns: 40 }, 'report', '-o', file);
    expect([code, out]).toEqual([0, '']);
    expect(readFileSync(file, 'utf8')).toBe((await scene.run('report')).out);
  }));

test.each(['table', 'csv', 'html'])('--out - writes to stdout in the format %s', (format) =>
  withSample(async (scene) => {
    const argv = ['report', '--format', format];
    const dated = (out: string) => out.replace(/datetime="[^"]+">[^<]+/, '');
    const plain = await scene.run(...argv);
    const dashed = await scene.run(...argv, '-o', '-');
    expect(dated(dashed.out)).toBe(dated(plain.out));
    expect([dashed.code, dashed.err, existsSync('-')]).toEqual([0, '', false]);
  }),
);

test('names a file that cannot be written', () =>
  withSample(async (scene) => {
    const { code, err } = await scene.run('report', '-o', '/nowhere/report.txt');
    expect([code, err]).toEqual([
      1,
      'error: Cannot write the report to "/nowhere/report.txt": no such file or directory.\n',
    ]);
  }));

test.each([
  [['--format', 'html'], 'Refusing to print HTML to a terminal.'],
  [['--format', 'html', '--out', '-'], 'Refusing to print HTML to a terminal.'],
  [['--format', 'html', '--json', '--out', 'x'], 'Pass either --json or --format html, not both.'],
  [['--json', '--format', 'csv'], 'Pass either --json or --format csv, not both.'],
  [
    ['--format', 'pdf'],
    'Invalid --format: expected "table", "json", "csv", "html", "junit", "sarif" or "openmetrics", got "pdf".',
  ],
])('%j on a terminal is a usage error', (argv, message) =>
  withScene({}, async (scene) => {
    const { code, err } = await scene.runIn({ isTTY: true }, 'report', ...argv);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(scene.operations).toEqual([]);
  }),
);

test.each(['csv', 'html', 'json'])('a file in the format %s contains no control characters from names', (format) =>
  withSample(async (scene) => {
    const file = join(temporaryFolder(), 'report');
    await scene.run('report', '--format', format, '-o', file);
    expect(readFileSync(file, 'utf8')).not.toMatch(/[^\P{Cc}\n]|[\u2028\u202e]/u);
  }),
);
