import type { Delay, Failure } from "../organization.ts";
import type { Whole } from "./whole.ts";

/** Whether harm has an end, and begins before it ends. */
export function checkHarm({ failures, reader, at }: Whole): void {
  for (const failure of failures.values()) {
    const { time, endsByHours } = failure.impact;
    const span = at(failure.id, "impact", "time-sensitivity");
    const reason = whyInfinite(failure);
    if (reason) {
      reader.tell("infinite-mean", span, `the mean loss of “${failure.id}” is infinite: ${reason}`, {
        expected: "`at most` or `ends by` under impact: what stops the harm at the latest",
      });
    }
    if (time.kind === "cliff" && endsByHours && time.atHours.low > endsByHours.high) {
      reader.tell("cliff-after-end", span, "this cliff stands where harm has ended already", {
        expected: "a cliff before `ends by`",
      });
    }
  }
}

/**
 * Why a failure's mean loss is infinite; undefined where it isn't, or where a cap or an end holds it.
 *
 * Harm growing as exp(γt) until a delay T has the mean E exp(γT), which is finite only where T's tail falls faster. Taken
 * at the upper ends of what was stated: nobody knows that it isn't so.
 */
function whyInfinite({ impact, detectedAfter, containedAfter }: Failure): string | undefined {
  if (impact.time.kind !== "exponential" || impact.atMost || impact.endsByHours) return undefined;
  const growth = impact.time.growthPerHour.high;
  return tailBeyond(detectedAfter, growth, "detected") ?? tailBeyond(containedAfter, growth, "contained");
}

function tailBeyond(delay: Delay, growth: number, verb: string): string | undefined {
  const slower = `harm grows at least as fast as it is ${verb}`;
  switch (delay.kind) {
    case "fixed":
    case "recorded":
      return undefined;
    case "lognormal":
      return `harm grows exponentially, and a lognormal time until it is ${verb} has too long a tail`;
    case "exponential":
      return growth * delay.meanHours.high >= 1 ? slower : undefined;
    case "weibull": {
      const exponential = delay.shape === 1 && growth * delay.meanHours.high >= 1;
      return delay.shape < 1 || exponential ? slower : undefined;
    }
    case "checked":
      return (1 - delay.found.low) * Math.exp(growth * delay.everyHours.high) >= 1 ? slower : undefined;
  }
}
