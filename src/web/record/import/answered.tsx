import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { sayCounted } from "../../../findings/say.ts";
import type { Model } from "../../../model/model.ts";
import type { ImportAnswer } from "../../../server/api.ts";
import { sayRefusal } from "../../api.ts";
import { TableScroll } from "../../design/table-scroll.tsx";
import formStyle from "../form.module.css";
import { UnknownKinds } from "../kinds.tsx";
import style from "../record.module.css";
import { kindsQuery } from "../record-queries.ts";

/** What became of the file. */
export function Answered({
  organization,
  answer,
  model,
}: {
  readonly organization: string;
  readonly answer: ImportAnswer;
  readonly model: Model | null;
}): ReactNode {
  const { data: kinds } = useQuery({ ...kindsQuery(organization), enabled: answer.stored });
  return (
    <div className={formStyle.form}>
      <p role="status">{sayAnswer(answer)}</p>
      <Unreadable answer={answer} />
      {answer.stored ? <UnknownKinds organization={organization} model={model} kinds={kinds ?? []} /> : null}
    </div>
  );
}

function sayAnswer(answer: ImportAnswer): string {
  const unreadable =
    answer.unreadable === 0 ? "" : ` ${sayCounted(answer.unreadable, "row")} could not be read.`;
  if (!answer.stored) return `Nothing was stored yet. ${sayRefusal(answer)}`;
  const known = answer.known === 0 ? "" : `, ${answer.known.toLocaleString("en")} known already`;
  return `${answer.added.toLocaleString("en")} new in the record${known}.${unreadable}`;
}

function Unreadable({ answer }: { answer: ImportAnswer }): ReactNode {
  const { unreadableRows, unreadable } = answer;
  if (unreadableRows.length === 0) return null;
  return (
    <>
      <TableScroll label="Rows that could not be read">
        <table className={formStyle.firstRows}>
          <thead>
            <tr>
              <th scope="col">row</th>
              <th scope="col">column</th>
              <th scope="col">found</th>
              <th scope="col">what belongs there</th>
            </tr>
          </thead>
          <tbody>
            {unreadableRows.map(({ row, column, found, expected }) => (
              <tr key={`${row} ${column}`}>
                <td>{row}</td>
                <td>{column}</td>
                <td>{found}</td>
                <td>{expected}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {unreadable > unreadableRows.length ? (
        <p className={style.quiet}>And {sayCounted(unreadable - unreadableRows.length, "more", "more")}.</p>
      ) : null}
    </>
  );
}
