import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { guess, preview, readHead } from "./first-look.ts";

const rows = "2026-03-14,outage,router\n".repeat(250);
const table = `date,type,notes\n${rows}2026-03-15,fraud,card\nsoon,fraud,who knows\n`;

test("a table is recognized, its columns are guessed, and its first rows are read as the whole would be", async () => {
  const head = await readHead(new Blob([table]));
  const { format, mapping, header } = guess("incidents.csv", head);
  expect(format).toBe("csv");
  expect(header).toEqual(["date", "type", "notes"]);
  expect(mapping?.columns?.kind).toBe("type");
  const seen = await preview(head, format!, mapping);
  expect(seen.read).toBe(251);
  expect(seen.kinds).toEqual([
    { kind: "outage", count: 250 },
    { kind: "fraud", count: 1 },
  ]);
  expect(seen.unreadable).toMatchObject([{ row: 253, column: "date" }]);
});

test("a packed file is unpacked for the look", async () => {
  const head = await readHead(new Blob([gzipSync(table)]));
  expect(head).toEqual({ text: table, cut: false });
});

test("a packed file that breaks off at once is said to be broken", async () => {
  await expect(readHead(new Blob([gzipSync(table).subarray(0, 10)]))).rejects.toThrow("it may be broken");
});

test("of a long table the row that the look cuts off is no trouble", async () => {
  const long = table + "2026-03-16,outage,again\n".repeat(40_000);
  const head = await readHead(new Blob([long]));
  expect(head.cut).toBe(true);
  const { format, mapping } = guess("incidents.csv", head);
  expect((await preview(head, format!, mapping)).unreadable).toHaveLength(1);
});

test("a document of a status page that the look cuts off is read as far as it goes", async () => {
  const incident = (i: number) => ({
    id: `incident-${i}`,
    name: "Errors",
    impact: "major",
    created_at: "2026-03-14T09:00:00Z",
    resolved_at: "2026-03-14T10:00:00Z",
    incident_updates: [{ body: "x".repeat(900), status: "resolved", created_at: "2026-03-14T10:00:00Z" }],
  });
  const whole = JSON.stringify({
    page: { id: "p" },
    incidents: Array.from({ length: 2000 }, (_, i) => incident(i)),
  });
  const head = await readHead(new Blob([whole]));
  const { format } = guess("incidents.json", head);
  expect(format).toBe("statuspage");
  const seen = await preview(head, format!, null);
  expect(head.cut).toBe(true);
  expect(seen.unreadable).toEqual([]);
});
