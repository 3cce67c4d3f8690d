import type { CommonCause, Input, Quantity } from "../organization.ts";
import type { Span } from "../tree.ts";
import type { Whole } from "./whole.ts";

/** Whether the inputs of a common cause can fail together as it says. */
export function checkCommonCauses(whole: Whole): void {
  const taken = new Map<string, string>();
  for (const cause of whole.draft["common causes"] ?? []) {
    checkMembers(cause, taken, whole);
    checkParameters(cause, whole);
  }
}

function checkMembers(cause: CommonCause, taken: Map<string, string>, { reader, inputs, at }: Whole): void {
  const span = at(cause.id, "inputs");
  const members = new Set(cause.inputs);
  if (members.size < 2 || members.size < cause.inputs.length) {
    const message =
      members.size < 2 ? "a common cause takes at least two inputs" : "an input stands here twice";
    reader.tell("common-cause-members", span, message, { expected: "two or more different inputs" });
    return;
  }
  for (const id of members) {
    const other = taken.get(id);
    if (other === undefined) taken.set(id, cause.id);
    else {
      reader.tell("common-cause-overlap", span, `“${id}” has a common cause already: “${other}”`, {
        expected: "each input in one common cause",
      });
    }
  }
  const known = cause.inputs.flatMap((id) => inputs.get(id) ?? []);
  if (known.length < cause.inputs.length || new Set(known.map(figureOf)).size === 1) return;
  reader.tell("common-cause-unequal", span, "the inputs of a common cause need equal figures", {
    expected: "all events or all conditions, with the same figure",
  });
}

/** What must be the same of all members. */
function figureOf(input: Input): string {
  const range = (quantity: Quantity | undefined) => (quantity ? `${quantity.low} to ${quantity.high}` : "");
  if (input.kind === "condition") return `holds ${range(input.holds)}`;
  const { rate } = input;
  if (rate === undefined) return "happens";
  if (rate.of === "time") return `happens ${range(rate.perYear)}`;
  const share = rate.of === "uses" ? `${range(rate.share)} ${rate.kind ?? ""}` : range(rate.sharePerYear);
  return `happens ${share} of ${rate.functionId}`;
}

/** Members of a group that any number of its causes may hit: it has 2ⁿ − 1 of them. */
const mostGraded = 10;

function checkParameters({ id, model, parameters, inputs }: CommonCause, { reader, at }: Whole): void {
  const span: Span = at(id, model);
  const tell = (message: string, expected: string) =>
    reader.tell("common-cause-parameters", span, message, { expected });
  if (model === "greek" && (parameters.length < 1 || parameters.length > inputs.length - 1)) {
    tell(
      `${parameters.length} letters do not fit ${inputs.length} inputs`,
      `1 to ${inputs.length - 1} shares`,
    );
  }
  if (model !== "beta" && inputs.length > mostGraded) {
    tell(`“${model}” is for at most ${mostGraded} inputs`, `“beta”, or a group of at most ${mostGraded}`);
    return;
  }
  if (model !== "alpha" && model !== "phi") return;
  const sum = parameters.reduce((total, parameter) => total + parameter, 0);
  if (parameters.length !== inputs.length) {
    tell(
      `${parameters.length} shares do not fit ${inputs.length} inputs`,
      `${inputs.length} shares, for 1, 2, … inputs together`,
    );
  } else if (Math.abs(sum - 1) > 1e-6) {
    tell(`these shares make ${Number(sum.toPrecision(6))} together`, "shares that make 1 together");
  }
}
