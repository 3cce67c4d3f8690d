import { Button, Group } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { OrganizationDetail } from "../../server/api.ts";
import { Compare } from "./compare.tsx";
import { sayMoment } from "./moment.ts";
import style from "./text.module.css";

const words = { keep: "Keep mine", takeBack: "Take theirs" };

/** Two people wrote at once: both texts, and the way to bring them together. Nothing is lost by looking. */
export function Conflict(props: {
  readonly theirs: OrganizationDetail;
  readonly mine: string;
  readonly onKeep: (text: string) => void;
}): ReactNode {
  const { theirs, mine, onKeep } = props;
  const [text, setText] = useState(mine);
  const { number, author, time, comment } = theirs.revision;
  return (
    <section className={style.conflict} aria-labelledby="conflict-title">
      <h2 id="conflict-title">Revision {number} came in while you were writing</h2>
      <p>
        Saved by {author} {sayMoment(time)}
        {comment === "" ? "." : `: “${comment}”.`} Nothing is lost. Below is your text; what stands only in
        theirs is struck through, what stands only in yours is marked. Choose for each difference, or write
        what is right.
      </p>
      <div className={style.compare}>
        <Compare
          before={theirs.text}
          after={mine}
          label="Your text against theirs"
          words={words}
          onChange={setText}
        />
      </div>
      <Group mt="sm">
        <Button onClick={() => onKeep(text)}>Go on with this text</Button>
        <Button variant="default" onClick={() => onKeep(theirs.text)}>
          Take all of theirs
        </Button>
      </Group>
    </section>
  );
}
