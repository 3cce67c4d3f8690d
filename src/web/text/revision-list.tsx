import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Trouble } from "../design/states.tsx";
import { sayMoment } from "./moment.ts";
import { revisionsQuery } from "./revisions.ts";
import style from "./text.module.css";

/** The history as a list of sentences, newest first. */
export function RevisionList({ id, current }: { id: string; current: number }): ReactNode {
  const { data, error, refetch } = useQuery(revisionsQuery(id));
  if (error && !data)
    return <Trouble title="The history is out of reach" error={error} retry={() => void refetch()} />;
  return (
    <ol className={style.revisions} reversed>
      {data?.map(({ number, author, time, comment }) => (
        <li key={number} value={number}>
          <Link to="/o/$organization/text" params={{ organization: id }} search={{ revision: number }}>
            {comment === "" ? "Changed without a comment" : comment}
          </Link>
          <span className={style.quiet}>
            {author}, {sayMoment(time)}
            {number === current ? " · the text as it is now" : ""}
          </span>
        </li>
      ))}
    </ol>
  );
}
