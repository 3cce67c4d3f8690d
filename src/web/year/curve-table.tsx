import { Table } from "@mantine/core";
import { memo } from "react";
import type { LossFinding } from "../../findings/losses.ts";
import type { RunFinding } from "../../findings/run.ts";
import { sayChance, sayList, sayMoney } from "../../findings/say.ts";
import { Figure } from "../design/figure.tsx";
import { TableScroll } from "../design/table-scroll.tsx";
import style from "./year.module.css";

/** The figures behind the picture; beside them those as stated, or as played. */
export const CurveTable = memo(function CurveTable(props: {
  readonly losses: LossFinding;
  /** Null where no figure is moved. */
  readonly stated: LossFinding | null;
  readonly run: RunFinding | null;
}) {
  const { losses, stated, run } = props;
  const money = (amount: number) => sayMoney(amount, losses.currency);
  const other = stated ?? run;
  const rows = [
    ["a year on average", "mean", money],
    ["1 year in 2 costs more than", "p50", money],
    ["1 year in 10", "p90", money],
    ["1 year in 20", "p95", money],
    ["1 year in 100", "p99", money],
    ["on average in that year of 100", "cvar99", money],
    ["a year costs more than the capital", "exceedsCapital", sayChance],
  ] as const;
  return (
    <details className={style.behind}>
      <summary>The figures behind it</summary>
      <TableScroll label="What a year costs, as a table">
        <Table verticalSpacing={5}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>what</Table.Th>
              <Table.Th ta="right">{stated ? "as moved" : "computed"}</Table.Th>
              <Table.Th>for all that is known</Table.Th>
              {other ? <Table.Th ta="right">{stated ? "as stated" : "as played"}</Table.Th> : null}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(([what, key, say]) => (
              <Table.Tr key={key}>
                <Table.Th scope="row" fw={400}>
                  {what}
                </Table.Th>
                <Table.Td ta="right">
                  <Figure of={losses[key]} say={say} />
                </Table.Td>
                <Table.Td className={style.quiet}>{band(losses[key], say)}</Table.Td>
                {other ? (
                  <Table.Td ta="right">
                    <Figure of={other[key]} say={say} />
                  </Table.Td>
                ) : null}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableScroll>
      {losses.leftOut.length > 0 ? (
        <p className={style.quiet}>Only playing years shows {sayList(losses.leftOut)}.</p>
      ) : null}
    </details>
  );
});

function band(
  { low, high }: { readonly low: number | null; readonly high: number | null },
  say: (value: number) => string,
): string {
  return low === null || high === null || low === high ? "" : `${say(low)} to ${say(high)}`;
}
