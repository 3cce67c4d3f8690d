import { Link } from "@tanstack/react-router";
import { sayCount, sayEstimate, sayList, sayMoney, sayShare } from "../../findings/say.ts";
import { Mark } from "../design/mark.tsx";
import { sayMissed, sayObjective, sayQuantity } from "../design/words.ts";
import style from "./functions.module.css";
import type { FailureShown, FunctionShown } from "./functions-shown.ts";

const dearest = 3;

export function FunctionCard(props: {
  readonly organization: string;
  readonly currency: string;
  readonly shown: FunctionShown;
  readonly active: boolean;
  readonly related: boolean;
  /** A control that is looked at: the failures it meets stand out. */
  readonly control: string | undefined;
  readonly look: (functionId: string | null) => void;
}) {
  const { organization, currency, shown, active, related, control, look } = props;
  const { function: it, failures } = shown;
  const first = control ? failures : failures.slice(0, dearest);
  const rest = control ? [] : failures.slice(dearest);
  const row = (failure: FailureShown) => (
    <FailureRow
      key={failure.id}
      organization={organization}
      currency={currency}
      failure={failure}
      control={control}
    />
  );
  return (
    <article
      id={`function-${it.id}`}
      className={style.card}
      data-active={active}
      data-related={related}
      aria-labelledby={`function-name-${it.id}`}
      onPointerEnter={() => look(it.id)}
      onPointerLeave={() => look(null)}
      onFocus={() => look(it.id)}
      onBlur={() => look(null)}
    >
      <h3 id={`function-name-${it.id}`}>{it.name}</h3>
      <p className={style.quiet}>{scale(shown)}</p>
      <Expectations shown={shown} currency={currency} />
      {failures.length === 0 ? <p className={style.quiet}>No way to fail is written yet.</p> : null}
      <ul className={style.failures}>{first.map(row)}</ul>
      {rest.length > 0 ? (
        <details className={style.rest}>
          <summary>and {rest.length} more</summary>
          <ul className={style.failures}>{rest.map(row)}</ul>
        </details>
      ) : null}
      <Dependence shown={shown} />
    </article>
  );
}

function scale({ function: { users, uses } }: FunctionShown): string {
  const perYear = uses.reduce((sum, use) => sum + (use.perYear.low + use.perYear.high) / 2, 0);
  return [
    ...(users ? [`${sayQuantity(users, sayCount)} users`] : []),
    ...(perYear > 0 ? [`${sayCount(perYear)} uses a year`] : []),
  ].join(", ");
}

function Expectations({ shown, currency }: { shown: FunctionShown; currency: string }) {
  if (shown.expectations.length === 0) return null;
  return (
    <ul className={style.expectations}>
      {shown.expectations.map(({ stated, audience, met }) => (
        <li key={stated.id} title={stated.describes ?? stated.name}>
          <Mark kind="expectation" />
          <span>
            {audience}: {sayObjective(stated, currency)}
            {met && met.missed.value !== null ? (
              <span className={style.quiet}> · {sayMissed(met.missed.value, stated.windowHours)}</span>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

function FailureRow(props: {
  organization: string;
  currency: string;
  failure: FailureShown;
  control: string | undefined;
}) {
  const { organization, currency, failure, control } = props;
  const { controls, costPerYear, failsFast } = failure;
  const met = controls.length > 0 || failsFast;
  const isMeant = control !== undefined && controls.some(({ id }) => id === control);
  return (
    <li
      className={style.failure}
      data-open={!met}
      data-meant={isMeant}
      data-away={control !== undefined && !isMeant}
    >
      <Mark kind="failure" />
      <div>
        <div className={style.line}>
          <Link to="/o/$organization/failures/$failure" params={{ organization, failure: failure.id }}>
            {failure.name}
          </Link>
          <span className={style.amount}>
            {costPerYear ? sayEstimate(costPerYear, (cost) => `${sayMoney(cost, currency)} a year`) : ""}
          </span>
        </div>
        {met ? (
          <ul className={style.controls}>
            {failsFast ? (
              <li>
                <Mark kind="fail fast" title="fails fast" size={12} /> stops itself
              </li>
            ) : null}
            {controls.map(({ id, name, kind }) => (
              <li key={id}>
                <Link to="/o/$organization/functions" params={{ organization }} search={{ control: id }}>
                  <Mark kind={kind} title={kind} size={12} /> {name}
                </Link>
              </li>
            ))}
          </ul>
        ) : (
          <span className={style.nothing}>nothing catches it</span>
        )}
      </div>
    </li>
  );
}

function Dependence({ shown: { dependsOn, neededBy } }: { shown: FunctionShown }) {
  const needs = dependsOn.map(({ name, share }) =>
    share ? `${name} for ${sayQuantity(share, sayShare)} of uses` : name,
  );
  if (dependsOn.length + neededBy.length === 0) return null;
  return (
    <p className={style.dependence}>
      {dependsOn.length > 0 ? <>depends on {sayList(needs)}</> : null}
      {dependsOn.length > 0 && neededBy.length > 0 ? "; " : null}
      {neededBy.length > 0 ? <>needed by {sayList(neededBy.map(({ name }) => name))}</> : null}
    </p>
  );
}
