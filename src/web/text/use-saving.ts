import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { OrganizationDetail, Refusal, SaveTextRequest } from "../../server/api.ts";
import { ask, organizationPath, organizationQuery, ServerTrouble } from "../api.ts";
import { readAuthor, rememberAuthor } from "./draft.ts";
import type { DraftInHand } from "./use-draft.ts";

export type Saving = {
  readonly author: string;
  readonly comment: string;
  readonly write: (part: { author?: string; comment?: string }) => void;
  readonly underWay: boolean;
  /** The last thing that happened, in words; empty at first. */
  readonly said: string;
  /** Somebody saved meanwhile: what they saved. */
  readonly conflict: OrganizationDetail | null;
  readonly save: () => Promise<void>;
  /** Both texts were looked at: `text` goes on, standing on theirs. */
  readonly settle: (text: string) => void;
};

/** Stands where nobody wanted to be named. */
const unnamed = "somebody";

type State = Pick<Saving, "underWay" | "said" | "conflict">;
const quiet: State = { underWay: false, said: "", conflict: null };

/** Saves the draft as the next revision; a revision that came in between is shown, never overwritten. */
export function useSaving(saved: OrganizationDetail, draft: DraftInHand): Saving {
  const queries = useQueryClient();
  const [words, setWords] = useState(() => ({ author: readAuthor(localStorage), comment: "" }));
  const [state, setState] = useState(quiet);
  const learnOf = (now: OrganizationDetail) => {
    queries.setQueryData(organizationQuery(saved.id).queryKey, now);
    void queries.invalidateQueries({ queryKey: ["organizations"] });
  };

  const save = async () => {
    if (state.underWay || state.conflict !== null) return;
    if (!draft.changed) {
      setState({ ...quiet, said: "There is nothing to save: the text is as in the last revision." });
      return;
    }
    setState({ ...quiet, underWay: true });
    const author = words.author.trim();
    rememberAuthor(localStorage, author);
    const outcome = await put(saved.id, {
      text: draft.text,
      base: draft.base,
      author: author || unnamed,
      comment: words.comment.trim(),
    });
    if ("refused" in outcome) {
      setState({
        ...quiet,
        said: `Not saved yet: ${outcome.refused} What you wrote is kept in this browser.`,
      });
      return;
    }
    if ("theirs" in outcome) {
      learnOf(outcome.theirs);
      setState({ ...quiet, conflict: outcome.theirs });
      return;
    }
    learnOf(outcome.saved);
    draft.standOn(outcome.saved.revision.number);
    setWords({ author, comment: "" });
    setState({ ...quiet, said: `Saved as revision ${outcome.saved.revision.number}.` });
  };

  const settle = (text: string) => {
    if (state.conflict !== null) draft.standOn(state.conflict.revision.number);
    draft.replace(text);
    setState({ ...quiet, said: "Both are brought together. Save when it reads well." });
  };

  const write: Saving["write"] = (part) => setWords((before) => ({ ...before, ...part }));
  return { ...words, write, ...state, save, settle };
}

type Outcome =
  | { readonly saved: OrganizationDetail }
  | { readonly theirs: OrganizationDetail }
  | { readonly refused: string };

async function put(id: string, request: SaveTextRequest): Promise<Outcome> {
  try {
    return {
      saved: await ask<OrganizationDetail>(`${organizationPath(id)}/text`, { method: "PUT", body: request }),
    };
  } catch (error) {
    if (!(error instanceof ServerTrouble)) throw error;
    const theirs = error.status === 409 ? (error.body as Refusal).problem.current : undefined;
    return theirs === undefined ? { refused: error.message } : { theirs };
  }
}
