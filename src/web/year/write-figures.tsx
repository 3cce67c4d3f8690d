import { Button } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { sayCounted } from "../../findings/say.ts";
import type { StatedFigure } from "../../model/model.ts";
import type { OrganizationDetail } from "../../server/api.ts";
import { useEngine } from "../engine/engine.tsx";
import { keepDraft, readDraft } from "../text/draft.ts";
import style from "./figures.module.css";
import { type Moves, movedEnds } from "./moves.ts";

/** Puts the moved figures into the text that is being written, and goes there. Nothing is saved by that. */
export function WriteFigures(props: {
  readonly saved: OrganizationDetail;
  readonly figures: ReadonlyMap<string, StatedFigure>;
  readonly moves: Moves;
}): ReactNode {
  const { saved, figures, moves } = props;
  const { ask } = useEngine();
  const navigate = useNavigate();
  const [trouble, setTrouble] = useState<ReactNode>(null);
  const params = { organization: saved.id };
  const write = async () => {
    const draft = readDraft(localStorage, saved.id);
    const moved = new Map(
      [...moves].flatMap(([name, steps]) => {
        const figure = figures.get(name);
        return figure ? [[name, movedEnds(figure, steps)] as const] : [];
      }),
    );
    const text = draft?.text ?? saved.text;
    const written = await ask("rewrite", { text, file: `${saved.id}.yaml`, moved });
    if (written === null) {
      setTrouble(
        <>
          The text has changes that are not saved and cannot be understood yet.{" "}
          <Link to="/o/$organization/text" params={params}>
            Mend it first
          </Link>
        </>,
      );
      return;
    }
    const base = draft?.base ?? saved.revision.number;
    if (!keepDraft(localStorage, saved.id, { text: written.text, base, time: Date.now() })) {
      setTrouble("This browser keeps nothing that is not saved, so the figures cannot be carried over.");
      return;
    }
    if (written.left.length > 0) {
      const names = written.left.map(({ owner, what }) => `${owner.name}: ${what}`).join(", ");
      setTrouble(
        <>
          {sayCounted(written.left.length, "figure")} could not be written: {names}.{" "}
          <Link to="/o/$organization/text" params={params} search={{ show: "changes" }}>
            The others are in the text
          </Link>
        </>,
      );
      return;
    }
    void navigate({ to: "/o/$organization/text", params, search: { show: "changes" } });
  };
  return (
    <>
      <Button
        size="compact-sm"
        onClick={() => void write().catch((error: Error) => setTrouble(`${error.message}.`))}
      >
        Write these figures into the text
      </Button>
      <p role="alert" className={style.trouble} hidden={trouble === null}>
        {trouble}
      </p>
    </>
  );
}
