import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useEffect, useEffectEvent, useRef } from "react";
import type { RecordSummary } from "../../learning/learning.ts";
import type { OrganizationDetail } from "../../server/api.ts";
import { EngineProvider } from "../engine/engine.tsx";
import { Compare } from "./compare.tsx";
import { Conflict } from "./conflict.tsx";
import { DeskHead } from "./desk-head.tsx";
import type { EditorHandle } from "./editor.tsx";
import { RevisionList } from "./revision-list.tsx";
import style from "./text.module.css";
import { type DraftInHand, useDraft } from "./use-draft.ts";
import { useSaving } from "./use-saving.ts";
import { WritingDesk } from "./writing-desk.tsx";

const route = getRouteApi("/o/$organization/text");

/**
 * Where the text is written. The draft has engines of its own, so that its map is live here while the rest of the
 * workbench keeps to what is saved.
 */
export function Desk({
  saved,
  summary,
}: {
  saved: OrganizationDetail;
  summary: RecordSummary | null;
}): ReactNode {
  const { show, line } = route.useSearch();
  const editor = useRef<EditorHandle>(null);
  const draft = useDraft(saved, (text) => editor.current?.replace(text));
  const saving = useSaving(saved, draft);

  useSaveKey(saving.save);

  return (
    <EngineProvider text={draft.text} file={`${saved.id}.yaml`} summary={summary} years={0}>
      <div className={style.page}>
        <DeskHead saved={saved} changed={draft.changed} />
        {saving.conflict === null ? null : (
          <Conflict theirs={saving.conflict} mine={draft.text} onKeep={saving.settle} />
        )}
        <div hidden={show !== undefined || saving.conflict !== null} className={style.fill}>
          <WritingDesk ref={editor} draft={draft} saving={saving} saved={saved} line={line} />
        </div>
        {show === "changes" ? <Changes saved={saved} draft={draft} /> : null}
        {show === "history" ? <RevisionList id={saved.id} current={saved.revision.number} /> : null}
      </div>
    </EngineProvider>
  );
}

function Changes({ saved, draft }: { saved: OrganizationDetail; draft: DraftInHand }): ReactNode {
  if (!draft.changed) {
    return <p className={style.quiet}>The text is as it was saved in revision {saved.revision.number}.</p>;
  }
  return (
    <div className={style.compare}>
      <Compare before={saved.text} after={draft.text} label="What changed since the last revision" />
    </div>
  );
}

/** Ctrl-S saves wherever the focus is on this page; the browser's own dialogue would save the page's HTML. */
function useSaveKey(save: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s")
      return;
    event.preventDefault();
    save();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
