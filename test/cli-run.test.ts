/** A year played from the command line: until it is precise, in threads, with its samples kept. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { expect, test } from "vitest";
import { playInThreads } from "../src/cli/play-in-threads.ts";
import { type Run, startRun } from "../src/forward/forward.ts";
import { readText } from "../src/model/model.ts";
import { bank, failwell, folderWith } from "./failwell.ts";

test("a run ends once it is as precise as was asked, and says how precise", async () => {
  const { code, out } = await failwell(["run", bank, "--years", "2M", "--precision", "4%", "--json"]);
  const { years, complete, precision, p99 } = JSON.parse(out);
  expect([code, complete, precision.wanted]).toEqual([0, true, 0.04]);
  expect(precision.reached).toBeLessThanOrEqual(0.04);
  expect((p99.high - p99.low) / 2 / p99.value).toBeCloseTo(precision.reached, 9);
  expect(years).toBeGreaterThanOrEqual(40_000);
  expect(years).toBeLessThan(2_000_000);
});

test("every year played is written for those who ask, as CSV or Parquet alike", async () => {
  const folder = folderWith();
  const args = ["run", bank, "--years", "1024", "--json", "--samples"];
  const csv = await failwell([...args, "years.csv"], { folder });
  const parquet = await failwell([...args, "years.parquet"], { folder });
  expect([csv.code, parquet.code]).toEqual([0, 0]);
  const [heads, ...lines] = readFileSync(join(folder, "years.csv"), "utf8").trimEnd().split("\n");
  expect(heads).toBe("year,loss,dearest_single,expected_given_figures");
  expect(lines).toHaveLength(1024);
  const file = await asyncBufferFromFile(join(folder, "years.parquet"));
  const rows = await parquetReadObjects({ file });
  expect(rows.map((row, year) => [year, ...Object.values(row)].join(","))).toEqual(lines);
  const { mean } = JSON.parse(csv.out);
  const sum = lines.reduce((all, line) => all + Number(line.split(",")[1]), 0);
  expect(sum / 1024 / mean.value).toBeCloseTo(1, 9);
});

test("samples of another kind are refused before anything is played", async () => {
  const { code, err } = await failwell(["run", bank, "--samples", "years.xlsx"]);
  expect([code, err]).toEqual([
    2,
    "failwell: samples are written as .csv or .parquet, and years.xlsx ends with neither\n",
  ]);
});

test.each([
  ["--precision", "0"],
  ["--precision", "150%"],
  ["--threads", "0"],
  ["--threads", "many"],
])("%s %s is refused with what is expected", async (option, value) => {
  const { code, err } = await failwell(["run", bank, option, value]);
  expect(code).toBe(2);
  expect(err).toMatch(/ is expected\.|A whole number from 1 to 256/);
});

test("threads that die half-way cost nothing but their time", async () => {
  const { model } = readText(readFileSync(bank, "utf8"), bank);
  const options = { years: 8192, seed: 3 };
  const whole = startRun(model!, options);
  await playInThreads(whole, { threads: 1, seed: 3, between: () => true, remark: () => {} });
  const broken = startRun(model!, options);
  const remarks: string[] = [];
  await playInThreads(withoutPlanForThreads(broken), {
    threads: 2,
    seed: 3,
    between: () => true,
    remark: (words) => remarks.push(words),
  });
  expect(remarks).toHaveLength(1);
  expect(remarks[0]).toMatch(
    /^a thread ended half-way \(.*no plan of Failwell's.*\); its years are played again$/,
  );
  expect(broken.finding()).toEqual(whole.finding());
});

/** What other threads are given is spoilt; this one then gets the plan as it is. */
function withoutPlanForThreads(run: Run): Run {
  let asked = 0;
  return new Proxy(run, {
    get: (of, name) => (name === "plan" && asked++ < 2 ? new ArrayBuffer(64) : Reflect.get(of, name, of)),
  });
}

test("the exact answer comes without playing, and agrees with the years that are played", async () => {
  const [exact, played] = await Promise.all([
    failwell(["run", bank, "--exact", "--json"]),
    failwell(["run", bank, "--years", "20k", "--json"]),
  ]);
  const [of, by] = [JSON.parse(exact.out), JSON.parse(played.out)];
  expect(of.finding).toBe("losses");
  for (const figure of ["mean", "p50", "p90", "p99"] as const) {
    const z = Math.abs(of[figure].value - by[figure].value) / Math.hypot(of[figure].error, by[figure].error);
    expect(z).toBeLessThan(4);
  }
});
