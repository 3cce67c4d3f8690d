import { at, escaped, gridLine, label, logScale } from "./drawing.ts";
import type { MapFailure, MapFinding, MapPlace } from "./map.ts";
import { sayChance, sayMoney, sayRate, sayShare } from "./say.ts";

const frame = { width: 720, height: 460, left: 84, right: 690, top: 20, bottom: 410 };
const largestRadius = 30;
const smallestRadius = 4;
const rarest = 1e-9;
/** Okabe and Ito's palette, told apart by the colour-blind too. */
const markers = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#b8a800", "#7a7a7a"];

type Bubble = {
  readonly failure: MapFailure;
  readonly place: MapPlace;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
};

/** Every failure on predictability × risk, sized by its yearly cost, coloured by department; SVG with its key below. */
export function drawMap(finding: MapFinding): string {
  const departments = [...new Set(finding.failures.map(({ department }) => department))];
  const bubbles = bubblesOf(finding);
  const y = scaleOf(finding);
  const x = (share: number) => frame.left + share * (frame.right - frame.left);
  return [
    `<svg viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-label="${escaped(`Map of ${finding.failures.length} failures: predictability across, risk of one upwards`)}">`,
    `<defs><pattern id="assumed" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="5"/></pattern></defs>`,
    ...y.ticks.map((chance) => gridLine(frame.left, y.at(chance), frame.right, y.at(chance))),
    ...y.ticks.map((chance) => label(frame.left - 8, y.at(chance) + 4, sayChance(chance), "end")),
    ...[0, 0.25, 0.5, 0.75, 1].map((share) => gridLine(x(share), frame.top, x(share), frame.bottom)),
    ...[0, 0.25, 0.5, 0.75, 1].map((share) => label(x(share), frame.bottom + 18, sayShare(share), "middle")),
    ...bubbles.map((bubble) =>
      drawBubble(bubble, colourOf(bubble.failure.department, departments), finding.currency),
    ),
    ...labelled(bubbles).map(({ bubble, end }) => nameOf(bubble, end)),
    label((frame.left + frame.right) / 2, frame.height - 8, "how predictable →", "middle", "axis"),
    label(frame.left, frame.top - 6, "↑ risk of one: how much nearer to ruin", "start", "axis"),
    "</svg>",
    `<p class="key">${departments.map((name) => `<span><i style="background:${colourOf(name, departments)}"></i>${escaped(name)}</span>`).join("")}<span><i class="hatched"></i>frequency assumed</span></p>`,
  ].join("\n");
}

const placeOf = (failure: MapFailure): MapPlace => failure.learned ?? failure.stated;
const riskOf = (place: MapPlace): number => place.criticality.value ?? 1;
const colourOf = (department: string, departments: readonly string[]): string =>
  markers[departments.indexOf(department) % markers.length] ?? "#7a7a7a";

function scaleOf(finding: MapFinding) {
  const risks = finding.failures.map((failure) => riskOf(placeOf(failure))).filter((risk) => risk > rarest);
  const least = Math.max(rarest, Math.min(0.1, ...risks));
  return logScale(10 ** Math.floor(Math.log10(least)), 1, frame.bottom, frame.top);
}

/** Dearest first, so that small bubbles are drawn on top of large ones. */
function bubblesOf(finding: MapFinding): Bubble[] {
  const y = scaleOf(finding);
  const cost = (failure: MapFailure) => placeOf(failure).costPerYear.value ?? 0;
  const dearest = Math.max(1e-12, ...finding.failures.map(cost));
  return [...finding.failures]
    .sort((a, b) => cost(b) - cost(a))
    .map((failure) => {
      const place = placeOf(failure);
      return {
        failure,
        place,
        x: frame.left + place.predictability * (frame.right - frame.left),
        y: y.at(riskOf(place)),
        radius: Math.max(smallestRadius, largestRadius * Math.sqrt(cost(failure) / dearest)),
      };
    });
}

function drawBubble({ failure, place, x, y, radius }: Bubble, colour: string, currency: string): string {
  const words = [
    failure.name,
    `risk of one ${place.criticality.value === null ? (place.criticality.why ?? "not known") : sayChance(place.criticality.value)}`,
    `${sayShare(place.predictability)} predictable`,
    place.perYear.value === null ? "" : sayRate(place.perYear.value),
    place.costPerYear.value === null ? "" : `${sayMoney(place.costPerYear.value, currency)} a year`,
    failure.assumed ? `assumed: ${failure.assumed}` : "",
  ];
  const circle = (fill: string) => `<circle cx="${at(x)}" cy="${at(y)}" r="${at(radius)}" ${fill}/>`;
  return `<g><title>${escaped(words.filter(Boolean).join(" · "))}</title>${circle(`fill="${colour}" fill-opacity="0.55" stroke="${colour}"`)}${failure.assumed ? circle('fill="url(#assumed)"') : ""}</g>`;
}

/** Names of as many bubbles as have room, those nearest to ruin first; each right or left of its bubble. */
function labelled(bubbles: readonly Bubble[]): { bubble: Bubble; end: boolean }[] {
  const taken: { left: number; right: number; y: number }[] = [];
  const byRisk = [...bubbles].sort((a, b) => riskOf(b.place) - riskOf(a.place));
  return byRisk.flatMap((bubble) => {
    const width = bubble.failure.name.length * 6.4;
    for (const end of [false, true]) {
      const left = end ? bubble.x - bubble.radius - 4 - width : bubble.x + bubble.radius + 4;
      const box = { left, right: left + width, y: bubble.y };
      const free = taken.every(
        ({ left: l, right: r, y }) => Math.abs(y - box.y) > 14 || r < box.left || l > box.right,
      );
      if (free && box.left > frame.left && box.right < frame.width) {
        taken.push(box);
        return [{ bubble, end }];
      }
    }
    return [];
  });
}

function nameOf({ failure, x, y, radius }: Bubble, end: boolean): string {
  const offset = radius + 4;
  return label(end ? x - offset : x + offset, y + 4, failure.name, end ? "end" : "start", "name");
}
