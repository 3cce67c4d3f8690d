import type { Expectation, Model } from "../../model/model.ts";
import { expm1 } from "../../numeric/elementary.ts";
import { typical } from "../delay.ts";
import type { Expected } from "./ratchet.ts";

/** An expectation with its figures as numbers: what is expected, and what follows where it is disappointed. */
export type Terms = Expected & {
  /** Of shares that go well; of all else less is better. */
  readonly moreIsBetter: boolean;
  /** Share of the audience that leaves at most, and how soon: 0 where no response is stated. */
  readonly leave: number;
  readonly slope: number;
  /** Money at stake with the whole audience: the response's stated value, else what the audience is worth a year; 0 without either. */
  readonly worth: number;
  /** Money due once the measure passes `above`. */
  readonly penalty: number;
  readonly above: number;
};

export function termsOf(model: Model, expectation: Expectation): Terms {
  const { measure, audience, response, penalty } = expectation;
  const moreIsBetter = measure === "share";
  const domain = moreIsBetter ? "share" : "positive";
  const who = model.audiences.find(({ id }) => id === audience);
  const worth = response?.value ?? who?.valuePerYear;
  return {
    objective: typical(expectation.objective, domain),
    tolerance: typical(expectation.tolerance, domain),
    moreIsBetter,
    leave: response === undefined ? 0 : response.leave.high,
    slope: response?.slope ?? 0,
    worth: worth === undefined ? 0 : typical(worth, "positive"),
    penalty: penalty === undefined ? 0 : typical(penalty.amount, "positive"),
    above: penalty === undefined ? (moreIsBetter ? -Infinity : Infinity) : typical(penalty.above, domain),
  };
}

/** Share of an audience that a disappointment of z tolerances moves: 0 up to 1, then Rmax·(1 − exp(−2.25·slope·(z − 1))). */
export function responseTo(z: number, most: number, slope: number): number {
  if (!(z > 1) || slope === 0) return 0;
  return most * -expm1(-2.25 * slope * (z - 1));
}

/** What a window that holds so much means to those who expect. */
export type Reckoned = {
  /** (x − E)/ω, positive where it is worse than expected. */
  readonly z: number;
  /** Share of the audience. */
  readonly response: number;
  /** Money: response × worth, and the penalty due. */
  readonly lost: number;
  readonly penalty: number;
};

/**
 * The answer of an audience to a window in which the measure was x.
 *
 * at   what is expected by now, where that is no longer what was stated, with some tolerance; a penalty's threshold never moves
 */
export function reckon(terms: Terms, x: number, at: Expected = terms): Reckoned {
  const { moreIsBetter, leave, slope, worth, above } = terms;
  const short = moreIsBetter ? at.objective - x : x - at.objective;
  const z = short / at.tolerance;
  const response = responseTo(z, leave, slope);
  const due = moreIsBetter ? x < above : x > above;
  return { z, response, lost: response * worth, penalty: due ? terms.penalty : 0 };
}
