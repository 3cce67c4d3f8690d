import { z } from "zod";
import type {
  Change,
  CostPart,
  DiffEffects,
  DiffFinding,
  DiffSide,
  MovedFigure,
  MovedPlace,
  PlaceOnMap,
  QueueLoad,
  Shift,
} from "../findings/diff.ts";
import { count, estimate, exactly, positive, rests, sentences, share, version } from "./schema-parts.ts";

const side: z.ZodType<DiffSide> = exactly({
  organization: z.string(),
  currency: z.string(),
  capital: positive,
}).meta({ id: "diffSide" });

const moved: z.ZodType<MovedFigure> = exactly({
  what: z.string(),
  before: z.string().nullable().describe("null where nothing was said"),
  after: z.string().nullable().describe("null where nothing is said"),
});

const change: z.ZodType<Change> = exactly({
  how: z.enum(["added", "removed", "renamed", "changed"]),
  kind: z.enum([
    "organization",
    "department",
    "people",
    "function",
    "audience",
    "expectation",
    "input",
    "common cause",
    "failure",
    "guard rail",
    "safety net",
    "escape hatch",
    "indicator",
    "growth",
    "ideas",
    "assumptions",
  ]),
  id: z.string().describe("in the text after; of what was removed, in the text before"),
  name: z.string(),
  was: exactly({ id: z.string(), name: z.string() }).optional().describe("what it was called"),
  moved: z.array(moved).describe("what is said otherwise of it"),
});

const shift: z.ZodType<Shift> = exactly({
  before: estimate,
  after: estimate,
  change: estimate.describe("after less before, on the same random numbers"),
  told: z.boolean().describe("whether the change is more than its error, in 19 cases of 20"),
}).meta({ id: "shift" });

const part: z.ZodType<CostPart> = exactly({
  of: z.enum(["failure", "control", "expectation"]),
  id: z.string(),
  name: z.string(),
  cost: shift,
});

const place: z.ZodType<PlaceOnMap> = exactly({ predictability: share, perYear: positive }).meta({
  id: "placeOnMap",
});

const movedPlace: z.ZodType<MovedPlace> = exactly({
  id: z.string(),
  name: z.string(),
  before: place.nullable(),
  after: place.nullable(),
  criticality: shift,
});

const load: z.ZodType<QueueLoad> = exactly({
  load: positive.describe("people busy on average, if all of the work were done"),
  people: positive,
  overloaded: share.describe("share of what is not known in which there is as much work as people, or more"),
}).meta({ id: "queueLoad" });

const effects: z.ZodType<DiffEffects> = exactly({
  costPerYear: shift,
  lossPerYear: shift,
  badYear: shift.describe("what losses pass in 1 year of 100"),
  parts: z.array(part).describe("of the cost, those that changed"),
  frictionHours: exactly({ before: positive, after: positive }),
  places: z.array(movedPlace),
  expectations: z.array(exactly({ id: z.string(), name: z.string(), met: shift })),
  queues: z.array(
    exactly({ id: z.string(), name: z.string(), before: load.nullable(), after: load.nullable() }),
  ),
  ossification: exactly({
    before: share.nullable(),
    after: share.nullable(),
    stages: z.array(
      exactly({
        stage: z.enum(["work", "delay", "rejection", "hatch", "irreversibility", "expectation"]),
        name: z.string(),
        before: share,
        after: share,
      }),
    ),
  }),
});

export const diff: z.ZodType<DiffFinding> = exactly({
  finding: z.literal("diff"),
  version,
  before: side,
  after: side,
  seed: count,
  sentences,
  changed: z.boolean().describe("whether anything differs but comments, order and form"),
  changes: z.array(change).describe("what matters most first"),
  effects: effects.nullable().describe("null where nothing changed"),
  ...rests,
});
