import { CloseButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { MapFailure, MapFinding, MapPlace } from "../../findings/map.ts";
import { sayCount, sayMoney, sayRate, sayShare } from "../../findings/say.ts";
import type { Model } from "../../model/model.ts";
import { Assumed, Figure } from "../design/figure.tsx";
import { Mark } from "../design/mark.tsx";
import style from "./map.module.css";
import { placeShown, type Shown } from "./scales.ts";

/** What the map knows of the chosen failure, in words, and the way to its own page. */
export function MapDetails(props: {
  readonly organization: string;
  readonly finding: MapFinding;
  readonly failure: MapFailure;
  readonly shown: Shown;
  readonly model: Model;
  readonly close: () => void;
}) {
  const { organization, finding, failure, shown, model, close } = props;
  const place = placeShown(failure, shown);
  const money = (amount: number) => sayMoney(amount, finding.currency);
  const controls = model.controls.filter(({ id }) => failure.protectedBy.includes(id));
  return (
    <section className={style.details} aria-label={`Details: ${failure.name}`}>
      <CloseButton className={style.close} aria-label="Close the details" onClick={close} />
      <h2>
        <Mark kind="failure" /> {failure.name}
      </h2>
      <div className={style.quiet}>
        {failure.functionName}
        {shown === "learned" && !failure.learned ? " · not in the record, so as stated" : ""}
      </div>
      <dl className={style.facts}>
        <dt>happens</dt>
        <dd>
          <Figure of={place.perYear} say={sayRate} />{" "}
          {failure.assumed ? <Assumed by={failure.assumed} short /> : null}
        </dd>
        <dt>costs a year</dt>
        <dd>
          <Figure of={place.costPerYear} say={money} band />
        </dd>
        <dt>one takes</dt>
        <dd>
          <Figure of={place.lossToCapital} say={sayShare} /> of the capital
        </dd>
        <dt>adds to ruin</dt>
        <dd>
          <Figure of={place.criticality} say={sayShare} />
        </dd>
        <dt>predictability</dt>
        <dd>
          {place.predictability.toFixed(2)} <span className={style.quiet}>credited</span>
          <Sightings place={place} />
        </dd>
        <dt>caught by</dt>
        <dd>
          {controls.length === 0 ? (
            <span className={style.quiet}>nobody and nothing yet</span>
          ) : (
            <ul className={style.controls}>
              {controls.map(({ id, name, kind }) => (
                <li key={id}>
                  <Mark kind={kind} title={kind} /> {name}
                </li>
              ))}
            </ul>
          )}
        </dd>
      </dl>
      <Link to="/o/$organization/failures/$failure" params={{ organization, failure: failure.id }}>
        How it comes about, and what it does →
      </Link>
    </section>
  );
}

/** What is known of it, in sightings: what was seen is solid, what is claimed is hatched. */
function Sightings({ place }: { place: MapPlace }) {
  const { seenSightings: seen, claimedSightings: claimed } = place;
  const all = Math.max(seen + claimed, 1e-9);
  return (
    <>
      <div className={style.sightings} aria-hidden>
        <div className={style.seen} style={{ width: `${(100 * seen) / all}%` }} />
        <div className={style.claimed} style={{ width: `${(100 * claimed) / all}%` }} />
      </div>
      <div className={style.quiet}>
        {sayCount(seen)} seen, {sayCount(claimed)} claimed by the stated range
        {place.indicatorSkill > 0 ? `; an indicator warns with skill ${sayShare(place.indicatorSkill)}` : ""}
      </div>
    </>
  );
}
