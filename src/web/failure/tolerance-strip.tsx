import type { RunExpectation } from "../../findings/run.ts";
import { sayCount, sayDuration, sayMoney, sayShare } from "../../findings/say.ts";

/** The zone of tolerance. */
export function ToleranceStrip(_: { readonly of: RunExpectation; readonly currency: string }) {
  void [sayCount, sayDuration, sayMoney, sayShare];
  return null;
}
