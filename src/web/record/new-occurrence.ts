import type { Model } from "../../model/model.ts";
import type { NewOccurrenceRequest } from "../../server/api.ts";
import { dateField, momentGiven, type WhenGiven } from "./when.ts";

/** What the form for adding one holds while it is filled in. */
export type OccurrenceGiven = {
  readonly title: string;
  /** An id of the text; `new kind` where nobody had thought of it; empty: not said yet. */
  readonly failure: string;
  readonly kind: string;
  readonly functionId: string;
  readonly onset: WhenGiven;
  readonly outcome: "happened" | "near miss" | "";
  readonly detected: WhenGiven;
  readonly contained: WhenGiven;
  readonly recovered: WhenGiven;
  readonly loss: string;
  readonly note: string;
  readonly link: string;
};

export const newKind = "new kind";

export function nothingGiven(now: number): OccurrenceGiven {
  const unknown: WhenGiven = { precision: "unknown", at: "", until: "" };
  return {
    title: "",
    failure: "",
    kind: "",
    functionId: "",
    onset: { precision: "day", at: dateField(now), until: "" },
    outcome: "",
    detected: unknown,
    contained: unknown,
    recovered: unknown,
    loss: "",
    note: "",
    link: "",
  };
}

export type Missing = Partial<Record<keyof OccurrenceGiven, string>>;

/** The request for what was given, or what is still missing, in words, by field. */
export function requestFor(
  given: OccurrenceGiven,
  model: Model | null,
): { request: NewOccurrenceRequest } | { missing: Missing } {
  const missing: { -readonly [K in keyof Missing]: Missing[K] } = {};
  if (given.title.trim() === "") missing.title = "A few words will do.";
  if (given.failure === "") missing.failure = "Choose one, or say that it is a new kind.";
  if (given.outcome === "") missing.outcome = "Either is worth recording.";
  const loss = given.loss.trim() === "" ? null : readLoss(given.loss);
  if (loss === undefined) missing.loss = "An amount, such as 1,200 or 40k.";
  if (given.link.trim() !== "" && !isLink(given.link.trim()))
    missing.link = "An address that begins with https:// or http://";
  const moments = {
    onset: momentGiven(given.onset),
    detected: momentGiven(given.detected),
    contained: momentGiven(given.contained),
    recovered: momentGiven(given.recovered),
  };
  for (const stage of stages) {
    if (moments[stage] === undefined) {
      missing[stage] =
        given[stage].precision === "between"
          ? "Two times, the first before the second."
          : "Choose a date, or “not known”.";
    }
  }
  for (const [earlier, later] of pairs) {
    const from = moments[earlier];
    const to = moments[later];
    if (from && to && to.latest < from.earliest)
      missing[later] ??= `This is before it was ${earlier === "onset" ? "begun" : earlier}.`;
  }
  if (Object.keys(missing).length > 0) return { missing };
  const isNew = given.failure === newKind;
  const failure = model?.failures.find(({ id }) => id === given.failure);
  return {
    request: {
      title: given.title.trim(),
      failureId: isNew ? null : given.failure,
      functionId: isNew ? given.functionId || null : (failure?.functionId ?? null),
      kind: isNew ? given.kind.trim() : "",
      nearMiss: given.outcome === "near miss",
      onset: moments.onset ?? null,
      detected: moments.detected ?? null,
      contained: moments.contained ?? null,
      recovered: moments.recovered ?? null,
      loss: loss ?? null,
      note: given.note.trim(),
      link: given.link.trim() || null,
    },
  };
}

const stages = ["onset", "detected", "contained", "recovered"] as const;
const pairs = [
  ["onset", "detected"],
  ["detected", "contained"],
  ["contained", "recovered"],
  ["onset", "contained"],
  ["onset", "recovered"],
  ["detected", "recovered"],
] as const;

const scales: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6, b: 1e9 };

/** `1200`, `1,200.50`, `40k`, `1.5M`; undefined where it is no amount. */
function readLoss(text: string): number | undefined {
  const match = /^(\d[\d,_ ]*(?:\.\d+)?)\s*([kmb]?)$/i.exec(text.trim());
  if (!match) return undefined;
  return Number(match[1]!.replace(/[,_ ]/g, "")) * scales[match[2]!.toLowerCase()]!;
}

function isLink(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
