/**
 * The shape of every answer under --json, as published in docs/reference/*.schema.json. The type checker holds each against
 * the type that the engines answer with; tests hold real answers against what is published.
 */
import { z } from "zod";
import type { LearnFinding } from "../findings/learn.ts";
import type { MapFinding, MapPlace } from "../findings/map.ts";
import type { RunFinding, RunShare } from "../findings/run.ts";
import type { WhyFinding } from "../findings/why.ts";
import type { Problem } from "../model/model.ts";
import type {
  CheckAnswer,
  FormatAnswer,
  ImportAnswer,
  NewAnswer,
  ProblemsAnswer,
  ServeAnswer,
} from "./answers.ts";
import { compare } from "./compare-schema.ts";
import { diff } from "./diff-schema.ts";
import { losses, tornado } from "./losses-schema.ts";
import { ossification } from "./ossification-schema.ts";
import {
  count,
  estimate,
  exactly,
  positive,
  rests,
  sentences,
  share,
  time,
  version,
} from "./schema-parts.ts";

const problem: z.ZodType<Problem> = exactly({
  code: z.string().describe("documented in docs/reference/problems.md"),
  severity: z.enum(["error", "advice"]),
  message: z.string(),
  place: exactly({
    file: z.string(),
    line: z.int().min(1),
    column: z.int().min(1),
    start: count,
    end: count,
  }),
  expected: z.string().optional(),
  nearest: z.string().optional(),
}).meta({ id: "problem" });

const problems: z.ZodType<ProblemsAnswer> = exactly({
  finding: z.literal("problems"),
  version,
  file: z.string(),
  problems: z.array(problem),
});

const check: z.ZodType<CheckAnswer> = exactly({
  finding: z.literal("check"),
  version,
  files: z.array(
    exactly({
      file: z.string(),
      understood: z.boolean(),
      failures: count.nullable(),
      problems: z.array(problem),
    }),
  ),
});

const format: z.ZodType<FormatAnswer> = exactly({
  finding: z.literal("format"),
  version,
  files: z.array(
    exactly({
      file: z.string(),
      formatted: z.boolean().nullable(),
      written: z.boolean(),
      text: z.string().nullable(),
      problems: z.array(problem),
    }),
  ),
});

const begun: z.ZodType<NewAnswer> = exactly({
  finding: z.literal("new"),
  version,
  file: z.string(),
  organization: z.string(),
});

const runShare: z.ZodType<RunShare> = exactly({
  id: z.string(),
  name: z.string(),
  shareOfMean: share,
  shareOfTail: share,
});

const run: z.ZodType<RunFinding> = exactly({
  finding: z.literal("run"),
  version: z.literal(2),
  organization: z.string(),
  currency: z.string(),
  capital: positive,
  seed: count,
  years: count,
  complete: z.boolean(),
  precision: exactly({ wanted: positive.nullable(), reached: positive.nullable() }),
  sentences,
  mean: estimate,
  p50: estimate,
  p90: estimate,
  p95: estimate,
  p99: estimate,
  cvar99: estimate,
  worstSingle: exactly({ p50: estimate, p95: estimate, p99: estimate }),
  exceedsCapital: estimate,
  ruin: estimate,
  doubt: exactly({ meanYear: estimate, shareNotKnown: share.nullable() }),
  exceedance: z.array(exactly({ loss: positive, chance: share, low: share, high: share })),
  failures: z.array(
    exactly({
      id: z.string(),
      name: z.string(),
      functionId: z.string(),
      department: z.string(),
      perYear: estimate,
      lossEach: estimate,
      lossPerYear: estimate,
      shareOfMean: share,
      shareOfTail: share,
      caught: share,
    }),
  ),
  functions: z.array(runShare),
  departments: z.array(runShare),
  audiences: z.array(runShare),
  controls: z.array(
    exactly({
      id: z.string(),
      name: z.string(),
      kind: z.enum(["guard rail", "safety net", "escape hatch", "fail fast"]),
      upkeepPerYear: positive,
      frictionHoursPerYear: positive,
      frictionMoneyPerYear: positive,
      falseAlarmMoneyPerYear: positive,
      useMoneyPerYear: positive,
      hatch: exactly({
        load: positive,
        people: positive,
        meanWaitHours: estimate,
        queue: z.enum(["played", "steady"]),
        breaksDownAt: positive.nullable(),
      }).nullable(),
      worthPerYear: estimate,
      worthInBadYear: estimate,
    }),
  ),
  expectations: z.array(
    exactly({
      id: z.string(),
      name: z.string(),
      audience: z.string(),
      functionId: z.string(),
      experienced: estimate,
      objective: z.number(),
      tolerance: z.number(),
      unit: z.enum(["hours", "occurrences", "money", "share"]),
      windowHours: positive,
      missed: estimate,
      beyondTolerance: estimate,
      response: estimate,
      costPerYear: estimate,
      penaltyPerYear: estimate,
      missesPerYear: estimate,
      ratchet: exactly({ windows: count, objective: estimate, tolerance: estimate }),
      strictest: exactly({ users: positive, toleranceHours: positive }).nullable(),
    }),
  ),
  ...rests,
});

const mapPlace: z.ZodType<MapPlace> = exactly({
  predictability: share,
  credibility: share,
  claimedSightings: positive,
  seenSightings: positive,
  indicatorSkill: share,
  criticality: estimate,
  lossToCapital: estimate,
  perYear: estimate,
  costPerYear: estimate,
}).meta({ id: "mapPlace" });

