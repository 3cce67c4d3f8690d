import type { Failure, Rate } from "../organization.ts";
import type { Whole } from "./whole.ts";

/** Whether each failure has one frequency, and whether what frequencies are shares of is known. */
export function checkFrequencies(whole: Whole): void {
  for (const failure of whole.failures.values()) {
    checkFrequency(failure, whole);
    if (failure.rate) checkRate(failure.id, failure.rate, whole);
  }
  for (const input of whole.inputs.values()) {
    if (input.kind === "event" && input.rate) checkRate(input.id, input.rate, whole);
  }
}

function checkFrequency(failure: Failure, whole: Whole): void {
  const { reader, keyOf, at } = whole;
  const expected = "either `happens`, or inputs that all carry figures";
  if (failure.growsFrom === undefined) {
    if (failure.rate) return;
    reader.tell("frequency-missing", at(failure.id), `it is not said how often “${failure.id}” happens`, {
      expected,
    });
    return;
  }
  const figures = figuresOf(failure, whole);
  if (figures === undefined) return;
  const { lacking, events } = figures;
  if (failure.rate && lacking.length === 0 && events) {
    reader.tell(
      "frequency-twice",
      keyOf(failure.id, "happens"),
      "this is said here and follows from the inputs as well",
      { expected },
    );
  } else if (!failure.rate && lacking.length > 0) {
    const names = lacking.slice(0, 3).join(", ") + (lacking.length > 3 ? ", …" : "");
    const message = `how often “${failure.id}” happens does not follow from its inputs: ${names} ${lacking.length > 1 ? "have" : "has"} no figure`;
    reader.tell("frequency-missing", at(failure.id), message, { expected });
  } else if (!failure.rate && !events) {
    reader.tell(
      "nothing-happens",
      keyOf(failure.id, "grows from"),
      "there are only conditions here: they hold, but nothing happens",
      {
        expected: "at least one event among the inputs, or `happens` on the failure",
      },
    );
  }
}

/** Which inputs lack a figure, and whether any of them is an event; undefined where an input could not be read. */
function figuresOf(
  failure: Failure,
  { inputs, leavesOf }: Whole,
): { lacking: readonly string[]; events: boolean } | undefined {
  const lacking: string[] = [];
  let events = false;
  for (const leaf of leavesOf(failure.growsFrom!)) {
    if (leaf.gate === "failure") {
      events = true;
      continue;
    }
    const input = inputs.get(leaf.id);
    if (input === undefined) return undefined;
    if (input.kind === "event") events = true;
    if (input.kind === "event" ? input.rate === undefined : input.holds === undefined) lacking.push(input.id);
  }
  return { lacking: [...new Set(lacking)], events };
}

function checkRate(id: string, rate: Rate, { reader, functions, at }: Whole): void {
  const quantity = rate.of === "time" ? rate.perYear : rate.of === "uses" ? rate.share : rate.sharePerYear;
  if (quantity.low === quantity.high && quantity.low > 0) {
    reader.tell(
      "single-figure",
      quantity.place,
      "one figure claims to be certain about how often this happens",
      {
        expected: "a range from its 5th to its 95th percentile, such as “5 to 20”",
      },
    );
  }
  if (rate.of === "time") return;
  const owner = functions.get(rate.functionId);
  if (owner === undefined) return;
  if (rate.of === "uses" && owner.uses.length === 0) {
    reader.tell("uses-missing", at(id, "happens"), `it is not said how often “${owner.id}” is used`, {
      expected: `“uses” under ${owner.id}`,
    });
  } else if (rate.of === "users" && owner.users === undefined) {
    reader.tell("users-missing", at(id, "happens"), `it is not said how many users “${owner.id}” has`, {
      expected: `“users” under ${owner.id}`,
    });
  }
}
