import { Table } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { sheetOfDiff } from "../../findings/diff-sheet.ts";
import type { Table as TableLaidOut } from "../../findings/sheet.ts";
import { Assumptions } from "../design/assumptions.tsx";
import { Trouble } from "../design/states.tsx";
import { TableScroll } from "../design/table-scroll.tsx";
import { useEngine } from "../engine/engine.tsx";
import { diffQuery, type Pair } from "./revisions.ts";
import style from "./text.module.css";

/** What the change from one revision to another does, worked out off the page's thread: sentences, then the figures behind them. */
export function Difference({ pair }: { pair: Pair }): ReactNode {
  const { data, error } = useQuery(diffQuery(pair, useEngine(), useQueryClient()));
  if (error) return <Trouble title="What it changed could not be worked out" error={error} />;
  if (data === undefined)
    return (
      <p className={style.sentences} role="status">
        Working out what it does.
      </p>
    );
  if (data === null)
    return (
      <p className={style.sentences}>
        One of the two texts has problems, so that only their lines can be compared.{" "}
        <Link to="/o/$organization/text" params={{ organization: pair.id }} search={{}}>
          To the text
        </Link>
      </p>
    );
  const { sentences, tables, assumptions } = sheetOfDiff(data);
  return (
    <section aria-label="What it does" className={style.difference}>
      <p className={style.sentences}>{sentences.join(" ")}</p>
      {tables.map((table) => (
        <Rows key={table.title} table={table} />
      ))}
      <Assumptions of={assumptions} />
    </section>
  );
}

/** So many rows are shown before the rest is asked for. */
const first = 8;

function Rows({ table }: { table: TableLaidOut }): ReactNode {
  const [all, setAll] = useState(false);
  const { title, columns, rows } = table;
  const left = all ? 0 : Math.max(0, rows.length - first);
  return (
    <section>
      <h2 className={style.small}>{title}</h2>
      <TableScroll label={title}>
        <Table verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns of one table may have one title, and never change places.
                <Table.Th key={place} ta={column.figures ? "right" : "left"}>
                  {column.title}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.slice(0, rows.length - left).map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows never change places.
              <Table.Tr key={at}>
                {row.map((cell, place) => (
                  <Table.Td
                    // biome-ignore lint/suspicious/noArrayIndexKey: cells never change places.
                    key={place}
                    ta={columns[place]?.figures ? "right" : "left"}
                    className={columns[place]?.figures ? style.figure : undefined}
                  >
                    {cell.said}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableScroll>
      {left > 0 ? (
        <button type="button" className={style.more} onClick={() => setAll(true)}>
          and {left} more
        </button>
      ) : null}
    </section>
  );
}
