import type { Ideas } from "../model/model.ts";
import { meanFigures, toldStages } from "./idea-figures.ts";
import { ideaStages, lostAt, stageHazards } from "./idea-stages.ts";

/**
 * O, the share of a good idea's value that is lost before it has an effect, with every range at its mean; null where the text
 * tells none of the stages. A stage that is not told loses nothing.
 */
export function ossificationOf(ideas: Ideas | undefined): number | null {
  if (ideas === undefined || toldStages(ideas).length === 0) return null;
  const hazards = stageHazards(meanFigures(ideas));
  return lostAt(ideaStages.reduce((sum, stage) => sum + hazards[stage], 0));
}
