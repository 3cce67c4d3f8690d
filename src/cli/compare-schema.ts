import { z } from "zod";
import {
  type Answer,
  type ComparedExpectation,
  type ComparedSide,
  type CompareFinding,
  expectationThings,
  failureThings,
  type OneMore,
} from "../findings/compare.ts";
import { count, estimate, exactly, positive, rests, sentences, share, version } from "./schema-parts.ts";

const answer: z.ZodType<Answer> = exactly({
  z: z.number().describe("tolerances by which a window is worse than expected"),
  response: share.describe("share of the audience that turns away"),
  lost: positive.describe("money that leaves with them"),
  penalty: positive.describe("money due"),
}).meta({ id: "answer" });

const oneMore: z.ZodType<OneMore> = exactly({
  adds: positive,
  experienced: z.number().describe("the window with it"),
  stated: answer,
  ratcheted: answer.describe("by what is expected by now"),
}).meta({ id: "oneMore" });

const expectation: z.ZodType<ComparedExpectation> = exactly({
  id: z.string(),
  name: z.string(),
  audience: z.string(),
  unit: z.enum(["hours", "occurrences", "money", "share"]),
  windowHours: positive,
  stated: exactly({ objective: z.number(), tolerance: positive }),
  ratchet: exactly({ windows: count, objective: estimate, tolerance: estimate }),
  ordinary: z.number().describe("what the median window holds"),
  aYear: exactly({ lost: positive, penalty: positive }),
  typical: oneMore,
  bad: oneMore,
  strictest: exactly({ users: positive, toleranceHours: positive }).nullable(),
  breach: exactly({ uses: positive, chance: share }).nullable(),
});

const side: z.ZodType<ComparedSide> = exactly({
  organization: z.string(),
  currency: z.string(),
  capital: positive,
  failure: exactly({ id: z.string(), name: z.string(), functionName: z.string() }),
  perYear: estimate,
  loss: estimate.describe("of one: median, 5th and 95th percentile of occurrences"),
  meanLoss: estimate,
  lossToCapital: estimate,
  hours: estimate.describe("onset to containment: median, 5th and 95th percentile of occurrences"),
  controls: z.array(
    exactly({
      id: z.string(),
      name: z.string(),
      kind: z.enum(["guard rail", "safety net", "escape hatch", "fail fast"]),
    }),
  ),
  caught: share,
  expectations: z.array(expectation),
}).meta({ id: "comparedSide" });

const bySide = z.tuple([answer, answer]);

export const compare: z.ZodType<CompareFinding> = exactly({
  finding: z.literal("compare"),
  version,
  sentences,
  sides: z.tuple([side, side]),
  pairs: z.array(
    exactly({
      expectations: z.tuple([z.string(), z.string()]),
      audience: z.string(),
      answers: z
        .tuple([bySide, bySide])
        .describe("[i][j]: the failure of side i under the expectations of side j"),
      parts: exactly({ failure: z.number(), expectation: z.number() }),
      exchanged: z.array(
        exactly({
          side: z.union([z.literal(0), z.literal(1)]),
          thing: z.enum([...failureThings, ...expectationThings]),
          of: z.enum(["failure", "expectation"]),
          answer,
        }),
      ),
    }),
  ),
  ...rests,
  seed: count,
});
