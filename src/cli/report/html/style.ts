/** The style of the HTML report: light and dark, for paper and narrow screens, without animations. */

const light = `--back: #fff; --text: #1b1f24; --soft: #57606a; --line: #d0d7de; --band: #f6f8fa; --link: #0550ae; --bad: #a40e26;
  --protected: #1f7a4d; --in_transition: #b7791f; --old_key: #b4532a; --unknown_key: #8250df; --unprotected: #c62832; --exempt: #6e7781; --mark: #fff;`;

export const style = `
:root { color-scheme: light dark; ${light} }
@media screen and (prefers-color-scheme: dark) { :root { --back: #0d1117; --text: #e6edf3; --soft: #9aa4af; --line: #3a424c; --band: #161b22;
  --link: #79c0ff; --bad: #ff8f9a; --protected: #3fb27f; --in_transition: #d9a441; --old_key: #e08a5f; --unknown_key: #b392f0; --unprotected: #f0727a;
  --exempt: #8b949e; --mark: #0d1117; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 78rem; background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
h1, h2, h3, p, li, dd, th, td { overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 3rem 0 .5rem; padding-top: .75rem; border-top: 2px solid var(--text); }
h3 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
p { margin: .5rem 0; max-width: 70ch; }
a { color: var(--link); }
code { font-weight: 400; font-family: ui-monospace, monospace; font-size: .85em; }
code.name, td > .id, th > .id, small { display: block; } code.name span { display: inline-block; max-width: 100%; vertical-align: top; text-wrap: balance; }
code.id { color: var(--soft); } .key .id { white-space: nowrap; }
small { font-weight: 400; font-size: .85em; color: var(--soft); }
.soft { color: var(--soft); }
.summary { font-size: 1.2rem; }
.origin { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: .75rem 0 0; }
.origin dt { font-size: .8rem; color: var(--soft); } .origin dd { margin: 0; }
.notice { border: 2px solid var(--bad); border-radius: 6px; padding: .25rem 1rem; margin: 1rem 0; }
.patterns { position: absolute; }
pattern path { stroke: var(--mark); stroke-opacity: .55; stroke-width: 1.4; fill: none; } pattern circle { fill: var(--mark); fill-opacity: .7; }
.protected { fill: var(--protected); } .in_transition { fill: var(--in_transition); } .old_key { fill: var(--old_key); }
.unknown_key { fill: var(--unknown_key); } .unprotected { fill: var(--unprotected); } .exempt { fill: var(--exempt); }
.bar { display: block; flex: none; height: 12px; min-width: 3px; } .bar.whole { width: 100%; height: 28px; margin: 1rem 0 .75rem; }
.bar.whole rect { stroke: var(--back); stroke-width: 2; }
.scale { display: flex; align-items: center; gap: .5rem; padding-right: 6.5rem; white-space: nowrap; min-height: 1.5em; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .35rem 1.5rem; margin: 0 0 1.5rem; padding: 0; }
.legend b { font-size: 1.25rem; font-variant-numeric: tabular-nums; }
.mark { width: 14px; height: 14px; margin-right: .35rem; }
.controls { display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; align-items: end; margin: .5rem 0; }
.controls label { display: grid; gap: .2rem; font-size: .9rem; color: var(--soft); }
input, select { font: inherit; padding: .35rem .5rem; color: var(--text); background: var(--back); border: 1px solid var(--soft); border-radius: 6px; min-width: 14rem; height: 2.3rem; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; font-size: .92rem; }
caption { text-align: left; color: var(--soft); padding: .25rem 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); }
thead th { vertical-align: bottom; overflow-wrap: normal; border-bottom: 2px solid var(--soft); }
tbody tr:hover { background: var(--band); } tfoot { font-weight: 600; }
th[scope=row] { font-weight: 600; } tbody th.key { font-weight: 400; }
.number { font-variant-numeric: tabular-nums; }
.cloud { font-weight: 600; text-transform: uppercase; font-size: .85em; }
.coverage::before { content: ""; display: inline-block; width: .7em; height: .7em; margin-right: .45em; border-radius: 2px; background: var(--of); }
.of-protected { --of: var(--protected); } .of-in_transition { --of: var(--in_transition); } .of-old_key { --of: var(--old_key); }
.of-unknown_key { --of: var(--unknown_key); } .of-unprotected { --of: var(--unprotected); font-weight: 600; } .of-exempt { --of: var(--exempt); }
.tag { display: inline-block; overflow-wrap: normal; font-size: .85em; padding: 0 .4em; border: 1px solid var(--soft); border-radius: 4px; }
.tag.bad { border: 2px solid var(--bad); color: var(--bad); font-weight: 700; }
.words { display: grid; gap: .6rem; margin: 0; } .words div { display: grid; grid-template-columns: 11rem minmax(0, 70ch); gap: 1rem; }
.words dt { font-weight: 600; } .words dd { margin: 0; }
thead button { all: unset; cursor: pointer; font-weight: 600; }
thead button::after { content: " \\2195" / ""; color: var(--soft); }
th[aria-sort=ascending] button::after { content: " \\25B2" / ""; } th[aria-sort=descending] button::after { content: " \\25BC" / ""; }
a:focus-visible, thead button:focus-visible, input:focus-visible, select:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
[hidden] { display: none; }
@media print, screen and (min-width: 48.01rem) {
  .services th:nth-child(1) { width: 25%; } .services th:nth-child(2) { width: 17%; } .services th:nth-child(3) { width: 13%; }
  .keys th:nth-child(1) { width: 38%; } .keys th:nth-child(2) { width: 19%; } .keys th:nth-child(3) { width: 15%; } .keys th:nth-child(4) { width: 14%; }
  .projects th:nth-child(1) { width: 17%; } .projects th:nth-child(2) { width: 19%; } .projects .number { padding-right: .5rem; } .projects th.number { font-size: .8rem; }
  .attention th { width: 25%; } .attention th:nth-child(2):not(:nth-last-child(2)) { width: 17%; } .attention th.key { width: auto; }
  .changes th:nth-child(1) { width: 30%; } .changes th:nth-child(2) { width: 18%; } .exemptions th:nth-child(4) { width: 40%; }
  .number { text-align: right; }
}
@media screen and (max-width: 48rem) {
  body { padding: 1.25rem 1rem 3rem; }
  table, tbody, tfoot, caption { display: block; } thead { display: none; }
  tr { display: grid; grid-template-columns: 1fr 1fr; gap: .5rem 1rem; padding: .75rem 0; border-bottom: 1px solid var(--line); }
  table th, table td { border: 0; padding: 0; min-width: 0; } th[scope=row], .key, .size, .reason { grid-column: 1 / -1; }
  .projects tr { grid-template-columns: repeat(3, 1fr); }
  td::before { content: attr(data-label); display: block; font-size: .8rem; color: var(--soft); }
  td:empty { display: none; }
  .words div { grid-template-columns: 1fr; gap: 0; } input, select { min-width: 0; width: 100%; } .controls label { flex: 1 1 100%; }
}
@page { size: landscape; margin: 14mm 12mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; } }
@media print {
  :root { font-size: 8pt; ${light} --text: #000; --soft: #333; }
  body { padding: 0; max-width: none; } .controls { display: none; }
  tbody tr[hidden] { display: table-row; }
  h1, h2, h3, h2 + p, caption, thead, .bar.whole, .legend { break-after: avoid; } tbody tr:first-child { break-before: avoid; } h2 { margin-top: 2rem; } th, td { padding-block: .3rem; }
  thead { display: table-header-group; } tfoot { display: table-row-group; } tr, .bar, .legend, .notice, .words, [aria-labelledby=limits] { break-inside: avoid; }
  /* Chrome omits buttons from a repeated header. */ thead button { display: contents; } thead button::after { content: none !important; } a { color: inherit; text-decoration: none; }
  rect, .coverage::before { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
