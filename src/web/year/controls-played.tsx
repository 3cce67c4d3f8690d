import { Table } from "@mantine/core";
import { useState } from "react";
import type { RunControl, RunFinding, RunHatch } from "../../findings/run.ts";
import { sayBand, sayCount, sayDuration, sayEstimate, sayMoney } from "../../findings/say.ts";
import { Figure } from "../design/figure.tsx";
import { Mark } from "../design/mark.tsx";
import { TableScroll } from "../design/table-scroll.tsx";
import style from "./year.module.css";

/** So many rows are shown before the rest is asked for. */
const first = 12;

/** What controls cost a year against what a year would cost more without them; at hatches, how busy they are. */
export function ControlsPlayed({ run }: { run: RunFinding }) {
  const [all, setAll] = useState(false);
  const { controls, currency } = run;
  if (controls.length === 0) return null;
  const money = (amount: number) => sayMoney(amount, currency);
  const rows = [...controls].sort((a, b) => (b.worthPerYear.value ?? 0) - (a.worthPerYear.value ?? 0));
  return (
    <section className={style.section} aria-labelledby="controls">
      <h2 id="controls">What controls are worth</h2>
      <p className={style.lead}>{saidOf(rows, money)}</p>
      <TableScroll label="Controls, their worth and cost, as a table">
        <Table verticalSpacing={5} miw="56rem">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>control</Table.Th>
              <Table.Th ta="right">worth a year</Table.Th>
              <Table.Th ta="right">cost a year</Table.Th>
              <Table.Th ta="right">worth in 1 year of 100</Table.Th>
              <Table.Th>at a hatch</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {(all ? rows : rows.slice(0, first)).map((control) => (
              <Table.Tr key={`${control.kind} ${control.id}`}>
                <Table.Th scope="row" fw={400}>
                  <Mark kind={control.kind} size={12} /> {control.name}
                </Table.Th>
                <Table.Td ta="right" title={sayBand(control.worthPerYear, money)}>
                  <Figure of={control.worthPerYear} say={money} />
                </Table.Td>
                <Table.Td ta="right" className={style.load}>
                  {sayCost(control, money)}
                </Table.Td>
                <Table.Td ta="right">
                  <Figure of={control.worthInBadYear} say={money} />
                </Table.Td>
                <Table.Td>{control.hatch ? sayHatch(control.hatch) : ""}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableScroll>
      {rows.length > first && !all ? (
        <button type="button" className={style.more} onClick={() => setAll(true)}>
          and {rows.length - first} more
        </button>
      ) : null}
    </section>
  );
}

function costOf(control: RunControl): number {
  const { upkeepPerYear, frictionMoneyPerYear, falseAlarmMoneyPerYear, useMoneyPerYear } = control;
  return upkeepPerYear + frictionMoneyPerYear + falseAlarmMoneyPerYear + useMoneyPerYear;
}

/** Money, and the hours of everybody that no price is stated for. */
function sayCost(control: RunControl, money: (amount: number) => string): string {
  const { frictionHoursPerYear } = control;
  const cost = costOf(control);
  const hours = frictionHoursPerYear > 0 ? `${sayCount(frictionHoursPerYear)} hours` : "";
  if (hours === "") return cost === 0 ? "nothing stated" : money(cost);
  return cost === 0 ? hours : `${money(cost)} and ${hours}`;
}

/** `2.1 of 9 people busy, 4 minutes’ wait; breaks down at ×4.2`. */
function sayHatch({ load, people, meanWaitHours, breaksDownAt }: RunHatch): string {
  const busy = `${sayCount(load)} of ${sayCount(people)} people busy`;
  if (breaksDownAt !== null && breaksDownAt <= 1) return `${busy}: its queue only grows`;
  const wait = sayEstimate(meanWaitHours, (hours) =>
    hours < 1 / 3600 ? "no wait" : `${sayDuration(hours)} of wait`,
  );
  return `${busy}, ${wait}${breaksDownAt === null ? "" : `; breaks down at ${sayCount(breaksDownAt)} times its work`}`;
}

function saidOf(controls: readonly RunControl[], money: (amount: number) => string): string {
  const dear = controls.filter((control) => {
    const { high } = control.worthPerYear;
    return high !== null && costOf(control) > high;
  });
  const [best] = controls;
  const dearest =
    best?.worthPerYear.value != null && best.worthPerYear.value > 0
      ? `Without “${best.name}” a year would cost ${money(best.worthPerYear.value)} more.`
      : "What a year would cost more without each of them, by the same years played.";
  const names = dear.map(({ name }) => `“${name}”`).slice(0, 3);
  return names.length === 0
    ? dearest
    : `${dearest} By this text ${names.join(", ")} ${names.length === 1 ? "costs" : "cost"} more than what ${names.length === 1 ? "it saves" : "they save"}; expectations and what the text leaves out may say otherwise.`;
}
