import { getRouteApi, Link } from "@tanstack/react-router";
import type { LearnedFailure } from "../../findings/learn.ts";
import { sayChance, sayCount, sayCounted, sayDay, sayEstimate, sayRate } from "../../findings/say.ts";
import { Mark } from "../design/mark.tsx";
import { Earlier } from "../design/states.tsx";
import { useEngine } from "../engine/engine.tsx";
import style from "./happened.module.css";
import { StatedAgainstLearned } from "./stated-against-learned.tsx";

const route = getRouteApi("/o/$organization/failures/$failure");

/** What this failure did so far, by the record: how often against how often it was stated, and what next year may bring. */
export function Happened({ failureId }: { failureId: string }) {
  const { organization } = route.useParams();
  const { learn, stale } = useEngine();
  const learned = learn?.failures.find(({ id }) => id === failureId);
  return (
    <section aria-labelledby="happened">
      <h2 id="happened" className={style.h2}>
        What it did so far
      </h2>
      {learn && learned ? (
        <Earlier when={stale}>
          <p className={style.said}>{sentences(learned).join(" ")}</p>
          <StatedAgainstLearned of={learned} />
          {learned.counted > 0 ? (
            <Link to="/o/$organization/record" params={{ organization }} search={{ failure: failureId }}>
              {learned.counted === 1
                ? "The one in the record →"
                : `All ${sayCount(learned.counted)} in the record →`}
            </Link>
          ) : (
            <Link
              to="/o/$organization/record"
              params={{ organization }}
              search={{ failure: failureId, add: true }}
            >
              Tell of one, a near miss too →
            </Link>
          )}
        </Earlier>
      ) : (
        <NothingTold organization={organization} failureId={failureId} />
      )}
    </section>
  );
}

/** Below this chance the record and what was stated hardly fit together. */
const surprising = 0.05;

function sentences(learned: LearnedFailure): string[] {
  const { counted, exposureYears, lastSeen, statedPerYear, learnedPerYear, nextYear, surprise } = learned;
  const watched = sayCounted(exposureYears, "year");
  const seen =
    counted === 0
      ? `Never seen in ${watched} of watching.`
      : `Seen ${counted === 1 ? "once" : `${sayCount(counted)} times`} in ${watched} of watching${lastSeen === null ? "" : `, last on ${sayDay(lastSeen)}`}.`;
  const rate = `Stated as ${sayEstimate(statedPerYear, sayRate)}, it is now thought to be ${sayEstimate(learnedPerYear, sayRate)}.`;
  const next =
    nextYear.high === 0
      ? "Next year most likely none."
      : `Next year ${nextYear.low === nextYear.high ? sayCount(nextYear.low) : `${sayCount(nextYear.low)} to ${sayCount(nextYear.high)}`}${nextYear.none >= 0.01 ? `; none at all with a chance of ${sayChance(nextYear.none)}` : ""}.`;
  const out =
    surprise < surprising
      ? `A count so far out had a chance of ${sayChance(surprise)} if what was stated were right: the statement deserves another look.`
      : "The count fits what was stated.";
  return [seen, rate, out, next];
}

function NothingTold({ organization, failureId }: { organization: string; failureId: string }) {
  return (
    <>
      <p className={style.said}>
        Nothing is in the record yet, so how often this happens is only what the text says. Each occurrence
        that is told, a near miss too, moves that towards what is true here.
      </p>
      <p className={style.ways}>
        <Mark kind="failure" />{" "}
        <Link
          to="/o/$organization/record"
          params={{ organization }}
          search={{ failure: failureId, add: true }}
        >
          Tell of the first one →
        </Link>
      </p>
    </>
  );
}
