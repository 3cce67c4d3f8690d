import { Button, Group, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { OrganizationDetail } from "../../server/api.ts";
import { Opening, Trouble } from "../design/states.tsx";
import { Compare } from "./compare.tsx";
import { Difference } from "./difference.tsx";
import { keepDraft, readDraft } from "./draft.ts";
import { sayMoment } from "./moment.ts";
import { revisionQuery, revisionsQuery } from "./revisions.ts";
import style from "./text.module.css";

/** One revision against another, the one before it unless asked otherwise: what that changed, what it does, and the way back. */
export function RevisionPage({
  saved,
  number,
  against,
}: {
  readonly saved: OrganizationDetail;
  readonly number: number;
  readonly against: number;
}): ReactNode {
  const revision = useQuery(revisionQuery(saved.id, number));
  const before = useQuery({ ...revisionQuery(saved.id, against), enabled: against >= 1 });
  const params = { organization: saved.id };
  const back = (
    <Link to="/o/$organization/text" params={params} search={{ show: "history" }}>
      History
    </Link>
  );
  const [missing, error] = revision.error ? [number, revision.error] : [against, before.error];
  if (error)
    return (
      <>
        <Trouble title={`Revision ${missing} is out of reach`} error={error} />
        {back}
      </>
    );
  if (!revision.data || (against >= 1 && before.isPending)) return null;
  const { text, author, time, comment } = revision.data;
  const who = `Saved by ${author} ${sayMoment(time)}.`;
  const first = before.data === undefined;
  return (
    <div className={style.page}>
      <Opening
        title={comment === "" ? `Revision ${number}` : comment}
        above={
          <>
            {back} · revision {number}
          </>
        }
        sentences={first ? [who, "It is the first."] : [who]}
        organization={saved.name}
      />
      <Restore saved={saved} number={number} text={text} />
      {first ? null : (
        <>
          <Against saved={saved} number={number} against={against} />
          <Difference pair={{ id: saved.id, before: against, after: number }} />
          <h2 className={style.small}>Line by line</h2>
        </>
      )}
      <div className={style.compare}>
        <Compare
          before={before.data?.text ?? text}
          after={text}
          label={`What revision ${number} changed${first ? "" : ` in revision ${against}`}`}
        />
      </div>
    </div>
  );
}

/** The choice of what a revision is compared with. */
function Against({
  saved,
  number,
  against,
}: {
  saved: OrganizationDetail;
  number: number;
  against: number;
}): ReactNode {
  const navigate = useNavigate();
  const { data } = useQuery(revisionsQuery(saved.id));
  const others = data?.filter((revision) => revision.number !== number) ?? [];
  const choose = (chosen: string) => {
    const search = { revision: number, ...(Number(chosen) !== number - 1 && { against: Number(chosen) }) };
    void navigate({ to: "/o/$organization/text", params: { organization: saved.id }, search });
  };
  return (
    <NativeSelect
      label="Compared with"
      className={style.against}
      value={against}
      onChange={(event) => choose(event.currentTarget.value)}
      data={others.map((other) => ({
        value: `${other.number}`,
        label: `revision ${other.number}: ${other.comment === "" ? "without a comment" : other.comment}`,
      }))}
    />
  );
}

/** Going back is writing anew: the old text becomes the draft, to be looked at and saved as the next revision. */
function Restore({
  saved,
  number,
  text,
}: {
  saved: OrganizationDetail;
  number: number;
  text: string;
}): ReactNode {
  const navigate = useNavigate();
  if (text === saved.text) return <p className={style.quiet}>The text now says the same.</p>;
  const waiting = readDraft(localStorage, saved.id);
  const restore = () => {
    keepDraft(localStorage, saved.id, { text, base: saved.revision.number, time: Date.now() });
    void navigate({ to: "/o/$organization/text", params: { organization: saved.id }, search: {} });
  };
  return (
    <Group mb="md" gap="md">
      <Button variant="default" onClick={restore}>
        Bring revision {number} back
      </Button>
      <span className={style.quiet}>
        {waiting === null
          ? "It opens in the editor; nothing changes until you save."
          : `It takes the place of the unsaved text you have from ${sayMoment(waiting.time)}.`}
      </span>
    </Group>
  );
}
