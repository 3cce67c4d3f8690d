import type { Failure, Impact, OrganizationFunction, Quantity } from "../model/model.ts";
import { drawn, type Uniform } from "./delay.ts";
import { runsAway } from "./expected-harm.ts";
import { type HarmShape, harmShape } from "./harm.ts";

/**
 * A stated impact as a draw: the figures of one occurrence, in a shape that the next draw overwrites. Every range varies
 * from occurrence to occurrence; a share never passes 1.
 */
export function impactDraw(impact: Impact): (next: Uniform) => HarmShape {
  const blast = impact.blast.of === "share" ? "share" : "positive";
  const parts: [key: NumberKey, draw: (next: Uniform) => number][] = [
    ["harm", drawn(impact.harm, "positive")],
    ["from", drawn(impact.blast.from, blast)],
  ];
  const add = (key: NumberKey, quantity: Quantity | undefined, domain: "positive" | "share"): void => {
    if (quantity !== undefined) parts.push([key, drawn(quantity, domain)]);
  };
  if (impact.blast.to !== undefined && impact.blast.growthPerHour !== undefined) {
    add("to", impact.blast.to, blast);
    add("blastGrowth", impact.blast.growthPerHour, "positive");
  }
  if (impact.time.kind === "exponential") parts.push(["growth", growthDraw(impact.time.growthPerHour)]);
  if (impact.time.kind === "cliff") add("cliffHours", impact.time.atHours, "positive");
  add("reversible", impact.reversibility?.share, "share");
  add("windowHours", impact.reversibility?.windowHours, "positive");
  add("atMost", impact.atMost, "positive");
  add("endsByHours", impact.endsByHours, "positive");
  const shape = harmShape({ time: impact.time.kind });
  return (next) => {
    for (const [key, draw] of parts) shape[key] = Math.max(0, draw(next));
    return shape;
  };
}

/** Where the range of a growth rate ends: a lognormal rate without an end would give exponential harm no mean, whatever bounds its time. */
const FASTEST = 0.999;

function growthDraw(rate: Quantity): (next: Uniform) => number {
  const draw = drawn(rate, "positive");
  return (next) => draw(() => Math.min(FASTEST, next()));
}

type NumberKey = Exclude<keyof HarmShape, "time">;

/**
 * Why the loss of one occurrence has no mean where the chance to run on falls at `tail` an hour; undefined where it has
 * one. Found from the text alone, before anything is played.
 */
export function runaway(impact: Impact, tail: number): string | undefined {
  if (impact.time.kind !== "exponential" || impact.harm.high <= 0) return undefined;
  if (Math.max(impact.blast.from.high, impact.blast.to?.high ?? 0) <= 0) return undefined;
  return runsAway(
    harmShape({
      time: "exponential",
      growth: growthDraw(impact.time.growthPerHour)(() => 1 - 2 ** -52),
      atMost: impact.atMost?.high ?? Infinity,
      endsByHours: fixedEnd(impact.endsByHours),
    }),
    tail,
  );
}

/** An end given as a range is lognormal, under which exponential harm has no mean either. */
function fixedEnd(ends: Quantity | undefined): number {
  return ends !== undefined && ends.low === ends.high ? ends.high : Infinity;
}

/** How the text relates units to users: which share of a function's users one affected unit is, where that can be told. */
export function shareOfUsersPerUnit(failure: Failure, of: OrganizationFunction | undefined): number | null {
  if (failure.impact.blast.of === "share") return 1;
  if (failure.rate === undefined || failure.rate.of === "time") return null;
  const users = of?.users;
  return users !== undefined && users.high > 0 ? Math.min(1, 2 / (users.low + users.high)) : null;
}
