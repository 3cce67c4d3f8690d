import type { RunExpectation } from "../../findings/run.ts";
import { sayDuration, sayMoney, sayShare } from "../../findings/say.ts";
import type { Expectation, Model } from "../../model/model.ts";
import { Assumed } from "../design/figure.tsx";
import { Mark } from "../design/mark.tsx";
import { Earlier } from "../design/states.tsx";
import { sayMissed, sayObjective, sayQuantity, sayWindow } from "../design/words.ts";
import { useEngine } from "../engine/engine.tsx";
import style from "./expected.module.css";
import { ToleranceStrip } from "./tolerance-strip.tsx";

/** Who expects what of this failure's function, as far as this failure can miss it, and how often it is missed. */
export function Expected({ failureId }: { failureId: string }) {
  const { reading, run, runStale } = useEngine();
  const model = reading?.model;
  const failure = model?.failures.find(({ id }) => id === failureId);
  if (!model || !failure) return null;
  const expectations = missedThrough(model, failureId, failure.functionId);
  const owner = model.functions.find(({ id }) => id === failure.functionId)?.name ?? failure.functionId;
  return (
    <section aria-labelledby="expected">
      <h2 id="expected" className={style.h2}>
        Who expects what
      </h2>
      {expectations.length === 0 ? (
        <Unexpected
          owner={owner}
          hasOthers={model.expectations.some((it) => it.functionId === failure.functionId)}
        />
      ) : (
        <Earlier when={run !== null && runStale}>
          <ul className={style.list}>
            {expectations.map((expectation) => (
              <ExpectationRow
                key={expectation.id}
                expectation={expectation}
                audience={
                  model.audiences.find(({ id }) => id === expectation.audience)?.name ?? expectation.audience
                }
                met={run?.expectations.find(({ id }) => id === expectation.id)}
                currency={model.organization.currency}
              />
            ))}
          </ul>
        </Earlier>
      )}
    </section>
  );
}

/** An expectation names the failures that miss it; one that names none is missed by all of its function. */
function missedThrough(model: Model, failureId: string, functionId: string): readonly Expectation[] {
  return model.expectations.filter(({ missedBy, functionId: of }) =>
    missedBy === undefined ? of === functionId : missedBy.includes(failureId),
  );
}

function ExpectationRow(props: {
  readonly expectation: Expectation;
  readonly audience: string;
  readonly met: RunExpectation | undefined;
  readonly currency: string;
}) {
  const { expectation, audience, met, currency } = props;
  return (
    <li>
      <Mark kind="expectation" size={16} />
      <div>
        <p>
          {audience}: <strong>{sayObjective(expectation, currency)}</strong>
          {expectation.assumed ? (
            <>
              {" "}
              <Assumed by={expectation.assumed} short />
            </>
          ) : null}
        </p>
        {expectation.describes ? <p className={style.quiet}>{expectation.describes}</p> : null}
        {met ? (
          <>
            <ToleranceStrip of={met} currency={currency} />
            <p className={style.said}>{saidOf(expectation, met, currency)}</p>
          </>
        ) : (
          <p className={style.quiet}>How often it is missed is being counted.</p>
        )}
      </div>
    </li>
  );
}

/** How often it is missed and by how much, and what its audience does then. */
function saidOf(expectation: Expectation, met: RunExpectation, currency: string): string {
  const { windowHours, response, penalty } = expectation;
  const missed = met.missed.value ?? 0;
  const beyond = met.beyondTolerance.value ?? 0;
  const sentences = [
    beyond > 0
      ? `${capital(sayMissed(missed, windowHours))}; by more than anybody tolerates in ${sayShare(beyond)}.`
      : `${capital(sayMissed(missed, windowHours))}${missed > 0 ? ", never by more than is tolerated" : ""}.`,
  ];
  if (response && beyond > 0 && met.response.value !== null)
    sentences.push(
      `Then ${sayShare(met.response.value)} leave on average, of ${sayQuantity(response.leave, sayShare)} at most.`,
    );
  if (penalty)
    sentences.push(
      `Past ${sayMeasured(expectation, penalty.above.low, currency)} ${sayWindow(windowHours)}, ${sayQuantity(penalty.amount, (money) => sayMoney(money, currency))} is due.`,
    );
  if ((met.costPerYear.value ?? 0) > 0)
    sentences.push(`Together that costs ${sayMoney(met.costPerYear.value ?? 0, currency)} a year.`);
  return sentences.join(" ");
}

function sayMeasured({ measure }: Expectation, value: number, currency: string): string {
  if (measure === "time") return sayDuration(value);
  if (measure === "loss") return sayMoney(value, currency);
  return measure === "share" ? sayShare(value) : String(value);
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

function Unexpected({ owner, hasOthers }: { owner: string; hasOthers: boolean }) {
  return (
    <p className={style.quiet}>
      {hasOthers
        ? `What is expected of ${owner} is missed by other failures; this one misses nothing that anybody has written down.`
        : `Nobody has written down what they expect of ${owner}.`}
    </p>
  );
}
