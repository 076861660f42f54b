/** The style of the HTML report: light and dark, for paper and narrow screens. */

export const style = `
:root { color-scheme: light dark; --back: #fff; --text: #1b1f24; --soft: #57606a; --line: #d0d7de; --band: #f6f8fa; --link: #0550ae;
  --protected: #1f7a4d; --in_transition: #b7791f; --old_key: #b4532a; --unknown_key: #8250df; --unprotected: #c62832; --mark: #fff; }
@media (prefers-color-scheme: dark) { :root { --back: #0d1117; --text: #e6edf3; --soft: #9aa4af; --line: #3a424c; --band: #161b22;
  --link: #79c0ff; --protected: #3fb27f; --in_transition: #d9a441; --old_key: #e08a5f; --unknown_key: #b392f0; --unprotected: #f0727a;
  --mark: #0d1117; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 76rem; background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
.summary { font-size: 1.15rem; margin: .5rem 0; }
.soft { color: var(--soft); margin: 0; }
figure { margin: 1rem 0; }
.picture { display: block; width: 100%; max-width: 60rem; height: auto; }
.picture text { fill: var(--text); font: 14px system-ui, sans-serif; }
.track { fill: var(--band); stroke: var(--line); }
.pattern path { stroke: var(--mark); stroke-width: 1.6; fill: none; }
.pattern circle { fill: var(--mark); }
.protected { fill: var(--protected); } .in_transition { fill: var(--in_transition); } .old_key { fill: var(--old_key); }
.unknown_key { fill: var(--unknown_key); } .unprotected { fill: var(--unprotected); }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: .75rem 0 0; padding: 0; }
.legend li { display: flex; align-items: center; gap: .5rem; }
.mark { width: 18px; height: 18px; }
.count { color: var(--soft); }
.controls { display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; align-items: end; margin: .5rem 0; }
.controls label { display: grid; gap: .2rem; font-size: .9rem; color: var(--soft); }
input, select { font: inherit; padding: .35rem .5rem; color: var(--text); background: var(--back); border: 1px solid var(--soft); border-radius: 6px; min-width: 14rem; height: 2.3rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
caption { text-align: left; color: var(--soft); padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
th[scope=row] { font-weight: 600; overflow-wrap: anywhere; min-width: 8rem; }
td { white-space: nowrap; } td.name { white-space: normal; }
tbody tr:hover { background: var(--band); }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
td.id { font-family: ui-monospace, monospace; font-size: .85em; }
td.name { font-family: ui-monospace, monospace; font-size: .85em; overflow-wrap: anywhere; min-width: 12rem; }
td.coverage::before { content: ""; display: inline-block; width: .7em; height: .7em; margin-right: .5em; border-radius: 2px; background: var(--of); }
td.of-protected { --of: var(--protected); } td.of-in_transition { --of: var(--in_transition); } td.of-old_key { --of: var(--old_key); }
td.of-unknown_key { --of: var(--unknown_key); } td.of-unprotected { --of: var(--unprotected); }
thead button { all: unset; cursor: pointer; font-weight: 600; color: var(--link); }
thead button:focus-visible, input:focus-visible, select:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
th[aria-sort=ascending] button::after { content: " \\25B2"; } th[aria-sort=descending] button::after { content: " \\25BC"; }
[hidden] { display: none !important; }
@page { size: A4 landscape; margin: 12mm; }
@media print { :root { font-size: 8pt; --back: #fff; --text: #000; --soft: #333; --line: #999; --band: #fff; --link: #000; --protected: #1f7a4d;
  --in_transition: #b7791f; --old_key: #b4532a; --unknown_key: #8250df; --unprotected: #c62832; --mark: #fff; }
  body { padding: 0; max-width: none; } .controls { display: none; } .scroll { overflow: visible; }
  thead { display: table-header-group; break-inside: avoid; } tr, figure { break-inside: avoid; } .picture { max-width: 60%; }
  th, td { padding-block: .2rem; } thead button { display: contents; } td.name, th[scope=row] { min-width: 0; }
  rect, td.coverage::before { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;
