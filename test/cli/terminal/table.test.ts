/** Tables: complete in a pipe, within the width of a terminal. */

import { type Column, layOutRecord, layOutTable } from '../../../src/cli/terminal/table';

interface Row {
  id: string;
  name: string;
  when: string;
}

const columns: readonly Column<Row>[] = [
  { title: 'ID', value: ({ id }) => id },
  { title: 'NAME', value: ({ name }) => name, narrow: 'below' },
  { title: 'WHEN', value: ({ when }) => when, narrow: 'hide' },
];
const rows: Row[] = [
  { id: 'one', name: 'projects/acme', when: '2026' },
  { id: 'three', name: '', when: '2027' },
];

test('shows all columns without a width', () => {
  expect(layOutTable(columns, rows)).toEqual({
    head: 'ID     NAME           WHEN',
    lines: ['=====  =============  ====', 'one    projects/acme  2026', 'three  -              2027'],
    hidden: [],
  });
});

test.each<[number, string, string[], string[]]>([
  [26, 'ID     NAME           WHEN', ['=====  =============  ====', 'one    projects/acme  2026'], []],
  [25, 'ID     NAME', ['=====  =============', 'one    projects/acme'], ['WHEN']],
  [19, 'ID', ['=====', 'one', '  projects/acme'], ['WHEN']],
  [12, 'ID', ['=====', 'one', '  projects/', '  acme'], ['WHEN']],
])('hides, moves and wraps columns step by step for %d columns', (width, head, lines, hidden) => {
  const layout = layOutTable(columns, rows, width);
  expect(layout).toMatchObject({ head, hidden });
  expect(layout.lines.slice(0, lines.length)).toEqual(lines);
});

test('prints one field per line if even the narrowest table does not fit', () => {
  const { head, lines } = layOutTable(
    [{ title: 'ID', value: ({ id }: Row) => id }],
    [{ ...rows[0], id: 'x'.repeat(9) } as Row],
    8,
  );
  expect([head, lines]).toEqual(['', ['ID', '  xxxxxx', '  xxx']]);
});

test('wraps a long cell within its column, and leaves other rows on one line', () => {
  const id = '1b671a64-40d5-491e-99b0-da01ff1f3341';
  const services: readonly Column<{ name: string }>[] = [
    { title: 'SERVICE_NAME', value: ({ name }) => name, narrow: 'wrap' },
    { title: 'STATE', value: () => 'RUNNING' },
    { title: 'CMK_ID', value: () => id },
  ];
  const long = 'a-service-whose-name-is-as-long-as-a-name-can-be';
  const names = [{ name: 'orders' }, { name: long }, { name: 'plain' }];
  const { head, lines } = layOutTable(services, names, 80);
  const column = 80 - id.length - 'RUNNING'.length - 4;
  const row = (name: string) => `${name.padEnd(column)}  RUNNING  ${id}`;
  expect(head).toBe(`${'SERVICE_NAME'.padEnd(column)}  STATE    CMK_ID`);
  expect(lines.slice(1)).toEqual([row('orders'), row(long.slice(0, column)), long.slice(column), row('plain')]);
  // Too narrow even for the titles.
  expect(layOutTable(services, names, 50).head).toBe('');
});

test('prints a record with one field per line', () => {
  expect(layOutRecord(columns, rows[0] as Row, 20)).toEqual(['ID    one', 'NAME  projects/acme', 'WHEN  2026']);
  expect(layOutRecord(columns, rows[0] as Row, 15)).toEqual(['ID    one', 'NAME', '  projects/acme', 'WHEN  2026']);
});

test('aligns columns with wide characters', () => {
  const { lines } = layOutTable(columns, [{ id: '日本', name: 'a', when: 'b' }, ...rows]);
  expect(lines[1]).toBe('日本   a              b');
});
