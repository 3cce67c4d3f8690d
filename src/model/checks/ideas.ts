import type { Control, Quantity } from "../organization.ts";
import type { Span } from "../tree.ts";
import type { Whole } from "./whole.ts";

type Rail = Extract<Control, { kind: "guard rail" }>;
type Hatch = Extract<Control, { kind: "escape hatch" }>;

/** Whether what single controls say of ideas fits what is said of all ideas. */
export function checkIdeas(whole: Whole): void {
  const controls = whole.draft.controls ?? [];
  const rails = controls.filter(
    (control): control is Rail => control.kind === "guard rail" && control.approval !== undefined,
  );
  const hatches = controls.filter(
    (control): control is Hatch => control.kind === "escape hatch" && control.exceptions !== undefined,
  );
  checkApprovals(rails, whole);
  checkExceptions(hatches, whole);
}

function checkApprovals(rails: readonly Rail[], whole: Whole): void {
  const { approvals, waitDays, rejected } = whole.draft.ideas ?? {};
  if (approvals === undefined || rails.length === 0) return;
  if (rails.length > approvals.high) {
    const named = rails.length === 1 ? "one approval is" : `${rails.length} approvals are`;
    whole.reader.tell(
      "approvals-more",
      approvals.place,
      `${named} named among the controls, more than this`,
      {
        expected: `at least ${rails.length}, or fewer controls that are an approval`,
      },
    );
    return;
  }
  const totals = { approvals, rails, whole };
  checkMean(waitDays, "wait", ({ approval }) => approval?.waitDays, totals);
  checkMean(rejected, "rejects", ({ approval }) => approval?.rejected, totals);
}

/** What named approvals have, with what those that are not named can have at least, has to come to the mean. */
function checkMean(
  mean: Quantity | undefined,
  key: string,
  of: (rail: Rail) => Quantity | undefined,
  totals: { readonly approvals: Quantity; readonly rails: readonly Rail[]; readonly whole: Whole },
): void {
  const { approvals, rails, whole } = totals;
  if (mean === undefined) return;
  const said = rails.flatMap((rail) => of(rail) ?? []);
  const sum = (end: "low" | "high"): number => said.reduce((all, quantity) => all + quantity[end], 0);
  const slack = 1 + 1e-9;
  const tooMuch = sum("low") > approvals.high * mean.high * slack;
  const tooLittle = said.length >= approvals.high && sum("high") * slack < approvals.low * mean.low;
  if (!tooMuch && !tooLittle) return;
  const message = tooMuch
    ? "the approvals that are named come to more than all of them together"
    : "every approval is named, and together they come to less than this";
  whole.reader.tell("approvals-disagree", mean.place, message, {
    expected: `a mean that fits “${key}” of ${rails.map(({ id }) => id).join(", ")}`,
  });
}

function checkExceptions(hatches: readonly Hatch[], { draft, reader }: Whole): void {
  const least = hatches.reduce((sum, { exceptions }) => sum + exceptions!.low, 0);
  const all = draft.ideas?.exceptions;
  const tooMany = (place: Span, message: string, expected: string): void =>
    reader.tell("exceptions-more", place, message, { expected });
  if (all !== undefined && least > all.high * (1 + 1e-9))
    tooMany(
      all.place,
      "more ideas go through the escape hatches that are named than this",
      "a share that holds those of all escape hatches",
    );
  else if (least > 1 + 1e-9)
    tooMany(
      hatches.at(-1)!.exceptions!.place,
      "more than all ideas would go through escape hatches",
      "shares that come to at most 100%",
    );
}
