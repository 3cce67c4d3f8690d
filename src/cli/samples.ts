import { ByteWriter, parquetWrite } from "hyparquet-writer";
import type { YearSamples } from "../forward/forward.ts";
import { writeWhole } from "./files.ts";
import { wrongUse } from "./mistake.ts";

/** Columns of a file of samples, in its order; money, one row a trial year. */
const columns = [
  { name: "loss", of: "loss" },
  { name: "dearest_single", of: "dearestSingle" },
  { name: "expected_given_figures", of: "expected" },
] as const;

/** Refuses, before anything is played, a file whose ending says no format that is known. */
export function checkSamplesFile(file: string): void {
  if (!/\.(csv|parquet)$/.test(file))
    throw wrongUse(`samples are written as .csv or .parquet, and ${file} ends with neither`);
}

/** Writes every year played, whole or not at all. */
export async function writeSamples(file: string, samples: YearSamples): Promise<void> {
  await writeWhole(file, file.endsWith(".csv") ? csvOf(samples) : parquetOf(samples));
}

function csvOf(samples: YearSamples): string {
  const lines = [["year", ...columns.map(({ name }) => name)].join(",")];
  for (let year = 0; year < samples.loss.length; year++)
    lines.push([year, ...columns.map(({ of }) => samples[of][year])].join(","));
  return `${lines.join("\n")}\n`;
}

function parquetOf(samples: YearSamples): Uint8Array {
  const writer = new ByteWriter();
  parquetWrite({
    writer,
    columnData: columns.map(({ name, of }) => ({ name, data: samples[of], type: "DOUBLE" })),
  });
  return writer.getBytes();
}
