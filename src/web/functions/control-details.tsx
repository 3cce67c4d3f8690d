import { CloseButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { RunFinding } from "../../findings/run.ts";
import { sayCount, sayDuration, sayEstimate, sayMoney, sayShare } from "../../findings/say.ts";
import type { Control, Model } from "../../model/model.ts";
import { Mark } from "../design/mark.tsx";
import { sayDelay, sayQuantity } from "../design/words.ts";
import style from "./functions.module.css";

/** One control in words: what it does, how well, and what it costs. */
export function ControlDetails(props: {
  readonly control: Control;
  readonly run: RunFinding | null;
  readonly model: Model;
  readonly organization: string;
  readonly close: () => void;
}) {
  const { control, run, model, organization, close } = props;
  const costs = costsOf(control.id, run, model.organization.currency);
  return (
    <section className={style.control} aria-label={`Control: ${control.name}`}>
      <CloseButton className={style.close} aria-label="Close the control" onClick={close} />
      <h2>
        <Mark kind={control.kind} /> {control.name}
      </h2>
      <p>
        {does(control)} {costs}
      </p>
      <Link to="/o/$organization/text" params={{ organization }} search={{ line: control.place.line }}>
        In the text →
      </Link>
    </section>
  );
}

function does(control: Control): string {
  switch (control.kind) {
    case "guard rail":
      return `A guard rail that stops ${sayQuantity(control.stops, sayShare)} of what it keeps out.`;
    case "safety net":
      return `A safety net that catches ${sayQuantity(control.catches, sayShare)}, after ${sayDelay(control.after)}.`;
    case "escape hatch":
      return `An escape hatch by hand: it takes ${sayDelay(control.handling)} and works ${sayQuantity(control.works, sayShare)} of the time.`;
  }
}

function costsOf(id: string, run: RunFinding | null, currency: string): string {
  const found = run?.controls.find((control) => control.id === id);
  if (!found) return "";
  const money =
    found.upkeepPerYear + found.frictionMoneyPerYear + found.falseAlarmMoneyPerYear + found.useMoneyPerYear;
  const hours =
    found.frictionHoursPerYear > 0
      ? ` and ${sayCount(found.frictionHoursPerYear)} hours of people's time`
      : "";
  const queue = found.hatch
    ? ` Its ${sayCount(found.hatch.people)} people have work for ${sayCount(found.hatch.load)}; one waits ${sayEstimate(found.hatch.meanWaitHours, sayDuration)}.`
    : "";
  return `It costs ${sayMoney(money, currency)}${hours} a year.${queue}`;
}
