import type { Migration } from "../migrate.ts";
import { first } from "./0001-first.ts";

/** All migrations, oldest first. One that was released is never changed again: a new one is added behind it. */
export const migrations: readonly Migration[] = [first];
