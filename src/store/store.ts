/** What Failwell keeps: texts by revision, and the record of what happened. The store's public face. */
import type { Occurrence } from "../model/model.ts";
import { type Connection, connect } from "./database.ts";
import { startEmbedded } from "./embedded.ts";
import {
  type ImportListed,
  type ImportOptions,
  type ImportReport,
  importRecord,
  listImports,
  type ReadRow,
} from "./import.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations/migrations.ts";
import {
  addOccurrence,
  assignKind,
  changeOccurrence,
  listOccurrences,
  type OccurrenceChange,
  type OccurrenceFilter,
  type RecordedOccurrence,
  type Slice,
} from "./occurrences.ts";
import {
  createOrganization,
  listOrganizations,
  type NewOrganization,
  type OrganizationSummary,
} from "./organizations.ts";
import { countByTime, listKinds, type RecordKind, type River, readRecord } from "./record.ts";
import {
  type ChangedText,
  findOrganization,
  findRevision,
  listRevisions,
  type Organization,
  type Revision,
  type RevisionHead,
  saveText,
} from "./revisions.ts";
import type { Database } from "./tables.ts";

export { usualFolder } from "./folder.ts";
export type {
  ImportCounts,
  ImportListed,
  ImportOptions,
  ImportReport,
  ReadRow,
  Unreadable,
} from "./import.ts";
export type { OccurrenceChange, OccurrenceFilter, RecordedOccurrence, Slice } from "./occurrences.ts";
export type { NewOrganization, OrganizationSummary } from "./organizations.ts";
export { asStoreProblem, StoreProblem } from "./problem.ts";
export type { RecordKind, River } from "./record.ts";
export type { ChangedText, Organization, Revision, RevisionHead } from "./revisions.ts";

/** A folder for a PostgreSQL of our own, or the address of another one: postgres://user:password@host/name. */
export type StorePlace = { readonly folder: string } | { readonly url: string };

/** One function for each need. Each is a transaction of its own: what it has answered is kept, whatever happens next. */
export type Store = {
  listOrganizations(): Promise<OrganizationSummary[]>;
  createOrganization(given: NewOrganization): Promise<string>;
  findOrganization(id: string): Promise<Organization | null>;
  listRevisions(organizationId: string): Promise<RevisionHead[]>;
  findRevision(organizationId: string, number: number): Promise<Revision | null>;
  saveText(organizationId: string, changed: ChangedText): Promise<number | "stale" | null>;
  listOccurrences(
    organizationId: string,
    filter: OccurrenceFilter,
    slice: Slice,
  ): Promise<{ total: number; rows: RecordedOccurrence[] }>;
  addOccurrence(organizationId: string, occurrence: Occurrence): Promise<RecordedOccurrence | null>;
  changeOccurrence(
    organizationId: string,
    key: string,
    change: OccurrenceChange,
  ): Promise<RecordedOccurrence | null>;
  assignKind(
    organizationId: string,
    kind: { readonly kind: string; readonly source: string | undefined },
    failure: { readonly failureId: string; readonly functionId: string } | null,
  ): Promise<number>;
  /** The whole record as it stood when reading began, in constant memory. */
  readRecord(organizationId: string, began?: (recordVersion: number) => void): AsyncGenerator<Occurrence>;
  listKinds(organizationId: string): Promise<RecordKind[]>;
  countByTime(
    organizationId: string,
    span: { readonly buckets: number; readonly from: number | undefined; readonly to: number | undefined },
  ): Promise<River>;
  importRecord(
    organizationId: string,
    rows: AsyncIterable<ReadRow>,
    options: ImportOptions,
  ): Promise<ImportReport>;
  listImports(organizationId: string): Promise<ImportListed[]>;
  /** Ends all connections, and the embedded database with them. */
  close(): Promise<void>;
};

/**
 * Opens a store, makes it where there is none, and brings its tables to this program's state.
 *
 * Throws StoreProblem where that can't be: the folder is in use or out of reach, the address does not answer, the store was
 * written by a newer Failwell, …
 */
export async function openStore(place: StorePlace): Promise<Store> {
  if ("url" in place) return openDatabase(place, async () => {});
  const embedded = await startEmbedded(place.folder);
  return openDatabase(embedded.connection, embedded.stop);
}

async function openDatabase(connection: Connection, stop: () => Promise<void>): Promise<Store> {
  try {
    const database = await connect(connection);
    const close = async () => {
      await patiently(database.destroy());
      await stop();
    };
    await migrate(database, migrations).catch(async (error) => {
      await database.destroy();
      throw error;
    });
    return storeOn(database, close);
  } catch (error) {
    await stop();
    throw error;
  }
}

const closePatienceMs = 5_000;

/** A statement still running may hold its connection; stopping the database then ends it. */
async function patiently(ending: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, closePatienceMs);
  });
  await Promise.race([ending, enough]);
  clearTimeout(timer);
}

function storeOn(database: Database, close: () => Promise<void>): Store {
  let closing: Promise<void> | undefined;
  return {
    listOrganizations: () => listOrganizations(database),
    createOrganization: (given) => createOrganization(database, given),
    findOrganization: (id) => findOrganization(database, id),
    listRevisions: (id) => listRevisions(database, id),
    findRevision: (id, number) => findRevision(database, id, number),
    saveText: (id, changed) => saveText(database, id, changed),
    listOccurrences: (id, filter, slice) => listOccurrences(database, id, filter, slice),
    addOccurrence: (id, occurrence) => addOccurrence(database, id, occurrence),
    changeOccurrence: (id, key, change) => changeOccurrence(database, id, key, change),
    assignKind: (id, kind, failure) => assignKind(database, id, kind, failure),
    readRecord: (id, began) => readRecord(database, id, began),
    listKinds: (id) => listKinds(database, id),
    countByTime: (id, span) => countByTime(database, id, span),
    importRecord: (id, rows, options) => importRecord(database, id, rows, options),
    listImports: (id) => listImports(database, id),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
