/** Generates docs/internals/faults.md from the table that the fault matrix test checks. */

import { type Group, groups, outcomes } from './faults-table';
import type { FaultName } from './matrix-faults';

/** docs/internals/faults.md as Markdown. */
export function faultsPage(): string {
  const names = Object.keys(groups) as Group[];
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const heads = names.map((name) => groups[name].map((operation) => `\`${operation}\``).join(' '));
  const body = (Object.keys(outcomes) as FaultName[]).map((fault) =>
    row([fault, ...names.map((name) => outcomes[fault][name].replace('|', '/'))]),
  );
  return [...introduction, row(['fault', ...heads]), row(['---', ...names.map(() => '---')]), ...body, ''].join('\n');
}

const introduction = [
  '# Faults and their outcomes',
  '',
  'This table shows how every operation of the client ends under every fault of the emulator. `test/client/http/faults.test.ts` runs',
  "each cell and compares the result with the emulator's state. `npm run generate` writes this page.",
  '',
  'A cell shows the outcome when the fault hits the first request of the operation / every request:',
  '',
  '- `ok 2`: the operation succeeded with two requests. Reads that resolve an ambiguous write do not count.',
  '- `network`, `timeout`, `server`, `contract`, …: the operation failed with an error of this kind and has not taken effect.',
  '- `network?`, …: the operation failed with an ambiguous error: it may have taken effect.',
  '',
  'In every cell, the client reports success only if the operation took effect, never applies it twice, and reports a plain failure',
  'only if it did not take effect.',
  '',
];
