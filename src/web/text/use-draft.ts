import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { OrganizationDetail } from "../../server/api.ts";
import { forgetDraft, keepDraft, readDraft } from "./draft.ts";

export type DraftInHand = {
  readonly text: string;
  /** The revision it was begun from. */
  readonly base: number;
  /** It differs from what is saved. */
  readonly changed: boolean;
  /** When an unsaved text was found from before; null where the page began with what is saved. */
  readonly foundFrom: number | null;
  /** False where the browser has no room for it. */
  readonly kept: boolean;
  /** The editor says what it holds. */
  readonly write: (text: string) => void;
  /** Puts another text into the editor; undo there brings the old one back. */
  readonly replace: (text: string) => void;
  /** The text now stands on this revision: after saving, or after looking at somebody else's. */
  readonly standOn: (base: number) => void;
  /** Forgets the draft; what is saved is the text again. */
  readonly drop: () => void;
};

/** How long after the last key the draft is put into the browser's storage. */
const restMs = 300;

/**
 * The text under the hand: begins with the unsaved one found in this browser, else with the saved one.
 * `showInEditor` is called where the text changes by other means than writing.
 */
export function useDraft(saved: OrganizationDetail, showInEditor: (text: string) => void): DraftInHand {
  const [found] = useState(() => {
    const draft = readDraft(localStorage, saved.id);
    return draft !== null && draft.text !== saved.text ? draft : null;
  });
  const [text, write] = useState(found?.text ?? saved.text);
  const [base, standOn] = useState(found?.base ?? saved.revision.number);
  const [foundFrom, setFoundFrom] = useState(found?.time ?? null);
  const [kept, setKept] = useState(true);
  const changed = text !== saved.text;
  const replace = (newText: string) => {
    showInEditor(newText);
    write(newText);
  };

  useFollowing(saved, text, base, (newText, newBase) => {
    replace(newText);
    standOn(newBase);
  });

  const keep = useEffectEvent(() => {
    if (changed) setKept(keepDraft(localStorage, saved.id, { text, base, time: Date.now() }));
    else forgetDraft(localStorage, saved.id);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of these begins the rest anew.
  useEffect(() => {
    const resting = setTimeout(() => keep(), restMs);
    return () => clearTimeout(resting);
  }, [text, base, changed]);
  useEffect(() => {
    const leave = () => keep();
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, []);

  useEffect(() => {
    if (!changed) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [changed]);

  const drop = () => {
    replace(saved.text);
    standOn(saved.revision.number);
    setFoundFrom(null);
  };

  return { text, base, changed, foundFrom: changed ? foundFrom : null, kept, write, replace, standOn, drop };
}

/** Where nothing was written here, a revision that somebody else saved becomes the text. */
function useFollowing(
  saved: OrganizationDetail,
  text: string,
  base: number,
  follow: (text: string, base: number) => void,
): void {
  const before = useRef(saved);
  useEffect(() => {
    const earlier = before.current;
    before.current = saved;
    if (earlier.revision.number === saved.revision.number) return;
    if (text === saved.text || (text === earlier.text && base === earlier.revision.number)) {
      follow(saved.text, saved.revision.number);
    }
  });
}
