import { at, escaped, gridLine, label, logScale } from "./drawing.ts";
import type { RunFinding } from "./run.ts";
import { sayChance, sayMoney, sayRange } from "./say.ts";

const frame = { width: 720, height: 380, left: 84, right: 700, top: 16, bottom: 330 };

/** The chance that a year costs more than so much, with its 90% band, both axes logarithmic; SVG, or words where no year cost anything. */
export function drawExceedance(finding: RunFinding): string {
  const points = finding.exceedance.filter(({ loss, chance }) => loss > 0 && chance > 0);
  const [first, last] = [points[0], points[points.length - 1]];
  if (!first || !last) return "<p>No year that was played cost anything.</p>";
  const money = (amount: number) => sayMoney(amount, finding.currency);
  const rarest = Math.min(last.chance, ...points.map(({ low }) => low).filter((low) => low > 0), 0.5);
  const x = logScale(first.loss, Math.max(last.loss, first.loss * 10), frame.left, frame.right);
  const y = logScale(Math.max(rarest, 1e-9), 1, frame.bottom, frame.top);
  const upper = points.map(({ loss, high }) => `${at(x.at(loss))},${at(y.at(high))}`);
  const lower = points.map(({ loss, low }) => `${at(x.at(loss))},${at(y.at(low))}`).reverse();
  const line = points.map(({ loss, chance }) => `${at(x.at(loss))},${at(y.at(chance))}`);
  const marks = [
    { loss: finding.mean.value, words: "mean" },
    { loss: finding.p99.value, words: "1 year in 100" },
    { loss: finding.capital, words: "capital" },
  ].filter(
    (mark): mark is { loss: number; words: string } =>
      mark.loss !== null && mark.loss >= first.loss && mark.loss <= last.loss,
  );
  return [
    `<svg viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-label="${escaped(inWords(finding, money))}">`,
    ...y.ticks.map((chance) => gridLine(frame.left, y.at(chance), frame.right, y.at(chance))),
    ...y.ticks.map((chance) =>
      label(frame.left - 8, y.at(chance) + 4, chance === 1 ? "every year" : sayChance(chance), "end"),
    ),
    ...x.ticks.map((loss) => gridLine(x.at(loss), frame.top, x.at(loss), frame.bottom)),
    ...x.ticks.map((loss) => label(x.at(loss), frame.bottom + 18, money(loss), "middle")),
    `<polygon class="band" points="${[...upper, ...lower].join(" ")}"/>`,
    `<polyline class="curve" points="${line.join(" ")}"/>`,
    ...marks.flatMap(({ loss, words }, index) => [
      `<line class="mark" x1="${at(x.at(loss))}" y1="${frame.top}" x2="${at(x.at(loss))}" y2="${frame.bottom}"/>`,
      label(x.at(loss) - 4, frame.bottom - 8 - 16 * index, words, "end"),
    ]),
    label((frame.left + frame.right) / 2, frame.height - 8, "loss of a year", "middle", "axis"),
    "</svg>",
  ].join("\n");
}

function inWords(finding: RunFinding, money: (amount: number) => string): string {
  const { p50, p99 } = finding;
  if (p50.value === null || p99.value === null) return "Chance that a year costs more than so much";
  return `Chance that a year costs more than so much: one year in 2 more than ${money(p50.value)}, one in 100 more than ${sayRange(p99.low ?? p99.value, p99.high ?? p99.value, money)}`;
}
