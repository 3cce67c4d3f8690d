import { Button, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { sayMoment } from "./moment.ts";
import style from "./text.module.css";
import type { DraftInHand } from "./use-draft.ts";
import type { Saving } from "./use-saving.ts";

/** Saving asks for one sentence and a name, and insists on neither. */
export function SaveBar({ draft, saving }: { draft: DraftInHand; saving: Saving }): ReactNode {
  return (
    <form
      className={style.save}
      onSubmit={(event) => {
        event.preventDefault();
        void saving.save();
      }}
    >
      <TextInput
        className={style.comment}
        label="What you changed, in a sentence"
        placeholder="Second pair of eyes retired"
        value={saving.comment}
        onChange={({ currentTarget }) => saving.write({ comment: currentTarget.value })}
        maxLength={500}
      />
      <TextInput
        className={style.name}
        label="Your name, if any"
        value={saving.author}
        autoComplete="name"
        onChange={({ currentTarget }) => saving.write({ author: currentTarget.value })}
        maxLength={200}
      />
      <Button type="submit" loading={saving.underWay} aria-keyshortcuts="Control+S">
        Save
      </Button>
      {draft.changed ? (
        <Button variant="default" onClick={draft.drop}>
          Drop my changes
        </Button>
      ) : null}
      <p role="status" className={style.said}>
        {saving.said || standing(draft)}
      </p>
    </form>
  );
}

function standing(draft: DraftInHand): string {
  if (!draft.kept) return "This browser has no room for an unsaved text of this size: save before you leave.";
  if (draft.foundFrom !== null) return `Your unsaved text from ${sayMoment(draft.foundFrom)} is here again.`;
  return draft.changed ? "Not saved yet." : "";
}
