import { Button } from "@mantine/core";
import { type ReactNode, type RefObject, useEffect, useMemo, useState } from "react";
import type { MapFinding } from "../../findings/map.ts";
import type { Model, Problem, Reading } from "../../model/model.ts";
import type { OrganizationDetail } from "../../server/api.ts";
import { Earlier } from "../design/states.tsx";
import { useEngine } from "../engine/engine.tsx";
import { type DepartmentShown, departmentsShown } from "../map/departments.ts";
import { MapPicture } from "../map/map-picture.tsx";
import { Editor, type EditorHandle } from "./editor.tsx";
import { ProblemList } from "./problem-list.tsx";
import { SaveBar } from "./save-bar.tsx";
import style from "./text.module.css";
import type { DraftInHand } from "./use-draft.ts";
import type { Saving } from "./use-saving.ts";

const noProblems: readonly Problem[] = [];

/** Editor on the left; on the right, live, what it means: the map, and what wants mending. */
export function WritingDesk(props: {
  readonly ref: RefObject<EditorHandle | null>;
  readonly saved: OrganizationDetail;
  readonly draft: DraftInHand;
  readonly saving: Saving;
  /** The line to begin at, from the address. */
  readonly line: number | undefined;
}): ReactNode {
  const { ref, saved, draft, saving, line } = props;
  const { reading, map, stale, ms, trouble, ask } = useEngine();
  const [initial] = useState(draft.text);
  const problems = reading?.problems ?? noProblems;
  const model = useLastModel(reading);
  const departments = useMemo(() => (model === null ? [] : departmentsShown(model)), [model]);
  const showFailure = (id: string) => {
    const failure = model?.failures.find((failure) => failure.id === id);
    if (failure) ref.current?.show(failure.place.start, failure.place.end);
  };
  useEffect(() => {
    if (line !== undefined) ref.current?.showLine(line);
  }, [ref, line]);

  return (
    <div className={style.desk}>
      <section className={style.paper} aria-label="Editor">
        <div className={style.editor}>
          <Editor
            ref={ref}
            initial={initial}
            label={`Text of ${saved.name}`}
            describedBy="editor-keys"
            problems={problems}
            onChange={draft.write}
            onSave={() => void saving.save()}
            complete={(text, offset) => ask("suggest", { text, offset })}
            describe={(text, offset) => ask("describe", { text, offset })}
          />
        </div>
        <div className={style.foot}>
          <p id="editor-keys">
            Tab indents; Esc, then Tab, leaves the editor. Ctrl-Space suggests, Ctrl-F finds, Ctrl-S saves.
          </p>
          <FormatButton draft={draft} file={`${saved.id}.yaml`} />
        </div>
        <SaveBar draft={draft} saving={saving} />
      </section>
      <section className={style.live} aria-label="What the text means, live">
        {trouble === null ? null : <p role="alert">An engine stopped at this text: {trouble}</p>}
        <ProblemList
          problems={problems}
          onShow={({ place }) => ref.current?.show(place.start, place.end)}
          onMend={({ place }, words) => ref.current?.mend(place.start, place.end, words)}
        />
        {map !== null && reading !== null ? (
          <LiveMap map={map} stale={stale} departments={departments} onChoose={showFailure} />
        ) : null}
        <p className={style.quiet}>{ms === null ? "" : `Read and mapped in ${sayMs(ms)}.`}</p>
      </section>
    </div>
  );
}

/** The map of the text as it stands; a bubble leads to its lines. */
function LiveMap(props: {
  readonly map: MapFinding;
  readonly stale: boolean;
  readonly departments: readonly DepartmentShown[];
  readonly onChoose: (failureId: string) => void;
}): ReactNode {
  const { map, stale, departments, onChoose } = props;
  const shown = map.failures.some(({ learned }) => learned) ? "learned" : "stated";
  return (
    <>
      <p className={style.sentences} data-stale={stale}>
        {map.sentences.slice(0, 2).join(" ")}
      </p>
      <Earlier when={stale}>
        <MapPicture
          finding={map}
          shown={shown}
          departments={departments}
          lit={null}
          chosen={undefined}
          choose={(failure) => {
            if (failure !== undefined) onChoose(failure);
          }}
        />
      </Earlier>
    </>
  );
}

function sayMs(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** The model of the last text that could be understood: what the map that is still shown was made of. */
function useLastModel(reading: Reading | null): Model | null {
  const [last, setLast] = useState<Model | null>(null);
  const now = reading?.model ?? last;
  if (now !== last) setLast(now);
  return now;
}

/** Puts the text into its one form; what can't be read is left as it is, and said. */
function FormatButton({ draft, file }: { draft: DraftInHand; file: string }): ReactNode {
  const { ask } = useEngine();
  const [said, setSaid] = useState("");
  const format = async () => {
    const formatted = await ask("format", { text: draft.text, file });
    if (formatted.text === null) {
      setSaid("This can't be formatted until it can be read; see what wants mending.");
      return;
    }
    setSaid(formatted.text === draft.text ? "It is in its form already." : "Formatted.");
    draft.replace(formatted.text);
  };
  return (
    <>
      <span role="status" className={style.said}>
        {said}
      </span>
      <Button variant="default" size="compact-sm" onClick={() => void format()}>
        Format
      </Button>
    </>
  );
}
