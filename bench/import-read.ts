/**
 * Reads a table of delays as an import does, without a store: rows a second, and how much memory it takes.
 * `node bench/import-read.ts [file.csv[.gz]] [rows]`: the file, with a proposed mapping; else a table generated from a seed.
 */
import { createReadStream } from "node:fs";
import { pathToFileURL } from "node:url";
import { createGunzip } from "node:zlib";
import { type Mapping, proposeMapping, readRecord, sampleTable } from "../src/exchange/exchange.ts";
import { createGenerator } from "../src/numeric/generator.ts";

const seed = 7;
const codes = 200;
const minuteMs = 60_000;

const delayMapping: Mapping = {
  source: "delays",
  "time zone": "America/Toronto",
  columns: {
    onset: { date: "date", time: "time" },
    contained: { after: "min_delay", unit: "minutes" },
    kind: "code",
  },
};

export type ReadReport = {
  readonly rows: number;
  readonly unreadable: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  /** Of the whole process, before reading and at its peak. */
  readonly startMegabytes: number;
  readonly peakMegabytes: number;
};

/** Delays over six years, in pieces of about 64 kB: some rows repeat, as they do in real records. */
export function* delayTable(rows: number): Generator<string> {
  const generator = createGenerator(seed);
  const step = (6 * 365.25 * 1440) / rows;
  let piece = "date,time,code,min_delay,line\n";
  for (let i = 0; i < rows; i++) {
    const moment = new Date(Date.UTC(2014, 0, 1) + Math.floor(i * step) * minuteMs).toISOString();
    const code = `K${Math.floor(codes * generator.uniform() ** 3)}`;
    const delay = Math.floor(-4 * Math.log(generator.uniform()));
    piece += `${moment.slice(0, 10)},${moment.slice(11, 16)},${code},${delay},${generator.uniform() < 0.5 ? "BD" : "YU"}\n`;
    if (piece.length < 1 << 16) continue;
    yield piece;
    piece = "";
  }
  yield piece;
}

/** Reads all rows, keeping none. */
export async function measureReading(
  chunks: AsyncIterable<string> | Iterable<string>,
  mapping: Mapping,
): Promise<ReadReport> {
  const start = performance.now();
  const startBytes = process.memoryUsage().rss;
  let peakBytes = startBytes;
  let rows = 0;
  let unreadable = 0;
  for await (const row of readRecord(chunks, { format: "csv", mapping })) {
    if ("unreadable" in row) unreadable++;
    if (++rows % 2000 === 0) peakBytes = Math.max(peakBytes, process.memoryUsage().rss);
  }
  const seconds = (performance.now() - start) / 1000;
  return {
    rows,
    unreadable,
    seconds,
    rowsPerSecond: rows / seconds,
    startMegabytes: startBytes / 1e6,
    peakMegabytes: peakBytes / 1e6,
  };
}

function opened(path: string): AsyncIterable<string> {
  const file = createReadStream(path);
  return path.endsWith(".gz") ? file.pipe(createGunzip()).setEncoding("utf8") : file.setEncoding("utf8");
}

async function proposed(path: string): Promise<Mapping> {
  let head = "";
  for await (const chunk of opened(path)) {
    head += chunk;
    if (head.length >= 1 << 16) break;
  }
  const { header, rows } = sampleTable(head);
  return proposeMapping(header, rows, path).mapping;
}

async function main(): Promise<void> {
  const [path, count] = process.argv.slice(2);
  const isPath = path !== undefined && !/^\d+$/.test(path);
  const rows = Number(isPath ? count : path) || 121_904;
  const report = isPath
    ? await measureReading(opened(path), await proposed(path))
    : await measureReading(delayTable(rows), delayMapping);
  const whole = (value: number) => Math.round(value).toLocaleString("en");
  console.log(isPath ? path : `${whole(rows)} generated rows, seed ${seed}`);
  console.log(
    `${whole(report.rows)} rows read, ${whole(report.unreadable)} of them unreadable, in ${report.seconds.toFixed(2)} s`,
  );
  console.log(`${whole(report.rowsPerSecond)} rows a second`);
  console.log(
    `memory ${whole(report.startMegabytes)} MB before, ${whole(report.peakMegabytes)} MB at the peak`,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
