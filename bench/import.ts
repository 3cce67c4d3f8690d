/** A record of 121,904 delays into an embedded store: how long it takes, and how much memory. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Mapping, readRecord } from "../src/exchange/exchange.ts";
import { createGenerator } from "../src/numeric/generator.ts";
import { openStore, type Store } from "../src/store/store.ts";

const rows = 121_904;

const mapping: Mapping = {
  source: "delays",
  columns: {
    title: "station",
    kind: "code",
    onset: { date: "date", time: "time" },
    contained: { after: "minutes", unit: "min", since: "onset" },
  },
};

/** Made up, as long and as varied as the delays that a large city's subway publishes over six years. */
async function* table(): AsyncGenerator<string> {
  const generator = createGenerator(1);
  const whole = (below: number) => Math.floor(generator.uniform() * below);
  yield "date,time,station,code,minutes,train\n";
  for (let row = 0; row < rows; row++) {
    const day = new Date(Date.UTC(2014, 0, 1) + Math.floor((row * 6 * 365.25) / rows) * 86_400_000);
    const time = `${String(whole(24)).padStart(2, "0")}:${String(whole(60)).padStart(2, "0")}`;
    yield `${day.toISOString().slice(0, 10)},${time},STATION ${whole(75)},C${whole(217)},${whole(60)},${whole(6_000)}\n`;
  }
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

const said = (ms: number) =>
  `${(ms / 1000).toFixed(2)} s, ${Math.round(rows / (ms / 1000)).toLocaleString("en")} rows a second`;

const folder = await mkdtemp(join(tmpdir(), "failwell-bench-"));
let peak = 0;
const watching = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 20);
try {
  let store: Store | undefined;
  const open = async () => {
    store = await openStore({ folder });
  };
  console.log(`first opening of a store: ${Math.round(await timed(open))} ms`);
  await store!.close();
  console.log(`second opening: ${Math.round(await timed(open))} ms`);
  const kept = { text: "", name: "Subway", example: false, author: "bench", comment: "" };
  const id = await store!.createOrganization(kept);
  const bring = async () => {
    const read = readRecord(table(), { format: "csv", mapping });
    const report = await store!.importRecord(id, read, { format: "csv", fileName: "delays.csv" });
    if (!report.stored || report.read !== rows) throw new Error(`read ${report.read} of ${rows} rows`);
  };
  const reading = async () => {
    for await (const _ of readRecord(table(), { format: "csv", mapping }));
  };
  console.log(`reading ${rows.toLocaleString("en")} rows alone: ${said(await timed(reading))}`);
  console.log(`first import: ${said(await timed(bring))}`);
  console.log(`second import, all known: ${said(await timed(bring))}`);
  const all = async () => {
    for await (const _ of store!.readRecord(id));
  };
  console.log(`reading the record back: ${said(await timed(all))}`);
  const page = () => store!.listOccurrences(id, { text: "station 7" }, { offset: 0, limit: 50 });
  console.log(`searching the record for words: ${Math.round(await timed(page))} ms`);
  console.log(`peak memory of the program: ${Math.round(peak / 1e6)} MB`);
  await store!.close();
} finally {
  clearInterval(watching);
  await rm(folder, { recursive: true, force: true });
}
