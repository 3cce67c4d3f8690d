import type { MapFailure, MapFinding, MapPlace } from "../findings/map.ts";
import { sayCounted, sayList, sayMoney, sayRate, sayShare } from "../findings/say.ts";

type Told = Pick<MapFinding, "failures" | "whole" | "capital" | "currency">;

/** What the map says in words: what is well understood and what is not, what deserves thought, what the record changed. */
export function mapSentences(told: Told): string[] {
  if (told.failures.length === 0) return ["No way to fail is written down yet."];
  return [
    understood(told),
    ...thought(told),
    ...surprise(told),
    ...assumed(told),
    ...unprotected(told),
    ...endless(told),
  ];
}

function placeOf({ learned, stated }: MapFailure): MapPlace {
  return learned ?? stated;
}

/** What is little known and would do much: the risk of one occurrence, as far as it cannot be foreseen. */
function concern(failure: MapFailure): number {
  const { predictability, criticality } = placeOf(failure);
  return (1 - predictability) * (criticality.value ?? 0);
}

/** Failures by concern, what deserves thought first in front. */
function ranked(failures: readonly MapFailure[]): MapFailure[] {
  return [...failures].sort((a, b) => concern(b) - concern(a));
}

function understood({ failures, whole, capital }: Told): string {
  const best = [...failures].sort((a, b) => placeOf(b).predictability - placeOf(a).predictability)[0]!;
  const first = ranked(failures)[0]!;
  const all =
    whole.predictability.value === null
      ? ""
      : ` Weighted by how often they come, failures here are ${sayShare(whole.predictability.value)} predictable.`;
  if (first === best)
    return `“${best.name}” is understood best, and deserves thought first${oneWouldDo(first, capital)}.${all}`;
  const how = sayShare(placeOf(best).predictability);
  const less = sayShare(placeOf(first).predictability);
  return `“${best.name}” is understood best (${how} predictable); “${first.name}” deserves thought first: it is ${less} predictable${oneWouldDo(first, capital)}.${all}`;
}

function oneWouldDo(failure: MapFailure, capital: number): string {
  const { high, value } = placeOf(failure).lossToCapital;
  if (!(capital > 0)) return "";
  if (value === null) return ", and what one costs has no mean";
  if (value >= 1) return ", and one would be enough";
  if ((high ?? 0) >= 1) return ", and one in twenty of them would be enough";
  return `, and one takes ${sayShare(value)} of the capital on average`;
}

/** Names at most three that hold most of the risk that cannot be foreseen. */
function thought({ failures }: Told): string[] {
  const sum = failures.reduce((all, failure) => all + concern(failure), 0);
  if (!(sum > 0) || failures.length < 4) return [];
  const named = ranked(failures).slice(0, 3);
  const share = named.reduce((all, failure) => all + concern(failure), 0) / sum;
  const words = named.map((failure) => `“${failure.name}” (${sayRate(placeOf(failure).perYear.value ?? 0)})`);
  return [`Of the risk that cannot be foreseen, ${sayShare(share)} lies with ${sayList(words)}.`];
}

/** The failure whose rate the record moved furthest. */
function surprise({ failures }: Told): string[] {
  const moved = failures.flatMap((failure) => {
    const [stated, learned] = [failure.stated.perYear.value, failure.learned?.perYear.value];
    if (!stated || !learned) return [];
    return [{ failure, stated, learned, far: Math.abs(Math.log(learned / stated)) }];
  });
  const most = moved.sort((a, b) => b.far - a.far)[0];
  if (most === undefined || most.far < Math.log(1.25)) return [];
  const than = most.learned > most.stated ? "more often than stated" : "less often than stated";
  return [
    `By the record, “${most.failure.name}” comes ${than}: ${sayRate(most.learned)}, not ${sayRate(most.stated)}.`,
  ];
}

function assumed({ failures }: Told): string[] {
  const count = failures.filter((failure) => failure.assumed !== undefined).length;
  if (count === 0) return [];
  return [`How often it happens is an assumption for ${count} of ${sayCounted(failures.length, "failure")}.`];
}

function unprotected({ failures, currency }: Told): string[] {
  const open = failures.filter(({ protectedBy }) => protectedBy.length === 0);
  const dearest = open.sort(
    (a, b) => (placeOf(b).costPerYear.value ?? 0) - (placeOf(a).costPerYear.value ?? 0),
  )[0];
  const cost = dearest === undefined ? 0 : (placeOf(dearest).costPerYear.value ?? 0);
  if (dearest === undefined || !(cost > 0)) return [];
  const others =
    open.length === 1
      ? "Nothing protects"
      : `Nothing protects ${sayCounted(open.length, "failure")}, the dearest of them`;
  return [`${others} “${dearest.name}”, at ${sayMoney(cost, currency)} a year.`];
}

function endless({ failures }: Told): string[] {
  const names = failures.filter(
    ({ stated }) => stated.lossToCapital.value === null && stated.costPerYear.value === null,
  );
  if (names.length === 0) return [];
  return [
    `The mean loss of ${sayList(names.slice(0, 3).map(({ name }) => `“${name}”`))} is infinite, so that no premium covers it: it is left out of the chance of ruin.`,
  ];
}
