import { checkCommonCauses } from "./common-causes.ts";
import { checkControls } from "./controls.ts";
import { checkCycles } from "./cycles.ts";
import { checkExpectations } from "./expectations.ts";
import { checkFrequencies } from "./frequency.ts";
import { checkHarm } from "./harm.ts";
import { checkIdeas } from "./ideas.ts";
import { checkIndicators } from "./indicators.ts";
import { checkUnused } from "./unused.ts";
import type { Whole } from "./whole.ts";

/** Everything that can only be seen once the whole text is read. Each takes time linear in the text. */
export function checkAll(whole: Whole): void {
  checkCycles(whole);
  checkFrequencies(whole);
  checkCommonCauses(whole);
  checkHarm(whole);
  checkControls(whole);
  checkExpectations(whole);
  checkIdeas(whole);
  checkIndicators(whole);
  checkUnused(whole);
}
