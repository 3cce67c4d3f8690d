import type { OssificationStageId } from "../../findings/ossification.ts";

const stages: readonly OssificationStageId[] = [
  "work",
  "delay",
  "rejection",
  "hatch",
  "irreversibility",
  "expectation",
];

/** What the address of the Ossification page may carry. */
export type OssificationAddress = {
  /** The stage that was chosen. */
  readonly stage?: OssificationStageId | undefined;
  /** What is let go, by the id of its source. */
  readonly without?: string | undefined;
};

/** Reads an address leniently: what is not understood is left out. */
export function readOssificationAddress({ stage, without }: Record<string, unknown>): OssificationAddress {
  const known = stages.find((id) => id === stage);
  return {
    ...(known && { stage: known }),
    ...(typeof without === "string" && without !== "" && { without }),
  };
}
