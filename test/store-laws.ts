/** What every store keeps to, embedded or by address. */
import { expect, test } from "vitest";
import type { ReadRow, Store } from "../src/store/store.ts";
import { all, at, newOrganization, occurrence } from "./store-fixture.ts";

export function storeLaws(store: () => Store): void {
  test("an organization is called by its name in lower case with hyphens, and numbered where that is taken", async () => {
    expect(await newOrganization(store(), "Müller & Söhne")).toBe("müller-söhne");
    expect(await newOrganization(store(), "Müller & Söhne")).toBe("müller-söhne-2");
    expect(await newOrganization(store(), "…")).toBe("organization");
  });

  test("a text is kept by revision, with author, time and comment", async () => {
    const id = await newOrganization(store());
    const before = Date.now();
    const changed = {
      text: "second",
      name: "Other Bakery",
      example: true,
      author: "Grace",
      comment: "a name",
    };
    expect(await store().saveText(id, { ...changed, base: 1 })).toBe(2);
    const found = await store().findOrganization(id);
    expect(found).toMatchObject({
      id,
      name: "Other Bakery",
      example: true,
      revision: { number: 2, text: "second" },
    });
    const [second, first] = await store().listRevisions(id);
    expect(second).toMatchObject({ number: 2, author: "Grace", comment: "a name" });
    expect(Math.abs(second!.time - before)).toBeLessThan(60_000);
    expect(first).toMatchObject({ number: 1, author: "Ada", comment: "begin" });
    expect((await store().findRevision(id, 1))?.text).toContain("Corner Bakery");
  });

  test("of two that save on top of the same revision one is told that it is stale", async () => {
    const id = await newOrganization(store());
    const save = (text: string) =>
      store().saveText(id, { text, base: 1, name: "B", example: false, author: "Ada", comment: "" });
    const saved = await Promise.all([save("left"), save("right")]);
    expect(saved.sort()).toEqual([2, "stale"]);
    expect(await store().listRevisions(id)).toHaveLength(2);
  });

  test("a text saved unchanged makes no revision", async () => {
    const id = await newOrganization(store());
    const text = (await store().findOrganization(id))!.revision.text;
    const same = { text, base: 1, name: "Corner Bakery", example: false, author: "Ada", comment: "" };
    expect(await store().saveText(id, same)).toBe(1);
  });

  test("an occurrence comes back as it was given", async () => {
    const id = await newOrganization(store());
    const given = occurrence("1", {
      functionId: "bake",
      failureId: "burnt-batch",
      nearMiss: true,
      onset: { earliest: Date.parse("1851-05-01"), latest: Date.parse("1851-06-01") },
      recovered: at("2026-03-01T10:00:00.123Z"),
      loss: 0.1,
      note: "a 'quoted'\nnote, and \\ more \u{1F525}",
      link: "https://example.org/1",
    });
    expect(await store().addOccurrence(id, given)).toMatchObject({ ...given, importId: null });
    expect(await all(store().readRecord(id))).toEqual([given]);
    expect(await store().addOccurrence(id, given)).toBeNull();
  });

  test("a change touches what it names and nothing else, and marks the record as changed", async () => {
    const id = await newOrganization(store());
    await store().addOccurrence(id, occurrence("1", { loss: 5 }));
    const before = (await store().findOrganization(id))!.recordVersion;
    const changed = await store().changeOccurrence(id, "1", { failureId: "burnt-batch" });
    expect(changed).toMatchObject({ failureId: "burnt-batch", loss: 5, title: "batch 1" });
    expect((await store().findOrganization(id))!.recordVersion).toBeGreaterThan(before);
    expect(await store().changeOccurrence(id, "2", { loss: 1 })).toBeNull();
  });

  test("occurrences are listed newest first, and found by what is asked of them", async () => {
    const id = await newOrganization(store());
    await store().addOccurrence(id, occurrence("old", { onset: at("2020-01-01"), title: "50% burnt_batch" }));
    await store().addOccurrence(id, occurrence("undated", { nearMiss: true }));
    await store().addOccurrence(
      id,
      occurrence("new", { detected: at("2021-01-01"), failureId: "f", source: "other" }),
    );
    const keys = async (filter: object) =>
      (await store().listOccurrences(id, filter, { offset: 0, limit: 10 })).rows.map(({ key }) => key);
    expect(await keys({})).toEqual(["new", "old", "undated"]);
    expect(await keys({ text: "50% BURNT_" })).toEqual(["old"]);
    expect(await keys({ text: "5_%" })).toEqual([]);
    expect(await keys({ from: Date.parse("2020-01-01"), to: Date.parse("2021-01-01") })).toEqual(["old"]);
    expect(await keys({ nearMiss: true })).toEqual(["undated"]);
    expect(await keys({ unassigned: true })).toEqual(["old", "undated"]);
    expect(await keys({ failureId: "f", source: "other" })).toEqual(["new"]);
    const second = await store().listOccurrences(id, {}, { offset: 1, limit: 1 });
    expect(second).toMatchObject({ total: 3, rows: [{ key: "old" }] });
  });

  test("an import adds what is new; a second one of the same file adds nothing and changes nothing", async () => {
    const id = await newOrganization(store());
    const file = () => rows(5_000);
    const options = { format: "csv", fileName: "oven.csv", functionOf: () => "bake" };
    const first = await store().importRecord(id, file(), options);
    expect(first).toMatchObject({
      stored: true,
      read: 5_000,
      added: 5_000,
      known: 0,
      completed: 0,
      unreadable: 0,
    });
    const version = (await store().findOrganization(id))!.recordVersion;
    const second = await store().importRecord(id, file(), options);
    expect(second).toMatchObject({ stored: true, read: 5_000, added: 0, known: 5_000, completed: 0 });
    expect((await store().findOrganization(id))!.recordVersion).toBe(version);
    const imports = await store().listImports(id);
    expect(imports.map(({ added, fileName }) => [added, fileName])).toEqual([
      [0, "oven.csv"],
      [5_000, "oven.csv"],
    ]);
    expect((await store().listOccurrences(id, { functionId: "bake" }, { offset: 0, limit: 1 })).total).toBe(
      5_000,
    );
  });

  test("what an import knows more about is filled in; what a person said stays", async () => {
    const id = await newOrganization(store());
    const begun = occurrence("1", { onset: at("2026-01-01"), title: "still open" });
    await store().importRecord(id, of(begun), { format: "csv", fileName: "a" });
    await store().changeOccurrence(id, "1", { loss: 7, title: "as a person tells it" });
    const ended = occurrence("1", {
      onset: at("2026-01-02"),
      contained: at("2026-01-03"),
      loss: 9,
      title: "closed",
    });
    const report = await store().importRecord(id, of(ended, ended), { format: "csv", fileName: "b" });
    expect(report).toMatchObject({ added: 0, known: 2, completed: 1 });
    const [known] = await all(store().readRecord(id));
    expect(known).toMatchObject({ title: "as a person tells it", loss: 7, onset: at("2026-01-01") });
    expect(known?.contained).toEqual(at("2026-01-03"));
  });

  test("a row that can't be read keeps the whole file out, unless it is to be skipped", async () => {
    const id = await newOrganization(store());
    const unreadable = { row: 3, column: "date", found: "“soon”", expected: "a date" };
    const file = () => of(occurrence("1"), { unreadable }, occurrence("2"));
    const options = { format: "csv", fileName: "a" };
    const refused = await store().importRecord(id, file(), options);
    expect(refused).toMatchObject({ stored: false, unreadable: 1, unreadableRows: [unreadable] });
    expect(await all(store().readRecord(id))).toEqual([]);
    expect(await store().listImports(id)).toEqual([]);
    const skipped = await store().importRecord(id, file(), { ...options, skipUnreadable: true });
    expect(skipped).toMatchObject({
      stored: true,
      read: 3,
      added: 2,
      unreadable: 1,
      unreadableRows: [unreadable],
    });
  });

  test("an import that breaks, or is given up, leaves nothing", async () => {
    const id = await newOrganization(store());
    const options = { format: "csv", fileName: "a" };
    async function* breaking(): AsyncGenerator<ReadRow> {
      yield* rows(4_500);
      throw new Error("the disk was pulled");
    }
    await expect(store().importRecord(id, breaking(), options)).rejects.toThrow("the disk was pulled");
    const signal = AbortSignal.abort(new Error("given up"));
    await expect(store().importRecord(id, rows(10), { ...options, signal })).rejects.toThrow("given up");
    expect(await all(store().readRecord(id))).toEqual([]);
    expect(await store().listImports(id)).toEqual([]);
  });

  test("two imports of the same keys at once, in opposite order, both end, and each key is there once", async () => {
    const id = await newOrganization(store());
    const keys = Array.from({ length: 6_000 }, (_, key) => String(key));
    const file = (order: readonly string[]) => of(...order.map((key) => occurrence(key)));
    const options = { format: "csv", fileName: "a" };
    const reports = await Promise.all([
      store().importRecord(id, file(keys), options),
      store().importRecord(id, file(keys.toReversed()), options),
    ]);
    expect(reports.map(({ added }) => added).sort()).toEqual([0, 6_000]);
  });

  test("a record is read as it stood when reading began", async () => {
    const id = await newOrganization(store());
    await store().importRecord(id, rows(3_000), { format: "csv", fileName: "a" });
    const reading = store().readRecord(id);
    const first = await reading.next();
    await store().addOccurrence(id, occurrence("later"));
    const rest = await all(reading);
    expect([first.value, ...rest]).toHaveLength(3_000);
  });

  test("a kind is given to a failure everywhere at once", async () => {
    const id = await newOrganization(store());
    await store().importRecord(id, rows(10), { format: "csv", fileName: "a" });
    const burnt = { kind: "burnt", source: undefined };
    expect(await store().assignKind(id, burnt, { failureId: "burnt-batch", functionId: "bake" })).toBe(9);
    expect(await store().assignKind(id, burnt, { failureId: "burnt-batch", functionId: "bake" })).toBe(0);
    const kinds = await store().listKinds(id);
    expect(kinds).toEqual([
      { kind: "burnt", source: "oven log", failureId: "burnt-batch", count: 10, lastSeen: day(9) },
    ]);
  });

  test("the record's river counts every dated occurrence in one stretch of time", async () => {
    const id = await newOrganization(store());
    await store().importRecord(id, rows(10), { format: "csv", fileName: "a" });
    await store().addOccurrence(
      id,
      occurrence("n", { nearMiss: true, functionId: "bake", onset: at("2020-01-10") }),
    );
    await store().addOccurrence(id, occurrence("undated"));
    const span = { buckets: 3, from: undefined, to: undefined };
    const river = await store().countByTime(id, span);
    expect(river).toMatchObject({ from: day(0), to: day(9), undated: 1 });
    expect(river.cells.reduce((sum, { count }) => sum + count, 0)).toBe(10);
    expect(river.cells.every(({ bucket }) => bucket >= 0 && bucket < 3)).toBe(true);
    expect(river.cells).toContainEqual({ functionId: "bake", bucket: 2, count: 3, nearMisses: 1 });
  });

  test("an organization without a record has an empty river", async () => {
    const id = await newOrganization(store());
    const span = { buckets: 3, from: undefined, to: undefined };
    expect(await store().countByTime(id, span)).toEqual({
      from: null,
      to: null,
      bucketMs: 0,
      undated: 0,
      cells: [],
    });
  });
}

function day(number: number): number {
  return Date.parse("2020-01-01") + number * 86_400_000;
}

/** One occurrence a day. */
async function* rows(count: number): AsyncGenerator<ReadRow> {
  for (let row = 0; row < count; row++) {
    const onset = { earliest: day(row), latest: day(row) };
    const names = row === 0 ? { failureId: "burnt-batch" } : { functionId: "bake" };
    yield { occurrence: occurrence(String(row), { onset, ...names }) };
  }
}

async function* of(...items: (ReturnType<typeof occurrence> | ReadRow)[]): AsyncGenerator<ReadRow> {
  for (const item of items) yield "key" in item ? { occurrence: item } : item;
}
