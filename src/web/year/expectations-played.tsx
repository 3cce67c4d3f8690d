import { Table } from "@mantine/core";
import type { RunExpectation, RunFinding } from "../../findings/run.ts";
import { sayChance, sayCount, sayDuration, sayMoney, sayShare } from "../../findings/say.ts";
import { Figure } from "../design/figure.tsx";
import { Mark } from "../design/mark.tsx";
import { TableScroll } from "../design/table-scroll.tsx";
import { sayMissed, sayWindow } from "../design/words.ts";
import style from "./year.module.css";

/** What audiences expect, what they get, what they come to expect, and what it costs to disappoint them. */
export function ExpectationsPlayed({ run }: { run: RunFinding }) {
  const { expectations, currency } = run;
  if (expectations.length === 0) return null;
  const money = (amount: number) => sayMoney(amount, currency);
  return (
    <section className={style.section} aria-labelledby="expectations">
      <h2 id="expectations">What is expected</h2>
      <TableScroll label="Expectations, as a table">
        <Table verticalSpacing={5} miw="52rem">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>expectation</Table.Th>
              <Table.Th>expected</Table.Th>
              <Table.Th ta="right">experienced</Table.Th>
              <Table.Th>missed</Table.Th>
              <Table.Th ta="right">beyond tolerance</Table.Th>
              <Table.Th ta="right">comes to expect</Table.Th>
              <Table.Th ta="right">costs a year</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {expectations.map((expectation) => {
              const say = sayer(expectation, money);
              const { id, name, objective, windowHours, missed } = expectation;
              return (
                <Table.Tr key={id}>
                  <Table.Th scope="row" fw={400}>
                    <Mark kind="expectation" size={12} /> {name}
                  </Table.Th>
                  <Table.Td>
                    {expectation.unit === "share"
                      ? `${say(objective)} go well`
                      : `at most ${say(objective)} ${sayWindow(windowHours)}`}
                  </Table.Td>
                  <Table.Td ta="right">
                    <Figure of={expectation.experienced} say={say} />
                  </Table.Td>
                  <Table.Td>
                    {missed.value === null
                      ? (missed.why ?? "not known")
                      : sayMissed(missed.value, windowHours)}
                  </Table.Td>
                  <Table.Td ta="right">
                    <Figure of={expectation.beyondTolerance} say={sayChance} />
                  </Table.Td>
                  <Table.Td ta="right" title={`after ${expectation.ratchet.windows} windows`}>
                    <Figure of={expectation.ratchet.objective} say={say} />
                    <Strictest of={expectation} />
                  </Table.Td>
                  <Table.Td ta="right">
                    <Figure of={expectation.costPerYear} say={money} />
                    <Penalty of={expectation} say={money} />
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </TableScroll>
    </section>
  );
}

/** Among many somebody always minds more than most. */
function Strictest({ of: { strictest } }: { of: RunExpectation }) {
  if (strictest === null) return null;
  const { users, toleranceHours } = strictest;
  return (
    <div className={style.quiet}>
      the strictest of {sayCount(users)} bears {sayDuration(toleranceHours)}
    </div>
  );
}

function Penalty({ of, say }: { of: RunExpectation; say: (amount: number) => string }) {
  const { value } = of.penaltyPerYear;
  return value ? <div className={style.quiet}>of it penalties {say(value)}</div> : null;
}

function sayer({ unit }: RunExpectation, money: (amount: number) => string): (value: number) => string {
  return { hours: sayDuration, occurrences: sayCount, money, share: sayShare }[unit];
}
