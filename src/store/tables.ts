import type { Generated, GeneratedAlways, Kysely } from "kysely";

/** The tables as the newest migration leaves them. Moments are milliseconds since 1970, UTC; `at` columns are the database's clock. */
export type Tables = {
  migrations: MigrationTable;
  organizations: OrganizationTable;
  revisions: RevisionTable;
  imports: ImportTable;
  occurrences: OccurrenceTable;
};

/** Where statements are run: the pool, or a transaction. */
export type Database = Kysely<Tables>;

type MigrationTable = { number: number; name: string; checksum: string; at: Generated<Date> };

type OrganizationTable = {
  id: string;
  name: string;
  example: boolean;
  /** Number of the revision that holds. */
  revision: number;
  /** Rises with every change of the record, so that what was computed from it can be kept until then. */
  record_version: Generated<number>;
  at: Generated<Date>;
};

type RevisionTable = {
  organization_id: string;
  number: number;
  text: string;
  author: string;
  comment: string;
  at: Generated<Date>;
};

type ImportTable = {
  id: GeneratedAlways<number>;
  organization_id: string;
  format: string;
  file_name: string;
  at: Generated<Date>;
  read: number;
  added: number;
  known: number;
  completed: number;
  unreadable: number;
};

type OccurrenceTable = {
  id: GeneratedAlways<number>;
  organization_id: string;
  source: string;
  key: string;
  title: string;
  function_id: string | null;
  failure_id: string | null;
  kind: string;
  near_miss: boolean;
  onset_earliest: number | null;
  onset_latest: number | null;
  detected_earliest: number | null;
  detected_latest: number | null;
  contained_earliest: number | null;
  contained_latest: number | null;
  recovered_earliest: number | null;
  recovered_latest: number | null;
  /** The first moment that is known of it. */
  happened: GeneratedAlways<number | null>;
  loss: number | null;
  note: string;
  link: string | null;
  import_id: number | null;
  at: Generated<Date>;
};
