import { SegmentedControl, Table } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { RunFinding, RunShare } from "../../findings/run.ts";
import { sayMoney, sayShare } from "../../findings/say.ts";
import { Figure } from "../design/figure.tsx";
import { TableScroll } from "../design/table-scroll.tsx";
import { type Sharer, sharers } from "./address.ts";
import style from "./year.module.css";

/** So many rows are shown before the rest is asked for. */
const first = 10;

/** Who carries the cost: of all years, and of the worst one in a hundred. */
export function Shares(props: {
  readonly organization: string;
  readonly run: RunFinding;
  readonly sharer: Sharer;
  readonly share: (sharer: Sharer) => void;
}) {
  const { organization, run, sharer, share } = props;
  const [all, setAll] = useState(false);
  const offered = sharers.filter((known) => run[known].length > 0);
  const by = offered.includes(sharer) ? sharer : (offered[0] ?? "failures");
  const rows: readonly RunShare[] = [...run[by]].sort((a, b) => b.shareOfMean - a.shareOfMean);
  const yearly = new Map(run.failures.map(({ id, lossPerYear }) => [id, lossPerYear]));
  const shown = all ? rows : rows.slice(0, first);
  if (rows.length === 0) return null;
  return (
    <section className={style.section} aria-labelledby="shares">
      <div className={style.head}>
        <h2 id="shares">Where the cost comes from</h2>
        {offered.length > 1 ? (
          <SegmentedControl
            size="xs"
            aria-label="By what the cost is shared out"
            value={by}
            onChange={(value) => share(offered.find((known) => known === value) ?? "failures")}
            data={[...offered]}
          />
        ) : null}
      </div>
      <p className={style.lead}>
        {by === "audiences"
          ? "What disappointed audiences cost, in response and penalties: over all years, and in the worst one of a hundred."
          : "Over all years, and in the worst one of a hundred. What weighs more there than on average is rare and dear."}
      </p>
      <TableScroll label="Shares of the cost, as a table">
        <Table verticalSpacing={5} miw="34rem">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{by.replace(/s$/, "")}</Table.Th>
              {by === "failures" ? <Table.Th ta="right">a year</Table.Th> : null}
              <Table.Th w="28%">of all years</Table.Th>
              <Table.Th w="28%">of the worst in 100</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ id, name, shareOfMean, shareOfTail }) => {
              const cost = by === "failures" ? yearly.get(id) : undefined;
              return (
                <Table.Tr key={id}>
                  <Table.Th scope="row" fw={400}>
                    {by === "failures" ? (
                      <Link to="/o/$organization/failures/$failure" params={{ organization, failure: id }}>
                        {name}
                      </Link>
                    ) : (
                      name
                    )}
                  </Table.Th>
                  {by === "failures" ? (
                    <Table.Td ta="right">
                      {cost ? <Figure of={cost} say={(amount) => sayMoney(amount, run.currency)} /> : null}
                    </Table.Td>
                  ) : null}
                  <Table.Td>
                    <ShareBar share={shareOfMean} />
                  </Table.Td>
                  <Table.Td>
                    <ShareBar share={shareOfTail} tail />
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </TableScroll>
      {rows.length > shown.length ? (
        <button type="button" className={style.more} onClick={() => setAll(true)}>
          and {rows.length - shown.length} more
        </button>
      ) : null}
    </section>
  );
}

function ShareBar({ share, tail = false }: { share: number; tail?: boolean }) {
  return (
    <span className={style.share} data-tail={tail}>
      <i style={{ width: `${Math.max(share > 0 ? 0.5 : 0, 100 * share)}%` }} />
      <span>{sayShare(share)}</span>
    </span>
  );
}
