import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { OrganizationDetail } from "../../server/api.ts";
import { Opening, Trouble } from "../design/states.tsx";
import { Compare } from "./compare.tsx";
import { keepDraft, readDraft } from "./draft.ts";
import { sayMoment } from "./moment.ts";
import { revisionQuery } from "./revisions.ts";
import style from "./text.module.css";

/** One revision: what it changed, and the way back to it. */
export function RevisionPage({ saved, number }: { saved: OrganizationDetail; number: number }): ReactNode {
  const revision = useQuery(revisionQuery(saved.id, number));
  const before = useQuery({ ...revisionQuery(saved.id, number - 1), enabled: number > 1 });
  const params = { organization: saved.id };
  const back = (
    <Link to="/o/$organization/text" params={params} search={{ show: "history" }}>
      History
    </Link>
  );
  if (revision.error) return <Trouble title={`Revision ${number} is out of reach`} error={revision.error} />;
  if (!revision.data || (number > 1 && before.isPending)) return null;
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
        sentences={[who, first ? "It is the first." : `Below is what it changed in revision ${number - 1}.`]}
        organization={saved.name}
      />
      <Restore saved={saved} number={number} text={text} />
      <div className={style.compare}>
        <Compare before={before.data?.text ?? text} after={text} label={`What revision ${number} changed`} />
      </div>
    </div>
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
