import { useInViewport } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { RevisionListed } from "../../server/api.ts";
import { Trouble } from "../design/states.tsx";
import { useEngine } from "../engine/engine.tsx";
import { sayMoment } from "./moment.ts";
import { changesQuery, revisionsQuery } from "./revisions.ts";
import style from "./text.module.css";

/** The history as a list of sentences, newest first. */
export function RevisionList({ id, current }: { id: string; current: number }): ReactNode {
  const { data, error, refetch } = useQuery(revisionsQuery(id));
  if (error && !data)
    return <Trouble title="The history is out of reach" error={error} retry={() => void refetch()} />;
  return (
    <ol className={style.revisions} reversed>
      {data?.map((revision) => (
        <Row key={revision.number} id={id} revision={revision} isCurrent={revision.number === current} />
      ))}
    </ol>
  );
}

/** What a revision changed is worked out once it comes into view: a history may be long. */
function Row(props: {
  readonly id: string;
  readonly revision: RevisionListed;
  readonly isCurrent: boolean;
}): ReactNode {
  const { id, revision, isCurrent } = props;
  const { number, author, time, comment } = revision;
  const { ref, inViewport } = useInViewport<HTMLLIElement>();
  const pair = { id, before: number - 1, after: number };
  const changes = useQuery({
    ...changesQuery(pair, useEngine(), useQueryClient()),
    enabled: number > 1 && inViewport,
  });
  return (
    <li value={number} ref={ref}>
      <Link to="/o/$organization/text" params={{ organization: id }} search={{ revision: number }}>
        {comment === "" ? "Changed without a comment" : comment}
      </Link>
      <span className={style.changed}>{number === 1 ? "The first text." : sayChanged(changes.data)}</span>
      <span className={style.quiet}>
        {author}, {sayMoment(time)}
        {isCurrent ? " · the text as it is now" : ""}
      </span>
    </li>
  );
}

/** A space keeps the place until it is known. */
function sayChanged(sentence: string | null | undefined): string {
  if (sentence === undefined) return "\u00a0";
  if (sentence === null) return "It cannot be told what changed: one of the two texts has problems.";
  return sentence === "" ? "Comments or form only; it says the same." : sentence;
}
