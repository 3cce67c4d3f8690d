import { Button, Group, Progress } from "@mantine/core";
import type { ReactNode } from "react";
import { sayCount } from "../../../findings/say.ts";
import formStyle from "../form.module.css";
import style from "../record.module.css";
import type { Sent } from "./send.ts";

/** How far it is, and the way out. Read aloud at every tenth only. */
export function Under({ sent, began, onStop }: { sent: Sent; began: number; onStop: () => void }): ReactNode {
  const { share, counts } = sent;
  const tenths = Math.floor(share * 10) * 10;
  const elapsed = (Date.now() - began) / 1000;
  const left = share > 0.05 && share < 1 && elapsed > 2 ? Math.ceil((elapsed / share) * (1 - share)) : null;
  return (
    <div className={formStyle.form}>
      <Progress value={100 * share} aria-label="How much of the file is sent" />
      <p>
        {share < 1 ? `${Math.round(100 * share)}% sent` : "All sent; it is being read and stored"}
        {counts === null
          ? ""
          : ` · ${sayCount(counts.read)} rows read, ${sayCount(counts.added)} new, ${sayCount(counts.known)} known already`}
        {left === null ? "" : ` · about ${left} s left`}
      </p>
      <p role="status" className={style.hidden}>
        {share < 1 ? `${tenths}% sent` : "All sent; it is being read and stored."}
      </p>
      <Group justify="space-between">
        <span className={style.quiet}>All of it is stored at the end, or nothing.</span>
        <Button variant="default" onClick={onStop}>
          Stop
        </Button>
      </Group>
    </div>
  );
}
