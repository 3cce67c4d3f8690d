/** What the curves of a harm finding mean, in words. */
import type { HarmCurve, HarmFinding } from "../../findings/harm.ts";
import { sayBand, sayDuration, sayMoney, sayShare } from "../../findings/say.ts";
import { valueAt } from "./harm-scales.ts";

/** A curve's name among others: `nobody notices`, `people alone`, `with Ledger match`. */
export function nameOf({ kind, name }: HarmCurve): string {
  switch (kind) {
    case "nothing":
      return "nobody notices";
    case "people":
      return "people alone";
    case "all":
      return "all together";
    case "fail fast":
      return "failing fast";
    default:
      return name;
  }
}

/** What one occurrence costs in the end; why there is no such figure, where its mean is infinite. */
export function costInTheEnd({ lossEach }: HarmCurve, currency: string): string {
  return lossEach.value === null
    ? `without end: ${lossEach.why ?? "its mean is infinite"}`
    : sayMoney(lossEach.value, currency);
}

/** `8k USD instead of 28k USD`: what one costs with a control, against people alone. */
export function whatItSaves(curve: HarmCurve, people: HarmCurve | undefined, currency: string): string {
  const cost = costInTheEnd(curve, currency);
  if (people === undefined || curve.kind === "nothing" || curve.kind === "people") return cost;
  if (people.lossEach.value === null)
    return curve.lossEach.value === null ? cost : `${cost} instead of a loss without end`;
  const without = costInTheEnd(people, currency);
  return cost === without ? `${cost}, as with people alone` : `${cost} instead of ${without}`;
}

/** When a curve stops growing: `over after 2 hours, mostly 58 minutes to 5 hours`. */
export function whenItStops({ stopsAtHours }: HarmCurve): string {
  if (stopsAtHours.value === null) return stopsAtHours.why ?? "never over by itself";
  const band = sayBand(stopsAtHours, sayDuration);
  if (stopsAtHours.value === 0 && band === "") return "done at once";
  const when = stopsAtHours.value === 0 ? "usually at once" : `after ${sayDuration(stopsAtHours.value)}`;
  return `over ${when}${band === "" ? "" : `, mostly ${band}`}`;
}

/** What the picture shows at one hour. */
export function saidAt(finding: HarmFinding, curves: readonly HarmCurve[], hour: number): string {
  const { hours, currency, undo } = finding;
  const amounts = curves.map(({ mean }) => sayMoney(valueAt(hours, mean, hour), currency));
  const isOne = amounts.every((amount) => amount === amounts[0]);
  const harms = isOne
    ? `${amounts[0]}, whoever notices`
    : curves.map((curve, i) => `${amounts[i]} ${atHour(curve)}`).join("; ");
  const left = undo === null ? 0 : valueAt(hours, undo.share, hour);
  const isDone = curves.some(({ mean }) => valueAt(hours, mean, hour) > 0);
  const undone =
    isDone && left > 0.0005 ? ` Contained then, ${sayShare(left)} of it could still be undone.` : "";
  const when = hour === 0 ? "At onset" : `After ${sayDuration(hour)}`;
  return `${when}, on average: ${harms}.${undone}`;
}

function atHour(curve: HarmCurve): string {
  if (curve.kind === "nothing") return "if nobody notices";
  return curve.kind === "people" ? "with people alone" : `with ${nameOf(curve)}`;
}