const map: z.ZodType<MapFinding> = exactly({
  finding: z.literal("map"),
  version,
  organization: z.string(),
  currency: z.string(),
  capital: positive,
  shows: z.literal("credited"),
  sentences,
  failures: z.array(
    exactly({
      id: z.string(),
      name: z.string(),
      functionId: z.string(),
      functionName: z.string(),
      department: z.string(),
      stated: mapPlace,
      learned: mapPlace.optional(),
      assumed: z.string().optional(),
      protectedBy: z.array(z.string()),
    }),
  ),
  whole: exactly({
    predictability: estimate,
    ruin: estimate,
    costPerYear: estimate,
    occurrencesPerYear: estimate,
  }),
  ...rests,
  seed: count,
});

const why: z.ZodType<WhyFinding> = exactly({
  finding: z.literal("why"),
  version,
  failure: exactly({ id: z.string(), name: z.string(), functionName: z.string() }),
  sentences,
  probability: estimate,
  offeredPerYear: estimate,
  perYear: estimate,
  rateFrom: z.enum(["stated", "inputs"]),
  combinations: exactly({
    count: z.string().regex(/^\d+$/).describe("exact; a decimal string, since it can pass 2^53"),
    listed: z.array(
      exactly({
        inputs: z.array(exactly({ id: z.string(), name: z.string(), absent: z.boolean() })),
        probability: share.nullable(),
        perYear: positive.nullable(),
        share: share.nullable(),
      }),
    ),
    kind: z.enum(["minimal cut sets", "prime implicants"]),
    limit: count,
  }),
  inputs: z.array(
    exactly({
      id: z.string(),
      name: z.string(),
      kind: z.enum(["event", "condition", "failure", "common cause"]),
      holds: estimate,
      perYear: estimate,
      birnbaum: z.number().nullable(),
      criticality: z.number().nullable(),
      fussellVesely: z.number().nullable(),
      riskAchievementWorth: z.number().nullable(),
      riskReductionWorth: z.number().nullable(),
      structural: z.boolean(),
    }),
  ),
  graph: exactly({
    nodes: z.array(
      exactly({
        id: z.string(),
        label: z.string(),
        kind: z.enum([
          "failure",
          "all",
          "any",
          "at least",
          "not",
          "event",
          "condition",
          "guard rail",
          "common cause",
        ]),
        figure: z.string().optional(),
        assumed: z.string().optional(),
      }),
    ),
    edges: z.array(exactly({ from: z.string(), to: z.string() })),
  }),
  ...rests,
  seed: count,
});

const gamma = exactly({ shape: positive, rate: positive });

const learnedAmount = exactly({
  what: z.enum(["latentHours", "containingHours", "recoveringHours", "loss"]),
  counted: count,
  zeros: count,
  stated: estimate.nullable(),
  next: estimate,
});

const novelty = exactly({
  seen: count,
  kinds: count,
  once: count,
  twice: count,
  chance: exactly({ value: share, low: share, high: share }),
  coverage: share,
  atLeastKinds: exactly({ value: positive, error: positive }),
});

const learn: z.ZodType<LearnFinding> = exactly({
  finding: z.literal("learn"),
  version,
  sentences,
  from: time,
  to: time,
  occurrences: count,
  failures: z.array(
    exactly({
      id: z.string(),
      name: z.string(),
      exposureYears: positive,
      counted: count,
      seenSightings: positive,
      firstSeen: time.nullable(),
      lastSeen: time.nullable(),
      prior: gamma.nullable(),
      posterior: gamma,
      statedPerYear: estimate,
      learnedPerYear: estimate,
      nextYear: exactly({ mean: positive, variance: positive, none: share, low: positive, high: positive }),
      surprise: share,
      amounts: z.array(learnedAmount).optional(),
    }),
  ),
  unknownKinds: z.array(exactly({ kind: z.string(), count, lastSeen: time })),
  novelty: novelty.optional(),
  ...rests,
});

const imported: z.ZodType<ImportAnswer> = exactly({
  finding: z.literal("import"),
  version,
  organization: z.string(),
  files: z.array(
    exactly({
      file: z.string(),
      format: z.string(),
      stored: z.boolean(),
      read: count,
      added: count,
      known: count.describe("in the record already"),
      unreadable: count,
      unreadableRows: z
        .array(
          exactly({ row: count, column: z.string().nullable(), found: z.string(), expected: z.string() }),
        )
        .describe("the first hundred"),
    }),
  ),
});

const serve: z.ZodType<ServeAnswer> = exactly({
  finding: z.literal("serve"),
  version,
  address: z.url(),
  folder: z.string().nullable().describe("null where the store is a database elsewhere"),
});

const answers: Readonly<Record<string, z.ZodType>> = {
  problems,
  check,
  format,
  new: begun,
  run,
  map,
  why,
  compare,
  diff,
  losses,
  tornado,
  ossification,
  learn,
  import: imported,
  serve,
};

/** The published schemas by the name of their file, without `.schema.json`. */
export function publishedSchemas(): ReadonlyMap<string, object> {
  return new Map(
    Object.entries(answers).map(([name, answer]) => [
      name,
      { title: `failwell ${name} --json`, ...z.toJSONSchema(answer, { target: "draft-2020-12" }) },
    ]),
  );
}
