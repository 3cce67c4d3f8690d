import { type Build, reference, thing } from "../named.ts";
import type { CommonCause } from "../organization.ts";
import { list, optional, required, type Shape } from "../shape.ts";
import { figure } from "./figures.ts";

const portion = figure({ dimension: "share" });
const portions = list("a list of shares, such as [10%, 30%]", portion);

export const commonCause: Shape<Build<CommonCause>> = thing(
  "a common cause",
  {
    inputs: required(list("a list of inputs", reference("input")), "The inputs that fail together."),
    beta: optional(portion, "β: the share of each input's failures that are all the inputs' together."),
    greek: optional(
      portions,
      "Multiple Greek letters: β, then γ, the share of these that take a third with them, and so on.",
    ),
    alpha: optional(portions, "α: the share of occasions on which exactly 1, 2, … of the inputs fail."),
    phi: optional(portions, "φ: the share of each input's failures that are of 1, 2, … inputs together."),
  },
  ({ inputs, beta, greek, alpha, phi }, named, { reader, key }) => {
    const models = [
      ...(beta === undefined ? [] : [{ model: "beta", parameters: [beta] } as const]),
      ...(greek ? [{ model: "greek", parameters: greek } as const] : []),
      ...(alpha ? [{ model: "alpha", parameters: alpha } as const] : []),
      ...(phi ? [{ model: "phi", parameters: phi } as const] : []),
    ];
    const [model] = models;
    if (model === undefined || models.length > 1) {
      const found = models.map(({ model }) => model).join(" and ");
      reader.tell(
        "common-cause-model",
        key,
        found ? `${found} say the same thing twice` : "it is not said how these inputs fail together",
        {
          expected: "one of beta, greek, alpha and phi",
        },
      );
      return undefined;
    }
    return { ...named, inputs: inputs.map(({ id }) => id), ...model };
  },
  { brief: true },
);
