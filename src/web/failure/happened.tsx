import { getRouteApi, Link } from "@tanstack/react-router";
import type { LearnedFailure } from "../../findings/learn.ts";
import {
  sayChance,
  sayCount,
  sayCounted,
  sayDay,
  sayEstimate,
  sayRange,
  sayRate,
} from "../../findings/say.ts";
import { Mark } from "../design/mark.tsx";
import { Earlier } from "../design/states.tsx";
import { useEngine } from "../engine/engine.tsx";
import style from "./happened.module.css";
import { Amounts, StatedAgainstLearned } from "./stated-against-learned.tsx";

const route = getRouteApi("/o/$organization/failures/$failure");

/** What this failure did so far, by the record: how often against how often it was stated, and what next year may bring. */
export function Happened({ failureId }: { failureId: string }) {
  const { organization } = route.useParams();
  const { learn, map, reading, stale, trouble } = useEngine();
  const learned = learn?.failures.find(({ id }) => id === failureId);
  return (
    <section aria-labelledby="happened">
      <h2 id="happened" className={style.h2}>
        What it did so far
      </h2>
      {learn && learned ? (
        <Earlier when={stale}>
          <p className={style.said}>{sentences(learned).join(" ")}</p>
          {learned.exposureYears > 0 ? <StatedAgainstLearned of={learned} /> : null}
          <Amounts of={learned.amounts ?? []} currency={reading?.model?.organization.currency ?? ""} />
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
      ) : map === null ? (
        <p className={style.quiet}>{trouble ?? "Reading the record."}</p>
      ) : (
        <NothingTold organization={organization} failureId={failureId} />
      )}
    </section>
  );
}

/** Below this chance the record and what was stated hardly fit together. */
const surprising = 0.05;

function sentences(learned: LearnedFailure): string[] {
  if (learned.exposureYears === 0)
    return [
      `None is in the record, and nothing in it says that anybody watched for it: it stays as stated, ${sayEstimate(learned.statedPerYear, sayRate)}.`,
    ];
  return [seen(learned), rate(learned), nextYear(learned)];
}

function seen({ counted, exposureYears, lastSeen }: LearnedFailure): string {
  const watched = `${sayCounted(exposureYears, "year")} of watching`;
  if (counted === 0) return `Not once in ${watched}.`;
  const last = lastSeen === null ? "" : `, the last on ${sayDay(lastSeen)}`;
  return `${counted === 1 ? "Once" : `${sayCount(counted)} times`} in ${watched}${last}.`;
}

function rate({ statedPerYear, learnedPerYear, surprise }: LearnedFailure): string {
  const stated = sayEstimate(statedPerYear, sayRate);
  const learned = sayEstimate(learnedPerYear, sayRate);
  const now =
    learned === stated ? "the record leaves that as it is" : `with the record that becomes ${learned}`;
  if (surprise >= surprising) return `It was stated as ${stated}; ${now}, and the two fit.`;
  return `It was stated as ${stated}; ${now}. Were the statement right, a count so far out had a chance of ${sayChance(surprise)}: it deserves another look.`;
}

function nextYear({ nextYear: { low, high, none } }: LearnedFailure): string {
  if (high === 0) return `Next year most likely none: ${sayChance(none)}.`;
  const count = sayRange(low, high, sayCount);
  const chance = low === 0 && none > 0.001 ? `; none at all: ${sayChance(none)}` : "";
  return `Next year, with 90%, ${count}${chance}.`;
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
