import { sql } from "kysely";
import type { Database } from "./tables.ts";

/** An organization as it is listed. `revision` is the number of the text that holds; `occurrences` counts its record. */
export type OrganizationSummary = {
  readonly id: string;
  readonly name: string;
  readonly example: boolean;
  readonly revision: number;
  readonly occurrences: number;
};

/** All organizations by name, the examples last. */
export async function listOrganizations(database: Database): Promise<OrganizationSummary[]> {
  const counted = sql<number>`(select count(*) from occurrences where organization_id = organizations.id)`;
  return database
    .selectFrom("organizations")
    .select(["id", "name", "example", "revision", counted.as("occurrences")])
    .orderBy("example")
    .orderBy("name")
    .orderBy("id")
    .execute();
}

/** A text to be kept, with what its reader found in it. */
export type NewOrganization = {
  readonly text: string;
  readonly name: string;
  readonly example: boolean;
  readonly author: string;
  readonly comment: string;
};

const longestId = 60;

/** Keeps a new organization's text as its revision 1. Answers its id: the name in lower case with hyphens, numbered where taken. */
export async function createOrganization(database: Database, given: NewOrganization): Promise<string> {
  const { name, example, text, author, comment } = given;
  return database.transaction().execute(async (transaction) => {
    for (let attempt = 1; ; attempt++) {
      const id = attempt === 1 ? idFrom(name) : `${idFrom(name)}-${attempt}`;
      const made = await transaction
        .insertInto("organizations")
        .values({ id, name, example, revision: 1 })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .returning("id")
        .executeTakeFirst();
      if (!made) continue;
      await transaction
        .insertInto("revisions")
        .values({ organization_id: id, number: 1, text, author, comment })
        .execute();
      return id;
    }
  });
}

/** Letters and digits of any script, in lower case, joined by hyphens: `Harbour Bank` → `harbour-bank`. */
export function idFrom(name: string): string {
  const words =
    name
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [...words.join("-")].slice(0, longestId).join("").replace(/-+$/, "") || "organization";
}
