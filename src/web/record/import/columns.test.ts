import { expect, test } from "vitest";
import { asItIs, fieldChoice, usesOf, withChoice } from "./columns.ts";

const table = {
  header: ["Datum", "Dauer", "Art"],
  rows: [
    ["24.12.2025", "90", "Ausfall"],
    ["31.12.2025", "5", "Ausfall"],
  ],
};

test("choosing a column of times finds out how it writes them", () => {
  const mapping = withChoice({ source: "t" }, "onset", "column:Datum", table);
  expect(mapping.columns?.onset).toEqual({ column: "Datum", format: "d.M.yyyy" });
  expect(fieldChoice(mapping.columns!, "onset")).toBe("column:Datum");
});

test("a duration counts from the onset, or from detection where nothing else is known", () => {
  expect(
    withChoice({ columns: { onset: "Datum" } }, "contained", "minutes:Dauer", table).columns?.contained,
  ).toEqual({ after: "Dauer", unit: "minutes", since: "onset" });
  expect(
    withChoice({ columns: { detected: "Datum" } }, "contained", "hours:Dauer", table).columns?.contained,
  ).toEqual({ after: "Dauer", unit: "hours", since: "detected" });
});

test("what a select can't say is left as it is, and choosing nothing takes a field out", () => {
  const columns = { onset: { date: "Datum", time: "Zeit" }, kind: "Art" };
  expect(fieldChoice(columns, "onset")).toBe(asItIs);
  expect(withChoice({ columns }, "onset", asItIs, table)).toEqual({ columns });
  expect(withChoice({ columns }, "onset", "", table)).toEqual({ columns: { kind: "Art" } });
});

test("a column says what it is used for", () => {
  expect(usesOf({ onset: { date: "Datum", time: "Zeit" }, kind: ["Art", "Code"] }, "Code")).toBe("its kind");
  expect(usesOf({ onset: { date: "Datum", time: "Zeit" } }, "Zeit")).toBe("when it began");
  expect(usesOf({}, "Art")).toBe("");
});

test("a column that says yes to a near miss is read by the words it uses", () => {
  const told = { header: ["Beinahe"], rows: [["X"], [""], ["x"]] };
  const { columns } = withChoice({ columns: {} }, "near miss", "column:Beinahe", told);
  expect(columns?.["near miss"]).toEqual({ column: "Beinahe", is: ["x"] });
  expect(fieldChoice(columns!, "near miss")).toBe("column:Beinahe");
});
