/** Occurrences → rates, amounts, surprises, novelty. The folder's public face. */
export { earnedPredictability } from "./earned.ts";
export { learn, type Span } from "./learn.ts";
export { type KindCounts, missingMass, newKindsIn, novelShareOfRemainder, noveltyOf } from "./novelty.ts";
export {
  type GammaRate,
  type NextYear,
  nextYear,
  priorOf,
  type StatedRange,
  surpriseOf,
  updated,
} from "./rates.ts";
export { withRecordedDelays } from "./recorded-delays.ts";
export { estimateReporting, type ReportingEstimate } from "./reporting.ts";
export {
  type Amounts,
  type FailureSummary,
  type RecordSummary,
  type Sightings,
  type SummaryOptions,
  summarize,
} from "./summary.ts";
