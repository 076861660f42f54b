/** Markdown compared by what it says: the formatter pads the cells of tables. */

/** The same page with every table row in one form. */
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
