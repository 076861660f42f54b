/** Normalizes Markdown tables for comparison. */

/** The page without the padding of table cells. */
export function withoutPadding(page: string): string {
  return page
    .split('\n')
    .map((line) => (line.startsWith('|') ? rowOf(line) : line))
    .join('\n');
}

function rowOf(line: string): string {
  const cells = line.split('|').map((cell) => cell.trim().replace(/^-+$/, '---'));
  return cells.join(' | ').trim();
}
