import type { Database } from "./tables.ts";

/** One kept state of a text, without the text. Numbers count from 1. `time` is milliseconds since 1970. */
export type RevisionHead = {
  readonly number: number;
  readonly author: string;
  readonly comment: string;
  readonly time: number;
};

export type Revision = RevisionHead & { readonly text: string };

/** An organization with the text that holds. */
export type Organization = {
  readonly id: string;
  readonly name: string;
  readonly example: boolean;
  readonly recordVersion: number;
  readonly revision: Revision;
};

const headColumns = ["r.number", "r.author", "r.comment", "r.at"] as const;

/** The organization of this id, with its current revision; null where there is none. */
export async function findOrganization(database: Database, id: string): Promise<Organization | null> {
  const found = await database
    .selectFrom("organizations as o")
    .innerJoin("revisions as r", (join) =>
      join.onRef("r.organization_id", "=", "o.id").onRef("r.number", "=", "o.revision"),
    )
    .where("o.id", "=", id)
    .select(["o.id", "o.name", "o.example", "o.record_version as recordVersion", ...headColumns, "r.text"])
    .executeTakeFirst();
  if (!found) return null;
  const { name, example, recordVersion } = found;
  return { id, name, example, recordVersion, revision: { ...head(found), text: found.text } };
}

/** All revisions of an organization's text, newest first. */
export async function listRevisions(database: Database, organizationId: string): Promise<RevisionHead[]> {
  const rows = await database
    .selectFrom("revisions as r")
    .where("r.organization_id", "=", organizationId)
    .select(headColumns)
    .orderBy("r.number", "desc")
    .execute();
  return rows.map(head);
}

/** One revision with its text; null where there is none of this number. */
export async function findRevision(
  database: Database,
  organizationId: string,
  number: number,
): Promise<Revision | null> {
  const found = await database
    .selectFrom("revisions as r")
    .where("r.organization_id", "=", organizationId)
    .where("r.number", "=", number)
    .select([...headColumns, "r.text"])
    .executeTakeFirst();
  return found ? { ...head(found), text: found.text } : null;
}

/** A changed text, with what its reader found in it. `base`: the number of the revision it was made from. */
export type ChangedText = {
  readonly text: string;
  readonly name: string;
  readonly example: boolean;
  readonly base: number;
  readonly author: string;
  readonly comment: string;
};

/**
 * Keeps a changed text as the next revision and answers its number; the base's own where nothing was changed.
 * "stale": another revision holds by now. null: no such organization.
 */
export async function saveText(
  database: Database,
  organizationId: string,
  changed: ChangedText,
): Promise<number | "stale" | null> {
  const { base, text, author, comment, name, example } = changed;
  return database.transaction().execute(async (transaction) => {
    const found = await transaction
      .selectFrom("organizations")
      .where("id", "=", organizationId)
      .select("revision")
      .forUpdate()
      .executeTakeFirst();
    if (!found) return null;
    if (found.revision !== base) return "stale";
    if ((await findRevision(transaction, organizationId, base))?.text === text) return base;
    const number = base + 1;
    await transaction
      .insertInto("revisions")
      .values({ organization_id: organizationId, number, text, author, comment })
      .execute();
    await transaction
      .updateTable("organizations")
      .set({ revision: number, name, example })
      .where("id", "=", organizationId)
      .execute();
    return number;
  });
}

function head(row: { number: number; author: string; comment: string; at: Date }): RevisionHead {
  return { number: row.number, author: row.author, comment: row.comment, time: row.at.getTime() };
}
