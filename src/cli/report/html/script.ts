/** The script of the HTML report: sorts and filters its tables. Without it, the tables are complete but static. */

/** Plain JavaScript for the browser. */
export const script = `
'use strict';
for (const table of document.querySelectorAll('table')) {
  const body = table.tBodies[0];
  if (body.rows.length < 2) continue;
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, index) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const descending = head.getAttribute('aria-sort') === 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      const valueOf = (row) => row.cells[index].dataset.sort ?? row.cells[index].textContent;
      const order = new Intl.Collator(undefined, { numeric: true }).compare;
      const rows = [...body.rows].sort((a, b) => order(valueOf(a), valueOf(b)) * (descending ? -1 : 1));
      body.append(...rows);
    });
  });
}
for (const controls of document.querySelectorAll('.controls')) {
  const table = document.getElementById(controls.dataset.table);
  const [text, category] = controls.querySelectorAll('input, select');
  const shown = controls.querySelector('output');
  const rows = [...table.tBodies[0].rows];
  const filter = () => {
    const words = text.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const content = row.textContent.toLowerCase();
      row.hidden = !(words.every((word) => content.includes(word)) && (category.value === '' || row.dataset.category === category.value));
      if (!row.hidden) count += 1;
    }
    shown.textContent = count === rows.length ? '' : count + ' of ' + rows.length + ' services shown';
  };
  text.addEventListener('input', filter);
  category.addEventListener('input', filter);
  controls.hidden = false;
  filter();
}
`;
