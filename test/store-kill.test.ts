import { expect, test } from "vitest";
import { killRounds } from "../bench/kill.ts";

test("server and database, killed while they write, lose nothing that was acknowledged", async () => {
  const report = await killRounds(3, 20_261_123, () => {});
  expect(report.losses).toEqual([]);
  expect(report.occurrences).toBeGreaterThan(0);
}, 180_000);
