/** One page that can be mailed: everything in one file, light and dark, and good on paper. */
import { escaped } from "./drawing.ts";
import type { MapFinding } from "./map.ts";
import { sheetOfMap } from "./map-sheet.ts";
import { drawExceedance } from "./report-curve.ts";
import { drawMap } from "./report-map.ts";
import type { RunFinding } from "./run.ts";
import { sheetOfRun } from "./run-sheet.ts";
import { sayExactly } from "./say.ts";
import type { Cell, Table } from "./sheet.ts";

const style = `
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1d2433; --quiet: #5b6270; --line: #e4e1d8; --failure: #c2410c; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171d; --ink: #e8e6df; --quiet: #a3a8b3; --line: #2a2f39; --failure: #ff8a50; } }
@media print { :root { --paper: #fff; --ink: #000; --quiet: #444; --line: #ccc; --failure: #a33; } section { break-inside: avoid-page; } tr { break-inside: avoid; } }
body { margin: 0 auto; padding: 2.5rem 1.25rem; max-width: 58rem; background: var(--paper); color: var(--ink); font: 16px/1.55 Inter, system-ui, sans-serif; font-variant-numeric: tabular-nums; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 1rem; } h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
.lead { font-size: 1.15rem; max-width: 42rem; } .quiet, footer, caption, th { color: var(--quiet); }
svg { width: 100%; height: auto; } svg text { fill: var(--quiet); font-size: 12px; } svg .axis { font-size: 13px; } svg .name { fill: var(--ink); }
.grid { stroke: var(--line); } .band { fill: var(--failure); opacity: .22; } .curve { fill: none; stroke: var(--failure); stroke-width: 2; }
.mark { stroke: var(--ink); stroke-dasharray: 3 4; } .hatch { stroke: var(--ink); stroke-width: 1.4; }
.key { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .875rem; } .key i { display: inline-block; width: .75em; height: .75em; border-radius: 50%; margin-right: .4em; }
.key .hatched { background: repeating-linear-gradient(45deg, var(--ink) 0 1px, transparent 1px 4px); }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line); } th { font-weight: 500; } .figure { text-align: right; white-space: nowrap; }
ul { columns: 21rem; column-gap: 2rem; padding-left: 1.1rem; font-size: .8125rem; } li { break-inside: avoid; }
footer { margin-top: 3rem; font-size: .875rem; }`;

/** The report of a run as one HTML page that needs nothing else; `made` says when and by what, in words. */
export function renderReport(run: RunFinding, map: MapFinding, made: string): string {
  const [runSheet, mapSheet] = [sheetOfRun(run), sheetOfMap(map)];
  const assumptions = [
    ...new Map([...runSheet.assumptions, ...mapSheet.assumptions].map((each) => [each.what, each])).values(),
  ];
  const [losses, ...others] = runSheet.tables;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(runSheet.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(runSheet.title)}</h1>
<p class="lead">${escaped(runSheet.sentences.join(" "))}</p>
<section><h2>How likely a year costs more than so much</h2>
${drawExceedance(run)}
<p class="quiet">The band is where the line lies with 90% certainty, by the number of years played.</p></section>
${losses ? drawTable(losses) : ""}
<section><h2>How predictable, how dangerous</h2>
<p>${escaped(mapSheet.sentences.join(" "))}</p>
${drawMap(map)}</section>
${[...others, ...mapSheet.tables].map(drawTable).join("\n")}
<section><h2>What is assumed</h2>
<ul>
${assumptions.map(({ what, whose }) => `<li>${escaped(what)} <span class="quiet">(${escaped(whose)})</span></li>`).join("\n")}
</ul></section>
</main>
<footer>${escaped([...runSheet.remarks, made].join(" · "))}</footer>
</body>
</html>
`;
}

function drawTable(table: Table): string {
  const heads = table.columns.map(
    ({ title, figures }) => `<th scope="col"${figures ? ' class="figure"' : ""}>${escaped(title)}</th>`,
  );
  const rows = table.rows.map(
    (row) =>
      `<tr>${row.map((cell, index) => drawCell(cell, table.columns[index]?.figures ?? false)).join("")}</tr>`,
  );
  return `<section><h2>${escaped(table.title)}</h2>
<div class="wide"><table><thead><tr>${heads.join("")}</tr></thead><tbody>
${rows.join("\n")}
</tbody></table></div></section>`;
}

function drawCell({ said, exact, band }: Cell, figures: boolean): string {
  if (!figures) return `<td>${escaped(said)}</td>`;
  const value = typeof exact === "number" ? sayExactly(exact) : "";
  const between =
    band && band.low !== null && band.high !== null
      ? ` (${sayExactly(band.low)} to ${sayExactly(band.high)})`
      : "";
  return `<td class="figure" title="${escaped(value + between)}">${escaped(said)}</td>`;
}
