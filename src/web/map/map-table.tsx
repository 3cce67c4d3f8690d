import { Switch, Table } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { MapFinding } from "../../findings/map.ts";
import { sayMoney, sayRate, sayShare } from "../../findings/say.ts";
import { Assumed, Figure } from "../design/figure.tsx";
import { TableScroll } from "../design/table-scroll.tsx";
import style from "./map.module.css";
import type { Thought } from "./orders.ts";
import { placeShown, type Shown } from "./scales.ts";

/** The same content as the picture, to be read. */
export function MapTable(props: {
  readonly organization: string;
  readonly finding: MapFinding;
  readonly thoughts: readonly Thought[];
  readonly shown: Shown;
}) {
  const { organization, finding, thoughts, shown } = props;
  const [exact, setExact] = useState(false);
  const money = (amount: number) => sayMoney(amount, finding.currency);
  return (
    <section className={style.table} aria-labelledby="all-failures">
      <div className={style.tools}>
        <h2 id="all-failures">All {thoughts.length} failures</h2>
        <Switch
          label="exact figures"
          size="xs"
          checked={exact}
          onChange={(event) => setExact(event.currentTarget.checked)}
        />
      </div>
      <TableScroll label="All failures">
        <Table verticalSpacing={6} highlightOnHover miw="46rem">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>failure</Table.Th>
              <Table.Th>function</Table.Th>
              <Table.Th ta="right">happens</Table.Th>
              <Table.Th ta="right">one takes of the capital</Table.Th>
              <Table.Th ta="right">costs a year</Table.Th>
              <Table.Th ta="right">predictability</Table.Th>
              <Table.Th ta="right">controls</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {thoughts.map(({ failure }) => {
              const place = placeShown(failure, shown);
              return (
                <Table.Tr key={failure.id}>
                  <Table.Th scope="row" fw={400}>
                    <Link
                      to="/o/$organization/failures/$failure"
                      params={{ organization, failure: failure.id }}
                    >
                      {failure.name}
                    </Link>{" "}
                    {failure.assumed ? <Assumed by={failure.assumed} short /> : null}
                  </Table.Th>
                  <Table.Td>{failure.functionName}</Table.Td>
                  <Table.Td ta="right">
                    <Figure of={place.perYear} say={sayRate} exact={exact} />
                  </Table.Td>
                  <Table.Td ta="right">
                    <Figure of={place.lossToCapital} say={sayShare} exact={exact} />
                  </Table.Td>
                  <Table.Td ta="right">
                    <Figure of={place.costPerYear} say={money} exact={exact} />
                  </Table.Td>
                  <Table.Td ta="right">
                    {failure.learned && shown === "learned"
                      ? `${failure.stated.predictability.toFixed(2)} → `
                      : ""}
                    {place.predictability.toFixed(2)}
                  </Table.Td>
                  <Table.Td ta="right">
                    {failure.protectedBy.length === 0 ? "none" : failure.protectedBy.length}
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
