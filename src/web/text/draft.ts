/** A text that is not saved yet, kept in the browser so that a reload, a crash or a closed lid loses nothing. */
export type Draft = {
  readonly text: string;
  /** Number of the revision it was begun from. */
  readonly base: number;
  /** Milliseconds since 1970. */
  readonly time: number;
};

type Keeper = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const draftKey = (organizationId: string): string => `failwell:draft:${organizationId}`;
const authorKey = "failwell:author";

/** The draft of an organization; null where there is none, or none that can be read. */
export function readDraft(keeper: Keeper, organizationId: string): Draft | null {
  try {
    const found: unknown = JSON.parse(keeper.getItem(draftKey(organizationId)) ?? "null");
    return isDraft(found) ? found : null;
  } catch {
    return null;
  }
}

/** False where the browser has no room or keeps nothing: the page then says so. */
export function keepDraft(keeper: Keeper, organizationId: string, draft: Draft): boolean {
  try {
    keeper.setItem(draftKey(organizationId), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function forgetDraft(keeper: Keeper, organizationId: string): void {
  try {
    keeper.removeItem(draftKey(organizationId));
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** The name last used for a revision; empty where none is known. */
export function readAuthor(keeper: Keeper): string {
  try {
    return keeper.getItem(authorKey) ?? "";
  } catch {
    return "";
  }
}

export function rememberAuthor(keeper: Keeper, author: string): void {
  try {
    keeper.setItem(authorKey, author);
  } catch {
    // A convenience only.
  }
}

function isDraft(found: unknown): found is Draft {
  if (typeof found !== "object" || found === null) return false;
  const { text, base, time } = found as Record<string, unknown>;
  return typeof text === "string" && Number.isInteger(base) && Number.isFinite(time);
}
