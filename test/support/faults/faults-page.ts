/** docs/faults.md, made from the table that the faults matrix test runs. */

import { type Group, groups, outcomes } from './faults-table';
import type { FaultName } from './matrix-faults';

/** The page as Markdown. */
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
  '# Faults, and what becomes of them',
  '',
  'Every operation of the client under every fault of the emulator. The table is the data of `test/client/http/faults.test.ts`, which',
  'runs each cell and compares what the caller was told with what the emulator holds; `npm run generate` writes this page.',
  '',
  'A cell says what becomes of the operation when the fault strikes its first request / every request of it:',
  '',
  '- `ok 2`: done, with two requests of this operation (reads that settle a lost answer are not counted);',
  '- `network`, `timeout`, `server`, `contract` …: an error of this kind, and nothing happened;',
  '- the same with `?`: the error says that the operation may have taken effect (`ambiguous`).',
  '',
  'Never told done when it is not, never done twice, never told undone when it is done.',
  '',
];
